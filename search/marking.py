"""Marking: how good one reply to a question is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.question_set import Question

TOP = 5
GOOD = 2  # the least grade of a thing that has to be found


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system said: slugs best first, whether it claims an answer, the answer's words."""

    slugs: tuple[str, ...]
    answered: bool = True
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one reply; None where the question doesn't ask for that mark."""

    question: Question
    reply: Reply
    ndcg: float | None = None
    recall: float | None = None
    mrr: float | None = None
    success: float | None = None
    value: float | None = None


def mark(question: Question, reply: Reply) -> Marks:
    """The marks of one reply. Results of a refused question earn nothing."""
    if not question.answerable:
        return Marks(question, reply)
    slugs = reply.slugs if reply.answered else ()
    return Marks(
        question,
        reply,
        ndcg(question.grades, slugs),
        recall(question.grades, slugs),
        reciprocal_rank(question.grades, slugs),
        success(question.grades, slugs),
        _value(question, reply),
    )


def ndcg(grades: Mapping[str, int], slugs: Sequence[str]) -> float:
    """Discounted gain (2^grade - 1) of the first five, as a share of the best possible."""
    best = _discounted(sorted(grades.values(), reverse=True)[:TOP])
    return _discounted([grades.get(slug, 0) for slug in slugs[:TOP]]) / best


def recall(grades: Mapping[str, int], slugs: Sequence[str]) -> float:
    """Share of the good things that stand among the first five."""
    good = _good(grades)
    return len(good & set(slugs[:TOP])) / min(TOP, len(good))


def reciprocal_rank(grades: Mapping[str, int], slugs: Sequence[str]) -> float:
    """One divided by the place of the first good thing; 0 when none is found."""
    good = _good(grades)
    return next((1 / place for place, slug in enumerate(slugs, 1) if slug in good), 0.0)


def success(grades: Mapping[str, int], slugs: Sequence[str]) -> float:
    """1 when nothing has a higher grade than the first result."""
    return float(bool(slugs) and grades.get(slugs[0], 0) == max(grades.values()))


def says(text: str, wanted: str) -> bool:
    """Whether the text says one of the wordings, separated by |, as whole words and numbers."""
    plain = " ".join(text.split()).lower()
    return any(re.search(_pattern(wording), plain) for wording in wanted.lower().split("|"))


def _discounted(grades: Iterable[int]) -> float:
    gains = ((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))
    return math.fsum(gains)


def _good(grades: Mapping[str, int]) -> set[str]:
    # Where nothing fits clearly, what is related is the best there is.
    return {slug for slug, grade in grades.items() if grade >= GOOD} or set(grades)


def _value(question: Question, reply: Reply) -> float | None:
    if not question.values or reply.answer is None:
        return None
    return float(all(says(reply.answer, wanted) for wanted in question.values))


def _pattern(wording: str) -> str:
    # "20" must not be found in "120", "20.5" or "2020", nor "era" in "opera".
    before = r"(?<![\d.,])" if wording[0].isdigit() else r"(?<!\w)" if wording[0].isalnum() else ""
    after = r"(?!\d|[.,]\d)" if wording[-1].isdigit() else ""
    return before + re.escape(wording) + after
