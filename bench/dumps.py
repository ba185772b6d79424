"""How long a release of a million statements takes to write as downloads, and in what memory.

Everything is measured twice, with all the statements and with a fifth of them, each time in a
process of its own, so that its memory is its own.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from bench.measurement import Figure, Grid, Section
from graph.canonical import canonical_lines
from graph.changes import Changes
from graph.differences import differences
from graph.dumps import dump_name, write_dump
from graph.formats import RDF_FORMATS
from graph.packing import PACKINGS
from graph.sorted_lines import SortedLines
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad

STATEMENTS = 1_000_000
FEW = STATEMENTS // 5
PER_THING = 10
GRAPHS = 40
AIM = 60.0  # seconds a format
MOST = 10.0  # MB that all the statements may need above a fifth of them
VERSION = "2025.03.31"
COLUMNS = (
    "processor time",
    f"memory, {FEW:,}",
    f"memory, {STATEMENTS:,}",
    "ratio",
    "on disk",
)
ABOUT = f"""
{STATEMENTS:,} generated statements in {GRAPHS} named graphs. First they are sorted, out of the
store that a build has in memory; every format is written from those lines, by gzip and by zstd at
once; last the changes of a first release, which are all of it. Memory is the most that a step adds
to its process, and how much of that {STATEMENTS:,} statements need above what {FEW:,} need.
"""
SPACE = "https://example.org/"
WORDS = "regional cooperation cluster industry modernisation support partnership".split()


@dataclass(frozen=True, slots=True)
class Written:
    """Seconds on the wall and of a processor, bytes of memory added, bytes on disk."""

    seconds: float
    worked: float
    memory: int
    size: int


@dataclass(frozen=True, slots=True)
class _Pair:
    """A step with few statements and with many."""

    name: str
    few: Written
    many: Written

    def figures(self) -> list[Figure]:
        growth = (self.many.memory - self.few.memory) / 1e6
        return [
            Figure(self.name, self.many.seconds, "s", AIM),
            Figure(f"{self.name}, memory above that of {FEW:,}", growth, "MB", MOST),
        ]

    def row(self) -> tuple[str, list[str]]:
        cells = [
            f"{self.many.worked:.1f} s",
            f"{self.few.memory / 1e6:.1f} MB",
            f"{self.many.memory / 1e6:.1f} MB",
            f"{self.many.memory / max(self.few.memory, 1):.2f} ×",
            f"{self.many.size / 1e6:.1f} MB",
        ]
        return self.name, cells


def measure(work: Path) -> Section:
    """Sort the statements, write every format of them, and their changes."""
    few, many = (work / f"statements-{number}" for number in (FEW, STATEMENTS))
    found = [_Pair("Sorting", _apart(sort, few, FEW), _apart(sort, many, STATEMENTS))]
    for known in RDF_FORMATS:
        one, other = (_apart(write_one, path, known.suffix) for path in (few, many))
        found.append(_Pair(known.name, one, other))
    one, other = (_apart(write_changes, path) for path in (few, many))
    found.append(_Pair("Changes", one, other))
    figures = [figure for pair in found for figure in pair.figures()]
    grid = Grid(COLUMNS, [pair.row() for pair in found])
    return Section(f"Downloads of {STATEMENTS:,} statements", ABOUT, figures, grid)


def generated(statements: int) -> Iterator[Quad]:
    """Things with a type, a label, a number and links to others; the same each time."""
    for number in range(statements):
        thing, turn = divmod(number, PER_THING)
        subject = NamedNode(f"{SPACE}thing/{thing:07}")
        predicate = NamedNode(f"{SPACE}property/{turn}")
        graph = NamedNode(f"{SPACE}graph/{thing % GRAPHS}")
        yield Quad(subject, predicate, _value(thing, turn), graph)


def sort(path: Path, statements: int) -> Written:
    """Write the canonical lines of a generated store; for a process of its own."""
    store = Store.memory()
    store.insert_published(generated(statements))
    return _measured(lambda: _size(canonical_lines(store, path).path))


def write_one(path: Path, suffix: str) -> Written:
    """Write one format of sorted lines, packed twice; for a process of its own."""
    known = next(one for one in RDF_FORMATS if one.suffix == suffix)

    def written() -> int:
        with TemporaryDirectory(dir=path.parent) as directory:
            name = Path(directory) / dump_name(VERSION, known)
            write_dump(SortedLines(path), [], VERSION, Path(directory), known)
            return sum(_size(name.with_name(name.name + packing)) for packing in PACKINGS)

    return _measured(written)


def write_changes(path: Path) -> Written:
    """Write all the lines as the changes of a first release; for a process of its own."""

    def written() -> int:
        with TemporaryDirectory(dir=path.parent) as name:
            directory = Path(name)
            changes = Changes(directory, directory / "changed-things")
            for _ in changes.written(differences([], SortedLines(path))):
                pass
            return _size(directory / "added.nq.gz")

    return _measured(written)


def _measured(work: Callable[[], int]) -> Written:
    before = _own_peak(anew=True)
    begun, worked = perf_counter(), process_time()
    size = work()
    seconds, worked = perf_counter() - begun, process_time() - worked
    return Written(seconds, worked, _own_peak() - before, size)


def _own_peak(anew: bool = False) -> int:
    """The most memory that this process had, in bytes; ``anew``: what it has now counts first.

    getrusage would tell that of the parent too.
    """
    if anew:
        ctypes.CDLL(None).malloc_trim(0)  # what is free already must not hide what is added
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def _apart(work: Callable[..., Written], *arguments: object) -> Written:
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(work, *arguments).result()


def _size(path: Path) -> int:
    return path.stat().st_size


def _value(thing: int, turn: int) -> NamedNode | Literal:
    if turn < 4:
        return NamedNode(f"{SPACE}thing/{(thing * 31 + turn) % (STATEMENTS // PER_THING):07}")
    if turn < 7:
        return Literal(f"{WORDS[turn]} {WORDS[thing % 7]} {thing}", language="en")
    return Literal(thing * turn)
