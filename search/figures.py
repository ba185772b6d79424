"""Figures: the means of many marks, overall and by group of questions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from search.marking import Marks
from search.question_set import Question

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over a group of replies; NaN where the group holds nothing to take a mean of.

    `n`: answerable questions, `refused`: the share of them that got no answer; `facts`: those
    that ask for a fact, `values`: those of them that got an answer in words, `value_accuracy`:
    the share of these answers that say the fact; `false_answers`: the share of the
    `unanswerable` questions that got an answer.
    """

    n: int
    ndcg: float
    recall: float
    mrr: float
    success: float
    refused: float
    facts: int
    values: int
    value_accuracy: float
    unanswerable: int
    false_answers: float

    def to_json(self) -> dict[str, Any]:
        """By name, with null for what is not a number, which JSON doesn't know."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Summary:
        """What `to_json` gave."""
        fields: dict[str, Any] = {n: math.nan if v is None else v for n, v in row.items()}
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class Figures:
    """One system's figures on one set of questions."""

    overall: Summary
    english: Summary
    others: Summary
    kinds: Mapping[str, Summary]
    languages: Mapping[str, Summary]

    @classmethod
    def of(cls, marks: Sequence[Marks]) -> Figures:
        """The figures of these marks."""
        return cls(
            overall=summarise(marks),
            english=summarise([m for m in marks if m.question.language == "en"]),
            others=summarise([m for m in marks if m.question.language != "en"]),
            kinds=_grouped(marks, lambda question: question.kind),
            languages=_grouped(marks, lambda question: question.language),
        )

    def to_json(self) -> dict[str, Any]:
        """By name."""
        return {
            "overall": self.overall.to_json(),
            "english": self.english.to_json(),
            "others": self.others.to_json(),
            "kinds": {name: found.to_json() for name, found in self.kinds.items()},
            "languages": {name: found.to_json() for name, found in self.languages.items()},
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Figures:
        """What `to_json` gave."""
        one = Summary.from_json
        return cls(
            overall=one(row["overall"]),
            english=one(row["english"]),
            others=one(row["others"]),
            kinds={name: one(found) for name, found in row["kinds"].items()},
            languages={name: one(found) for name, found in row["languages"].items()},
        )


def summarise(marks: Sequence[Marks]) -> Summary:
    """Means over the answerable questions, and the share of the others that were answered."""
    able = [m for m in marks if m.question.answerable]
    unable = [m for m in marks if not m.question.answerable]
    values = [m.value for m in able if m.value is not None]
    return Summary(
        n=len(able),
        ndcg=_mean(m.ndcg for m in able),
        recall=_mean(m.recall for m in able),
        mrr=_mean(m.mrr for m in able),
        success=_mean(m.success for m in able),
        refused=_mean(float(not m.reply.answered) for m in able),
        facts=sum(bool(m.question.values) for m in able),
        values=len(values),
        value_accuracy=_mean(values),
        unanswerable=len(unable),
        false_answers=_mean(float(m.reply.answered) for m in unable),
    )


def shown(value: float) -> str:
    """A figure as tables show it: three digits, a dash for what is not a number."""
    return "–" if math.isnan(value) else f"{value:.3f}"


def _grouped(marks: Sequence[Marks], key: Callable[[Question], str]) -> dict[str, Summary]:
    groups: defaultdict[str, list[Marks]] = defaultdict(list)
    for mark in marks:
        groups[key(mark.question)].append(mark)
    return {name: summarise(groups[name]) for name in sorted(groups)}


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return fmean(known) if known else math.nan


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else round(value, DIGITS)
