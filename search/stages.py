"""Stages in a question: "phase 3", "3. fázis", "stage III", "the third step", "phases 2 and 3".

A number alone is no stage: it stands behind a word for stage, or before it as an ordinal.
"Three phases" is how many there are, "phase of 12 months" how long one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.linking import same_stem
from search.text import tokens
from search.vocabulary import Vocabulary

IN_ORDER = {"stage-first": 1, "stage-last": 4}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# "3", "3rd", "3ème", "3iji"; not "3d" or "5g", which are technologies
DIGIT = re.compile(r"(\d{1,2})(?!d$|g$)(\D{0,3})")
GLUED = re.compile(r"(\D{3,})(\d)")
# Words that may stand between the word for stage and its number: "fase número 3".
SIGNS = frozenset(
    "no nr n num number numero nummer numer cislo szam stevilka broj nro numar numurs αριθμος"
    " номер numru uimhir a al".split()  # the last two: Romanian "etapa a treia"
)
# Languages in which a bare "3" before the word for stage is an ordinal too: "3 etape".
BARE_ORDINALS = frozenset("bg cs et fi hr hu lt lv pl sk sl".split())
SHORT = 4  # words, too few to tell their language: "faza 3" is taken for English
MOST = 12  # a higher number behind the word for stage is a date or an amount


@dataclass(frozen=True, slots=True)
class StageNumber:
    """A numbered stage: the number said, and the words that said it."""

    number: int
    start: int
    end: int
    words: str


def stage_numbers(question: str, language: str, vocabulary: Vocabulary) -> list[StageNumber]:
    """Every stage number of a question, in its order; numbers that no stage has are kept."""
    found = _Reader(question, language, vocabulary).found()
    return list({stage.number: stage for stage in found}.values())


class _Reader:
    """Reads one question."""

    def __init__(self, question: str, language: str, vocabulary: Vocabulary) -> None:
        self._question, self._language, self._vocabulary = question, language, vocabulary
        self._spoken = tokens(question)
        languages = vocabulary.table if len(self._spoken) <= SHORT else [language]
        wordings = (w for code in languages for w in vocabulary.wordings(code, "stage-word"))
        self._stage_words = {wording[0] for wording in wordings if len(wording) == 1}

    def found(self) -> Iterator[StageNumber]:
        for position, token in enumerate(self._spoken):
            glued = GLUED.fullmatch(token.form)
            if glued and glued.group(1) in self._stage_words:
                yield self._stage(int(glued.group(2)), position, position)
            elif self._names_a_stage(token.form):
                yield from self._beside(position)

    def _names_a_stage(self, form: str) -> bool:
        return any(form == word or same_stem(form, word) for word in self._stage_words)

    def _beside(self, position: int) -> Iterator[StageNumber]:
        behind = position + 1
        if behind < len(self._spoken) and self._spoken[behind].form in SIGNS:
            behind += 1
        number = self._number(behind)
        if number is not None and number <= MOST:
            yield self._stage(number, position, behind)
            yield from self._listed(position, behind + 1)
            return
        for before in (position - 1, position - 2):
            ordinal = self._ordinal(before)
            if ordinal is not None:
                yield self._stage(ordinal, before, position)
                return
        for place in (position - 1, behind):
            number = self._by_order(place)
            if number is not None:
                yield self._stage(number, min(place, position), max(place, position))
                return

    def _listed(self, first: int, index: int) -> Iterator[StageNumber]:
        """The further number of "phases 2 and 3" or "phases 2, 3"."""
        if index < len(self._spoken) and self._is("and", self._spoken[index].form):
            index += 1
        number = self._number(index)
        if number is not None and number <= MOST and self._spoken[index].form.isdigit():
            yield self._stage(number, first, index)

    def _number(self, index: int) -> int | None:
        """Number at a place, in digits, Roman numerals or words."""
        if not 0 <= index < len(self._spoken):
            return None
        form = self._spoken[index].form
        digits = DIGIT.fullmatch(form)
        if digits:
            return int(digits.group(1))
        spelt = (n for n in (1, 2, 3, 4) if self._is(f"number-{n}", form))
        return ROMAN.get(form) or next(spelt, None)

    def _ordinal(self, index: int) -> int | None:
        """Number at a place before the word for stage, unless it says how many there are."""
        number = self._number(index)
        if number is None:
            return None
        token = self._spoken[index]
        if token.form.isdigit():  # "3." and "3º" are ordinals, "3" is an amount
            marked = self._question[token.end : token.end + 1] in {".", "º", "ª", "°", ":"}
            return number if marked or self._language in BARE_ORDINALS else None
        plain = self._vocabulary.first(self._language, f"number-{number}")
        return None if token.form == plain else number

    def _by_order(self, index: int) -> int | None:
        """The first stage is called preparatory, and the last one last."""
        if not 0 <= index < len(self._spoken):
            return None
        form = self._spoken[index].form
        return next((n for key, n in IN_ORDER.items() if self._is(key, form)), None)

    def _is(self, key: str, form: str) -> bool:
        return (form,) in self._vocabulary.wordings(self._language, key)

    def _stage(self, number: int, first: int, last: int) -> StageNumber:
        start, end = self._spoken[first].start, self._spoken[last].end
        return StageNumber(number, start, end, self._question[start:end])
