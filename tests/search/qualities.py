"""A quality report on two sets of questions, with figures worked out by hand."""

from __future__ import annotations

from search.evaluation import ENGINE, Evaluation, Report
from search.marking import Reply, mark
from search.quality import Quality, SetQuality
from search.question_set import Question, QuestionSet

_QUESTIONS = (
    Question("q1", "<b>secret</b> words", "en", "need", {"a": 3}, ("20",)),
    Question("q2", "apua", "fi", "money", {"a": 3, "b": 1}),
    Question("q3", "weather", "fi", "unanswerable", {}),
)


def small_evaluation(name: str) -> Evaluation:
    """The engine is right but once; the other system knows nothing, and never says no."""
    ours = (Reply(("a",), answer="EUR 20"), Reply(("x", "a", "b")), Reply((), answered=False))
    reports = {ENGINE: ours, "BM25 words": (Reply(("x",)),) * 3}
    marked = (
        Report(system, tuple(map(mark, _QUESTIONS, replies))) for system, replies in reports.items()
    )
    return Evaluation(QuestionSet(name, _QUESTIONS), tuple(marked))


def small_quality() -> Quality:
    """See the module."""
    sets = tuple(SetQuality.of(small_evaluation(name)) for name in ("heldout", "tuning"))
    return Quality("2025-03-31", "2025.03.30", "1.2.3", sets)
