"""How good the search is: its replies to questions whose right answers are known.

Each question grades the things that answer it: 3 answers it, 2 clearly fits, 1 is related.
A question that grades nothing has no answer, and the right reply to it is to say so.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from io import StringIO
from pathlib import Path
from statistics import fmean
from typing import Any, Protocol

from rich.console import Console
from rich.table import Table

# Only these are graded; concepts such as technologies are facets, not results.
TYPES = frozenset(
    ("instrument", "theme", "rule", "platform", "phase", "stage", "actor", "programme", "event")
)
TOP = 5
GOOD = 2  # the least grade of a thing that has to be found


class QuestionSetError(ValueError):
    """A file of questions that can't be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the grade of each thing (by slug), and what the answer's text must say."""

    id: str
    text: str
    language: str
    kind: str
    grades: Mapping[str, int]
    values: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the graph holds an answer."""
        return bool(self.grades)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system said: slugs best first, whether it claims an answer, the answer's words."""

    slugs: tuple[str, ...]
    answered: bool = True
    answer: str | None = None


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
class QuestionSet:
    """Questions of one file."""

    name: str
    questions: tuple[Question, ...]

    @classmethod
    def read(cls, path: Path) -> QuestionSet:
        """Read one JSON object per line, with the fields id, query, lang, kind and judgments."""
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [(n, line) for n, line in enumerate(lines, 1) if line.strip()]
        return cls(path.stem, tuple(_question(f"{path}:{n}", line) for n, line in rows))


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one reply; None where the question doesn't ask for that mark."""

    question: Question
    answered: bool
    ndcg: float | None = None
    recall: float | None = None
    mrr: float | None = None
    success: float | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over a group of replies; NaN where the group holds nothing to take a mean of."""

    n: int
    ndcg: float
    recall: float
    mrr: float
    success: float
    refused: float
    values: int
    value_accuracy: float
    unanswerable: int
    false_answers: float


@dataclass(frozen=True, slots=True)
class Report:
    """One system's marks on one set of questions."""

    system: str
    marks: tuple[Marks, ...] = field(repr=False)

    @property
    def overall(self) -> Summary:
        """Over all questions."""
        return summarise(self.marks)

    def by(self, key: Callable[[Question], str]) -> dict[str, Summary]:
        """Over each group of questions, by the group's name."""
        groups: defaultdict[str, list[Marks]] = defaultdict(list)
        for mark in self.marks:
            groups[key(mark.question)].append(mark)
        return {name: summarise(groups[name]) for name in sorted(groups)}

    def to_json(self) -> dict[str, Any]:
        """Everything that the tables show, and the marks of each question."""
        return {
            "overall": _plain(self.overall),
            **{
                name: {group: _plain(found) for group, found in self.by(key).items()}
                for name, key in _GROUPS.items()
            },
            "questions": {m.question.id: _mark(m) for m in self.marks},
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The reports of all systems, the engine's first; `str` draws them as tables."""

    questions: QuestionSet
    reports: tuple[Report, ...]

    def to_json(self) -> dict[str, Any]:
        """By system."""
        found = {report.system: report.to_json() for report in self.reports}
        return {"questions": self.questions.name, "systems": found}

    def __str__(self) -> str:
        """All systems side by side, then the engine by group."""
        console = Console(file=StringIO(), width=110)
        size = len(self.questions.questions)
        systems = {report.system: report.overall for report in self.reports}
        console.print(_table(f"{self.questions.name}: {size} questions", systems))
        for name, key in _GROUPS.items():
            console.print(_table(f"{self.reports[0].system}, {name}", self.reports[0].by(key)))
            if len(self.reports) > 1:
                console.print(_comparison(f"nDCG@5 {name}", self.reports, key))
        assert isinstance(console.file, StringIO)
        return console.file.getvalue()


def evaluate(
    engine: Engine,
    baselines: Mapping[str, Asker] | None = None,
    questions: QuestionSet | None = None,
    limit: int = 10,
) -> Evaluation:
    """Ask the engine and the baselines all questions (None: the development questions)."""
    asked = questions or QuestionSet.read(default_questions())
    systems: dict[str, Asker] = {"regiograph": asker_of(engine, limit), **(baselines or {})}
    reports = (
        Report(name, tuple(mark(q, ask(q)) for q in asked.questions))
        for name, ask in systems.items()
    )
    return Evaluation(asked, tuple(reports))


def default_questions() -> Path:
    """The development questions beside the project where they are, else our unseen ones."""
    project = Path(__file__).resolve().parents[1]
    beside = project.parent / "shared" / "gold" / "dev.jsonl"
    return beside if beside.is_file() else project / "search" / "questions" / "heldout.jsonl"


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


def mark(question: Question, reply: Reply) -> Marks:
    """The marks of one reply. Results of a refused question earn nothing."""
    if not question.answerable:
        return Marks(question, reply.answered)
    slugs = reply.slugs if reply.answered else ()
    return Marks(
        question,
        reply.answered,
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
        refused=_mean(float(not m.answered) for m in able),
        values=len(values),
        value_accuracy=_mean(values),
        unanswerable=len(unable),
        false_answers=_mean(float(m.answered) for m in unable),
    )


def _question(place: str, line: str) -> Question:
    try:
        row = json.loads(line)
        return Question(
            id=row["id"],
            text=row["query"],
            language=row["lang"],
            kind=row["kind"],
            grades=dict(row["judgments"]),
            values=tuple(row.get("answer") or ()),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise QuestionSetError(
            f"{place} is no question ({error!r}); it needs id, query, lang, kind and judgments."
        ) from error


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


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return fmean(known) if known else math.nan


_GROUPS: dict[str, Callable[[Question], str]] = {
    "by kind": lambda question: question.kind,
    "by language": lambda question: question.language,
    "English and others": lambda q: "English" if q.language == "en" else "other languages",
}
_COLUMNS = {
    "ndcg": "nDCG@5",
    "recall": "recall@5",
    "mrr": "MRR",
    "success": "success@1",
    "refused": "refused",
    "value_accuracy": "values right",
    "false_answers": "false answers",
}


def _table(title: str, rows: Mapping[str, Summary]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for heading in ("n", *_COLUMNS.values()):
        table.add_column(heading, justify="right")
    for name, found in rows.items():
        table.add_row(name, f"{found.n}+{found.unanswerable}", *_cells(found))
    return table


def _comparison(title: str, reports: Sequence[Report], key: Callable[[Question], str]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for report in reports:
        table.add_column(report.system, justify="right")
    groups = [report.by(key) for report in reports]
    for name in groups[0]:
        table.add_row(name, *(_shown(found[name].ndcg) for found in groups))
    return table


def _shown(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _cells(found: Summary) -> Iterator[str]:
    for name in _COLUMNS:
        yield _shown(getattr(found, name))


def _plain(found: Summary) -> dict[str, float | None]:
    # JSON has no NaN.
    return {
        k: None if isinstance(v, float) and math.isnan(v) else v for k, v in asdict(found).items()
    }


def _mark(mark: Marks) -> dict[str, Any]:
    return {name: value for name, value in asdict(mark).items() if name != "question"}
