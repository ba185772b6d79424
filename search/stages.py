"""Stages in a question: "phase 3", "3. fázis", "stage III", "the third step".

A number alone is no stage: it has to stand beside a word for phase, stage or step.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.linking import same_stem
from search.text import Token, tokens
from search.vocabulary import Vocabulary

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
DIGIT = re.compile(r"([1-9])\D{0,3}")
REACH = 2  # words between the number and the word for stage, at most, plus one


@dataclass(frozen=True, slots=True)
class StageNumber:
    """A numbered stage: the number said, and the words that said it."""

    number: int
    start: int
    end: int
    words: str


def stage_numbers(question: str, language: str, vocabulary: Vocabulary) -> list[StageNumber]:
    """Every stage number of a question, in its order; numbers above 4 are reported too."""
    spoken = tokens(question)
    stage_words = {w[0] for w in vocabulary.wordings(language, "stage-word") if len(w) == 1}
    at = [i for i, token in enumerate(spoken) if _is_stage_word(token.form, stage_words)]
    found = []
    for position in at:
        near = _nearest_number(spoken, position, language, vocabulary)
        if near is not None:
            index, number = near
            first, last = sorted((spoken[position], spoken[index]), key=lambda t: t.start)
            found.append(
                StageNumber(number, first.start, last.end, question[first.start : last.end])
            )
    return list({item.number: item for item in found}.values())


def _is_stage_word(form: str, stage_words: set[str]) -> bool:
    return any(form == word or same_stem(form, word) for word in stage_words)


def _nearest_number(
    spoken: list[Token], position: int, language: str, vocabulary: Vocabulary
) -> tuple[int, int] | None:
    order = sorted(range(-REACH, REACH + 1), key=lambda step: (abs(step), step < 0))
    for step in order:
        index = position + step
        if step and 0 <= index < len(spoken):
            number = _number(spoken[index].form, language, vocabulary)
            if number is not None:
                return index, number
    return None


def _number(form: str, language: str, vocabulary: Vocabulary) -> int | None:
    digits = DIGIT.fullmatch(form)
    if digits:
        return int(digits.group(1))
    if form in ROMAN:
        return ROMAN[form]
    for number in (1, 2, 3, 4):
        if (form,) in vocabulary.wordings(language, f"number-{number}"):
            return number
    return None
