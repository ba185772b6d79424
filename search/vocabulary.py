"""Small words that carry meaning: numbers, "phase", "not", "only", in each language."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

from search.text import words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Wordings by language and key; a wording is a tuple of compared forms."""

    table: dict[str, dict[str, frozenset[tuple[str, ...]]]]

    @classmethod
    def load(cls) -> Vocabulary:
        """The tables ``search/words/<language>.csv``: key, wordings ("a | b")."""
        folder = resources.files("search").joinpath("words")
        files = sorted(
            (f for f in folder.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name
        )
        return cls({file.name.removesuffix(".csv"): _read(file) for file in files})

    def wordings(self, language: str, key: str) -> frozenset[tuple[str, ...]]:
        """Wordings of a key in a language and in English."""
        own = self.table.get(language, {}).get(key, frozenset())
        return own | self.table.get("en", {}).get(key, frozenset())

    def says(self, language: str, key: str, forms: tuple[str, ...]) -> bool:
        """True when one of the key's wordings stands in a question, word by word."""
        return any(_within(wording, forms) for wording in self.wordings(language, key))


def _read(file: Traversable) -> dict[str, frozenset[tuple[str, ...]]]:
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {
        row["key"]: frozenset(t for part in row["words"].split("|") if (t := tuple(words(part))))
        for row in rows
    }


def _within(wording: tuple[str, ...], forms: tuple[str, ...]) -> bool:
    size = len(wording)
    return any(forms[i : i + size] == wording for i in range(len(forms) - size + 1))
