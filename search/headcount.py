"""Headcount: "two regions from one country", in the words of each language.

A question that asks how many regions are needed counts none: a number has to stand before them.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.linking import same_stem
from search.text import tokens
from search.vocabulary import Vocabulary

NUMBERS = (1, 2, 3, 4, 5, 11)  # that the vocabulary has words for
REACH = 2  # words between a number and what it counts: "three different small regions"
MOST = 99


@dataclass(frozen=True, slots=True)
class Headcount:
    """Regions and, if told, countries, with the stretch of the question that counts them."""

    regions: int
    countries: int | None
    words: str


def headcount(question: str, language: str, vocabulary: Vocabulary) -> Headcount | None:
    """What a question counts; None where it counts no regions."""
    counter = _Counter(question, language, vocabulary)
    regions = counter.counted("class-region")
    if regions is None:
        return None
    countries = counter.one_country() or counter.counted("class-country")
    first = min(regions.first, countries.first if countries else regions.first)
    last = max(regions.last, countries.last if countries else regions.last)
    return Headcount(
        regions.number, countries.number if countries else None, counter.words(first, last)
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    number: int
    first: int
    last: int


class _Counter:
    """Reads one question."""

    def __init__(self, question: str, language: str, vocabulary: Vocabulary) -> None:
        self._question, self._tokens = question, tokens(question)
        self._forms = tuple(token.form for token in self._tokens)
        self._language, self._vocabulary = language, vocabulary

    def counted(self, key: str) -> _Counted | None:
        """The first number that stands before a word of a key."""
        names = [wording[0] for wording in self._say(key) if len(wording) == 1]
        for place, form in enumerate(self._forms):
            if any(form == name or same_stem(form, name) for name in names):
                for before in range(place - 1, max(-1, place - 2 - REACH), -1):
                    number = self._number(self._forms[before])
                    if number is not None:
                        return _Counted(number, before, place)
        return None

    def one_country(self) -> _Counted | None:
        """One country, said as such: "the same country", "one country"."""
        for wording in sorted(self._say("one-country"), key=len, reverse=True):
            size = len(wording)
            for place in range(len(self._forms) - size + 1):
                if self._forms[place : place + size] == wording:
                    return _Counted(1, place, place + size - 1)
        return None

    def words(self, first: int, last: int) -> str:
        return self._question[self._tokens[first].start : self._tokens[last].end]

    def _say(self, key: str) -> frozenset[tuple[str, ...]]:
        return self._vocabulary.wordings(self._language, key)

    def _number(self, form: str) -> int | None:
        if form.isdecimal() and form.isascii():
            return int(form) if 0 < int(form[:4]) <= MOST else None
        return next((n for n in NUMBERS if (form,) in self._say(f"number-{n}")), None)
