"""The phrasebook: the sentences that answers are made of, in each language, else in English."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Phrases by language and key, with {places} for what changes."""

    table: dict[str, dict[str, str]]

    @classmethod
    def load(cls) -> Phrasebook:
        """The tables ``search/phrases/<language>.csv``: key, text."""
        folder = resources.files("search").joinpath("phrases")
        return cls(
            {
                file.name.removesuffix(".csv"): {
                    row["key"]: row["text"]
                    for row in csv.DictReader(file.read_text("utf-8").splitlines())
                }
                for file in folder.iterdir()
                if file.name.endswith(".csv")
            }
        )

    def say(self, language: str, key: str, **values: object) -> str:
        """A phrase in a language, else in English, with its places filled in."""
        phrase = self.table.get(language, {}).get(key) or self.table["en"][key]
        return phrase.format(**values)
