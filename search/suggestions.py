"""Names that begin as the letters which somebody has typed so far, in any of the languages."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.queries import load
from graph.store import Store
from graph.terms import Literal
from ontology.names import BASE
from search.text import clean, words

__all__ = ["FEWEST_LETTERS", "Suggestion", "Suggestions"]

FEWEST_LETTERS: Final = 2
_KEY_LETTERS: Final = 48  # of a name that are compared: longer beginnings are cut alike
_FOREIGN: Final = 2  # nearness of a name in neither the reader's language nor English
_KINDS: Final = (
    "instrument platform programme theme technology ket stage audience sector partnership "
    "topic offer milestone actor rule event country region project"
).split()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing; ``matched`` is the name that begins as typed, ``label`` the one to show."""

    iri: str
    kind: str
    label: str
    language: str
    matched: str


@dataclass(frozen=True, slots=True)
class _Name:
    thing: str
    text: str
    language: str
    preferred: bool


class Suggestions:
    """The names of one release, sorted by each of their beginnings of words."""

    def __init__(self, names: list[_Name]) -> None:
        """Sort them; `read` gives those of a store."""
        self._names = names
        starts = sorted(
            (key, number, place == 0)
            for number, name in enumerate(names)
            for place, key in enumerate(_keys(name.text))
        )
        self._keys = [key for key, _, _ in starts]
        # A number and whether it is the first word, in one integer: 46,000 tuples cost 5 MB.
        self._starts = array("i", (2 * number + first for _, number, first in starts))
        self._labels = {
            (name.thing, name.language): name.text for name in reversed(names) if name.preferred
        }

    @classmethod
    def read(cls, store: Store) -> Suggestions:
        """Those of all instruments, organisations, regions and concepts of a store."""
        rows = store.select(load("suggest_names"))
        names = [
            _Name(
                row["thing"].value,
                row["name"].value,
                _language(row["name"]),
                row["preferred"].value == "true",
            )
            for row in rows
        ]
        return cls(sorted(names, key=lambda name: (name.thing, name.language, name.text)))

    def starting(self, typed: str, language: str, limit: int) -> list[Suggestion]:
        """The best `limit` things of which a name, or a word in it, begins as typed.

        Names in `language` come before English ones; those in other languages count where there
        are no such. One thing comes once. Nothing comes for fewer than two letters.
        """
        wanted = " ".join(words(clean(typed)))[:_KEY_LETTERS]
        if len(wanted) < FEWEST_LETTERS:
            return []
        found = self._found(wanted)
        ranked = sorted((self._rank(number, first, language), number) for number, first in found)
        things: dict[str, int] = {}
        for rank, number in ranked:
            if len(things) == limit or (things and rank[0] == _FOREIGN):
                break
            things.setdefault(self._names[number].thing, number)
        return [self._suggestion(number, language) for number in things.values()]

    def _found(self, wanted: str) -> Iterator[tuple[int, bool]]:
        position = bisect_left(self._keys, wanted)
        while position < len(self._keys) and self._keys[position].startswith(wanted):
            number, first = divmod(self._starts[position], 2)
            yield number, bool(first)
            position += 1

    def _rank(self, number: int, first: bool, language: str) -> tuple[int, int, bool, int]:
        name = self._names[number]
        kind = _kind(name.thing)
        # Regions are called what their inhabitants call them, in English too.
        foreign = 1 if kind == "region" else _FOREIGN
        nearness = {language: 0, "en": 1, "": 1}.get(name.language, foreign)
        return nearness, _KINDS.index(kind), not first, len(name.text)

    def _suggestion(self, number: int, language: str) -> Suggestion:
        name = self._names[number]
        for shown in (language, "en", ""):
            if (name.thing, shown) in self._labels:
                label = self._labels[name.thing, shown]
                return Suggestion(name.thing, _kind(name.thing), label, shown or "en", name.text)
        return Suggestion(name.thing, _kind(name.thing), name.text, name.language, name.text)


def _keys(text: str) -> list[str]:
    """The text from each of its words on, as it is compared."""
    folded = words(clean(text))
    return [" ".join(folded[place:])[:_KEY_LETTERS] for place in range(len(folded))]


def _kind(iri: str) -> str:
    return iri.removeprefix(BASE).split("/")[1]


def _language(term: object) -> str:
    return (term.language or "") if isinstance(term, Literal) else ""
