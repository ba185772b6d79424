"""The quality report: what was measured last, as it is committed beside this file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from search.evaluation import Evaluation
from search.figures import Figures, Summary
from search.quality_words import purpose

# Sets whose failures are studied while tuning: their groups would tell little.
USED = frozenset({"tuning", "calibration"})


@dataclass(frozen=True, slots=True)
class SetQuality:
    """The figures of all systems on one set of questions, the engine's first.

    `languages`: how many languages the questions are in.
    """

    name: str
    languages: int
    systems: Mapping[str, Figures]

    @classmethod
    def of(cls, evaluation: Evaluation) -> SetQuality:
        """The figures of one evaluation."""
        systems = {report.system: report.figures for report in evaluation.reports}
        asked = evaluation.questions
        return cls(asked.name, len({q.language for q in asked.questions}), systems)

    @property
    def detailed(self) -> bool:
        """Whether kinds and languages are reported one by one."""
        return purpose(self.name) not in USED

    @property
    def engine(self) -> Figures:
        """The figures of the engine."""
        return next(iter(self.systems.values()))

    @property
    def size(self) -> int:
        """How many questions it holds, with and without an answer."""
        return self.engine.overall.n + self.engine.overall.unanswerable

    def kinds(self) -> dict[str, list[Summary]]:
        """The kinds of answerable questions: a summary for each system, in their order."""
        return _rows([found.kinds for found in self.systems.values()])

    def by_language(self) -> dict[str, list[Summary]]:
        """The languages of answerable questions: a summary for each system, in their order."""
        return _rows([found.languages for found in self.systems.values()])

    def to_json(self) -> dict[str, Any]:
        """By name."""
        systems = {name: self._kept(found.to_json()) for name, found in self.systems.items()}
        return {"name": self.name, "languages": self.languages, "systems": systems}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> SetQuality:
        """What `to_json` gave."""
        systems = {name: Figures.from_json(found) for name, found in row["systems"].items()}
        return cls(row["name"], row["languages"], systems)

    def _kept(self, row: dict[str, Any]) -> dict[str, Any]:
        return row if self.detailed else {**row, "kinds": {}, "languages": {}}


@dataclass(frozen=True, slots=True)
class Quality:
    """A report: the day it was measured, on which release by which version of the software."""

    measured: str
    release: str
    software: str
    sets: tuple[SetQuality, ...]

    def to_json(self) -> dict[str, Any]:
        """By name."""
        return {
            "measured": self.measured,
            "release": self.release,
            "software": self.software,
            "sets": [one.to_json() for one in self.sets],
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Quality:
        """What `to_json` gave."""
        sets = tuple(SetQuality.from_json(one) for one in row["sets"])
        return cls(row["measured"], row["release"], row["software"], sets)

    def save(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(self.to_json(), allow_nan=False) + "\n", encoding="utf-8")


def published() -> Quality:
    """The report that is part of this version of the software."""
    text = resources.files("search").joinpath("quality.json").read_text("utf-8")
    return Quality.from_json(json.loads(text))


def _rows(groups: Sequence[Mapping[str, Summary]]) -> dict[str, list[Summary]]:
    return {name: [one[name] for one in groups] for name in groups[0] if groups[0][name].n}
