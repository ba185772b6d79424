"""Headcount: "two regions from one country", in the words of each language.

A question that asks how many regions are needed counts none: a number has to stand before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.linking import same_stem
from search.text import tokens
from search.vocabulary import Vocabulary

NUMBERS = (1, 2, 3, 4, 5, 11)  # that the vocabulary has words for
ARTICLE = ("one-more",)  # "eine aus Italien": an article that counts where a number stood before
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


def regions_from(
    question: str, language: str, vocabulary: Vocabulary, places: Sequence[tuple[int, int]]
) -> int | None:
    """How many regions come from places: "two regions from Spain and one from Italy".

    `places`: where they stand, in their order. One number before them all counts them together;
    None where no number, or a number for a part of them, stands there.
    """
    counter = _Counter(question, language, vocabulary)
    if counter.counted("class-region") is None:
        return None
    ends = [0, *(end for _, end in places)]
    numbers = [
        counter.last_number(before, start, *(ARTICLE if before else ()))
        for before, (start, _) in zip(ends, places, strict=False)
    ]
    told = [number for number in numbers if number is not None]
    return sum(told) if told and (len(told) == len(places) or numbers[0] == sum(told)) else None


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

    def last_number(self, start: int, end: int, *ones: str) -> int | None:
        """The number that stands last in a stretch of the text."""
        inside = (t.form for t in reversed(self._tokens) if start <= t.start and t.end <= end)
        return next((n for form in inside if (n := self._number(form, *ones)) is not None), None)

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

    def _number(self, form: str, *ones: str) -> int | None:
        if any((form,) in self._say(key) for key in ones):
            return 1
        if form.isdecimal() and form.isascii():
            return int(form) if 0 < int(form[:4]) <= MOST else None
        return next((n for n in NUMBERS if (form,) in self._say(f"number-{n}")), None)
