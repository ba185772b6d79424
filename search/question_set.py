"""Questions whose right answers are known, read from files of JSON lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class QuestionSetError(ValueError):
    """A file of questions that can't be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the grade of each thing (by slug), and what the answer's text must say.

    Grades: 3 answers it, 2 clearly fits, 1 is related. No grades: the graph has no answer.
    """

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


def default_questions() -> Path:
    """The development questions beside the project where they are, else our unseen ones."""
    return next(iter(_beside()), _OURS / "heldout.jsonl")


def all_questions() -> list[Path]:
    """The development questions where they are, then all of ours by name."""
    return [*_beside(), *sorted(_OURS.glob("*.jsonl"), key=lambda path: path.stem)]


_PROJECT = Path(__file__).resolve().parents[1]
_OURS = _PROJECT / "search" / "questions"


def _beside() -> list[Path]:
    path = _PROJECT.parent / "shared" / "gold" / "dev.jsonl"
    return [path] if path.is_file() else []


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
