"""Failures: the questions that got the worst replies, with what was wanted and what came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.marking import TOP, Marks

PASSED = 0.9  # nDCG@5 from which a reply is no failure


@dataclass(frozen=True, slots=True)
class Failure:
    """One reply that fell short. `score`: 0 is worst, 1 would be perfect."""

    marks: Marks
    score: float
    faults: tuple[str, ...]

    def __str__(self) -> str:
        """A few lines for a terminal."""
        question, reply = self.marks.question, self.marks.reply
        graded = sorted(question.grades.items(), key=lambda item: (-item[1], item[0]))
        wanted = ", ".join(f"{slug} {grade}" for slug, grade in graded) or "no answer"
        got = ", ".join(f"{slug} {question.grades.get(slug, 0)}" for slug in reply.slugs[:TOP])
        lines = [
            f"{question.id} [{question.language}, {question.kind}] {'; '.join(self.faults)}",
            f"  asked   {question.text}",
            f"  wanted  {wanted}",
            f"  got     {got or 'nothing'}",
        ]
        if question.values:
            lines.append(f"  values  {'; '.join(question.values)}")
        if reply.answer is not None:
            lines.append(f"  said    {reply.answer}")
        return "\n".join(lines)


def failures(marks: Iterable[Marks]) -> list[Failure]:
    """All replies with a fault, the worst first, equals in the order asked."""
    found = (Failure(mark, _score(mark), _faults(mark)) for mark in marks)
    return sorted((f for f in found if f.faults), key=lambda failure: failure.score)


def _faults(mark: Marks) -> tuple[str, ...]:
    if not mark.question.answerable:
        return ("answered, though there is no answer",) if mark.reply.answered else ()
    if not mark.reply.answered:
        return ("refused",)
    low = mark.ndcg is not None and mark.ndcg < PASSED
    order = (f"nDCG@5 {mark.ndcg:.2f}",) if low else ()
    if mark.value == 0:
        return (*order, "value missing")
    if mark.question.values and mark.reply.answer is None:
        return (*order, "no answer text")
    return order


def _score(mark: Marks) -> float:
    if not mark.question.answerable or mark.ndcg is None:
        return float(not mark.reply.answered)
    return mark.ndcg / 2 if mark.value == 0 else mark.ndcg
