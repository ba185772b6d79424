"""How good the search is: its replies to questions whose right answers are known.

The engine and simpler systems are asked the same questions, and their replies get the same marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from search.figures import Figures
from search.marking import Marks, Reply, mark
from search.question_set import Question, QuestionSet, default_questions

# Only these are graded; concepts such as technologies are facets, not results.
TYPES = frozenset(
    ("instrument", "theme", "rule", "platform", "phase", "stage", "actor", "programme", "event")
)
ENGINE = "Regiograph"

Asker = Callable[[Question], Reply]


class Result(Protocol):
    """One result of the engine, as far as it is measured."""

    @property
    def slug(self) -> str:
        """Last segment of its IRI."""
        ...

    @property
    def type(self) -> str:
        """Its kind, such as instrument."""
        ...


class Engine(Protocol):
    """What is measured: see `search.engine.SearchEngine`."""

    def answer(self, question: str, *, lang: str | None = None, limit: int = 10) -> Any:  # noqa: ANN401
        """An answer with `results`, `answered` and `answer`."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """One system's marks on one set of questions."""

    system: str
    marks: tuple[Marks, ...] = field(repr=False)

    @property
    def figures(self) -> Figures:
        """Their means, overall and by group."""
        return Figures.of(self.marks)

    def to_json(self) -> dict[str, Any]:
        """The figures, and the marks and replies question by question."""
        return {
            **self.figures.to_json(),
            "questions": {m.question.id: _mark(m) for m in self.marks},
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The reports of all systems on one set of questions, the engine's first."""

    questions: QuestionSet
    reports: tuple[Report, ...]

    def to_json(self) -> dict[str, Any]:
        """By system."""
        found = {report.system: report.to_json() for report in self.reports}
        return {"questions": self.questions.name, "systems": found}


def evaluate(
    engine: Engine,
    baselines: Mapping[str, Asker] | None = None,
    questions: QuestionSet | None = None,
    limit: int = 10,
) -> Evaluation:
    """Ask the engine and the baselines all questions (None: the development questions)."""
    asked = questions or QuestionSet.read(default_questions())
    systems: dict[str, Asker] = {ENGINE: asker_of(engine, limit), **(baselines or {})}
    reports = (
        Report(name, tuple(mark(q, ask(q)) for q in asked.questions))
        for name, ask in systems.items()
    )
    return Evaluation(asked, tuple(reports))


def asker_of(engine: Engine, limit: int = 10) -> Asker:
    """Ask the engine without telling it the language, and keep the results that are graded."""

    def ask(question: Question) -> Reply:
        found = engine.answer(question.text, lang=None, limit=limit)
        return Reply(
            graded(found.results), found.answered, found.answer.text if found.answer else None
        )

    return ask


def graded(results: Iterable[Result]) -> tuple[str, ...]:
    """Slugs of the results of graded types, in their order, each once."""
    return tuple(dict.fromkeys(r.slug for r in results if r.type in TYPES))


def _mark(mark: Marks) -> dict[str, Any]:
    marks = {name: getattr(mark, name) for name in ("ndcg", "recall", "mrr", "success", "value")}
    reply = mark.reply
    return {**marks, "answered": reply.answered, "results": reply.slugs, "answer": reply.answer}
