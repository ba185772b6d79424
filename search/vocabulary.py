"""Small words that carry meaning: numbers, "phase", "not", "only", in each language."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable

from search.text import words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Wordings by language and key; a wording is a tuple of compared forms."""

    table: dict[str, dict[str, frozenset[tuple[str, ...]]]]
    plain: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Vocabulary:
        """The tables ``search/words/<language>.csv``: key, wordings ("a | b")."""
        folder = resources.files("search").joinpath("words")
        files = sorted(
            (f for f in folder.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name
        )
        languages = {file.name.removesuffix(".csv"): _rows(file) for file in files}
        return cls(
            {
                code: {key: frozenset(ws) for key, ws in rows.items()}
                for code, rows in languages.items()
            },
            {
                code: {k: ws[0][0] for k, ws in rows.items() if ws}
                for code, rows in languages.items()
            },
        )

    def wordings(self, language: str, key: str) -> frozenset[tuple[str, ...]]:
        """Wordings of a key in a language and in English."""
        own = self.table.get(language, {}).get(key, frozenset())
        return own | self.table.get("en", {}).get(key, frozenset())

    def first(self, language: str, key: str) -> str:
        """First wording of a key: of a number, the cardinal."""
        return self.plain.get(language, {}).get(key, "")

    def says(self, language: str, key: str, forms: tuple[str, ...]) -> bool:
        """True when one of the key's wordings stands in a question, word by word."""
        return any(_within(wording, forms) for wording in self.wordings(language, key))


def _rows(file: Traversable) -> dict[str, list[tuple[str, ...]]]:
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {
        row["key"]: [t for part in row["words"].split("|") if (t := tuple(words(part)))]
        for row in rows
    }


def _within(wording: tuple[str, ...], forms: tuple[str, ...]) -> bool:
    size = len(wording)
    return any(forms[i : i + size] == wording for i in range(len(forms) - size + 1))
