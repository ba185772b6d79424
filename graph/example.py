"""An example query: what it asks, and the rows that it has to give.

A file is the query under a head of comment lines::

    # title: States that left
    # question: Which state is no member any more, and since when was it one?
    # task: countries
    # rows: 1
    # = <id/country/GBR> | 1973-01-01 | 2020-01-31

``# =`` is a row, or for ASK the answer; IRIs are relative to the base IRI and stand in angle
brackets. ``# rows:`` is the number of rows, or of triples, where not all are listed.
``# elsewhere:`` says how to run a query that calls other endpoints, which this one refuses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ontology.names import BASE, DEFAULT_BASE

__all__ = ["Example", "ExampleError"]

_HEAD_LINE: Final = re.compile(r"# (?:(title|question|task|rows|elsewhere): |(=) ?)(.*)")
_SELECTED: Final = re.compile(r"\(.*?\bAS\s+\?(\w+)\s*\)|\?(\w+)", re.DOTALL)
_SELECT: Final = re.compile(r"^SELECT\b(.*?)(?:\bWHERE\b|\bFROM\b|\{)", re.DOTALL | re.MULTILINE)


class ExampleError(ValueError):
    """An example file whose head is incomplete."""


@dataclass(frozen=True, slots=True)
class Example:
    """A query with its question; ``rows`` are the first of ``count`` rows, cells as text."""

    name: str
    title: str
    question: str
    task: str
    query: str
    rows: tuple[tuple[str, ...], ...]
    count: int
    elsewhere: str = ""

    @classmethod
    def parse(cls, name: str, text: str, known: Mapping[str, str] | None = None) -> Example:
        """The example in a file; ``known`` are parts of the head that the file leaves out."""
        lines = text.replace(DEFAULT_BASE, BASE).splitlines()
        size = next(n for n, line in enumerate([*lines, ""]) if not line.startswith("#"))
        head, listed = _read_head(name, lines[:size])
        head = {"elsewhere": "", "rows": str(len(listed)), **(known or {}), **head}
        missing = {"title", "question", "task"} - head.keys()
        if missing or not head["rows"].isdecimal():
            wrong = ", ".join(sorted(missing)) or f"a number instead of rows: {head['rows']}"
            raise ExampleError(f"Example {name!r}: its head lacks {wrong}. Write that line.")
        query = "\n".join([f"# {head['question']}", *lines[size:], ""])
        return cls(
            name,
            head["title"],
            head["question"],
            head["task"],
            query,
            listed,
            int(head["rows"]),
            head["elsewhere"],
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the variables that a SELECT gives, in order; empty for other forms."""
        found = _SELECT.search(self.query)
        return tuple(a or b for a, b in _SELECTED.findall(found[1])) if found else ()

    def mentions(self, term: str) -> bool:
        """Whether the query names a term, written with its prefix: ``rg:Region``."""
        if term not in self.query:
            return False
        return re.search(rf"(?<![\w:-]){re.escape(term)}(?![\w-])", self.query) is not None


def _read_head(
    name: str, lines: Sequence[str]
) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
    head: dict[str, str] = {}
    rows: list[tuple[str, ...]] = []
    for line in lines:
        found = _HEAD_LINE.fullmatch(line)
        if not found:
            raise ExampleError(f"Example {name!r}: {line!r} is no line of a head.")
        key, row, value = found.groups()
        if row:
            rows.append(tuple(cell.strip() for cell in f" {value} ".split(" | ")))
        else:
            head[key] = value
    return head, tuple(rows)
