"""The library of example queries: one ``.rq`` file each, in the order of a list of tasks."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

from graph import queries
from graph.example import Example, ExampleError

__all__ = ["TASKS", "Example", "ExampleError", "by_task", "library"]

TASKS: Final = {
    "first-steps": "First steps",
    "support": "Instruments by stage and audience",
    "offers": "What is offered",
    "eligibility": "Who may take part",
    "figures": "Figures, and how firm they are",
    "evidence": "Evidence for a claim",
    "silence": "What the source does not say",
    "contradictions": "Contradictions",
    "relations": "Relations between instruments",
    "regions": "Regions and their codes",
    "countries": "Countries and membership of the Union",
    "partnerships": "Partnerships",
    "projects": "Projects",
    "relevance": "Relevance: stated, or our interpretation",
    "languages": "Labels in 24 languages",
    "fit": "Fit of instruments and partnerships, with reasons",
    "graphs": "Named graphs: where a statement comes from",
    "counting": "Counting right",
    "search": "Search inside a query",
    "elsewhere": "Together with other endpoints",
}
_HERE: Final = Path(__file__).parent
_COMPETENCY: Final = Path(queries.__file__).parent / "competency"


@cache
def library() -> tuple[Example, ...]:
    """All examples, by task; within a task the short ones come first."""
    found = [Example.parse(path.stem, path.read_text("utf-8")) for path in _HERE.glob("*.rq")]
    found += _competency()
    order = {task: place for place, task in enumerate(TASKS)}
    for example in found:
        if example.task not in order:
            raise ExampleError(f"Example {example.name!r}: no task {example.task!r} in TASKS.")
    return tuple(sorted(found, key=lambda one: (order[one.task], len(one.query), one.name)))


def by_task() -> dict[str, list[Example]]:
    """The library under the titles of its tasks."""
    groups: dict[str, list[Example]] = {title: [] for title in TASKS.values()}
    for example in library():
        groups[TASKS[example.task]].append(example)
    return groups


def _competency() -> list[Example]:
    """Competency questions: their files say question and rows, the table task and title."""
    with (_HERE / "competency.csv").open(encoding="utf-8", newline="") as stream:
        return [_of_competency(row) for row in csv.DictReader(stream)]


def _of_competency(row: dict[str, str]) -> Example:
    lines = (_COMPETENCY / f"{row['name']}.rq").read_text("utf-8").splitlines()
    question = lines[0].removeprefix("# ")
    return Example.parse(row["name"], "\n".join(lines[1:]), {**row, "question": question})
