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
# "3", "3rd", "3ème", "3ª", "3-iji"; not "3d" or "5g", which are technologies
DIGIT = re.compile(r"(\d{1,2})(?!d$|g$)\D{0,3}")
GLUED = re.compile(r"(\D{3,})(\d)")
SHORT = 4  # words
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
    # Two words don't tell their language: "faza 3" is taken for English.
    languages = vocabulary.table if len(spoken) <= SHORT else [language]
    stage_words = {
        w[0] for code in languages for w in vocabulary.wordings(code, "stage-word") if len(w) == 1
    }
    found = []
    for position, token in enumerate(spoken):
        if _is_stage_word(token.form, stage_words):
            found.extend(_numbers_beside(spoken, position, language, vocabulary))
        elif (glued := GLUED.fullmatch(token.form)) and glued.group(1) in stage_words:
            found.append((position, position, int(glued.group(2))))
    return [
        StageNumber(
            number, spoken[a].start, spoken[b].end, question[spoken[a].start : spoken[b].end]
        )
        for number, (a, b) in {n: (a, b) for a, b, n in reversed(found)}.items()
    ][::-1]


def _is_stage_word(form: str, stage_words: set[str]) -> bool:
    return any(form == word or same_stem(form, word) for word in stage_words)


def _numbers_beside(
    spoken: list[Token], position: int, language: str, vocabulary: Vocabulary
) -> list[tuple[int, int, int]]:
    """First word, last word and number: "third phase", "phase 3", "phases 2 and 3"."""
    order = sorted(range(-REACH, REACH + 1), key=lambda step: (abs(step), step < 0))
    for step in order:
        index = position + step
        if step and 0 <= index < len(spoken):
            number = _number(spoken[index].form, language, vocabulary)
            if number is not None:
                nearest = (min(position, index), max(position, index), number)
                return [nearest, *_listed(spoken, index, step, language, vocabulary)]
    return []


def _listed(
    spoken: list[Token], index: int, step: int, language: str, vocabulary: Vocabulary
) -> list[tuple[int, int, int]]:
    """The second number of "phases 2 and 3", "phases 2, 3"."""
    for later in (index + 1, index + 2) if step > 0 else ():
        number = _number(spoken[later].form, language, vocabulary) if later < len(spoken) else None
        if number is not None and spoken[later].form[:1].isdigit():
            return [(later, later, number)]
    return []


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
