"""How long a release of a million statements takes to write as downloads, and in what memory.

Each format is written by a process of its own, so that its memory is its own; beside it the
engine alone writes the same format to nowhere, which is the least that it can take.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import cast

import pyoxigraph as ox

from bench.measurement import Figure, Section
from graph.canonical import streamed_lines
from graph.dumps import dump_name, write_dump
from graph.formats import RDF_FORMATS, Format
from graph.packing import PACKINGS
from graph.store import Store
from graph.terms import DefaultGraph, Literal, NamedNode, Quad

STATEMENTS = 1_000_000
PER_THING = 10
GRAPHS = 40
AIM = 60.0  # seconds a format
MOST = 150.0  # MB that writing may add, however many statements there are
VERSION = "2025.03.31"
ABOUT = f"""
{STATEMENTS:,} generated statements, each in a named graph and once in the default graph, in a
store on disk. Every format is compressed by gzip and by zstd at the same time. The ratio is to the
engine alone, which writes the same format to nowhere, in processor time. Memory is what writing
adds to a process that has just opened the store, its cache of the store included; beside it that of
a fifth of the statements.
"""
SPACE = "https://example.org/"
WORDS = "regional cooperation cluster industry modernisation support partnership".split()


@dataclass(frozen=True, slots=True)
class Written:
    """One format: seconds on the wall and of a processor, those of the engine alone, bytes."""

    seconds: float
    worked: float
    engine: float
    memory: int
    size: int


def measure(work: Path) -> Section:
    """Generate two stores, and write every format of both."""
    figures = []
    large, small = (_store(work / f"dumps-{n}", n) for n in (STATEMENTS, STATEMENTS // 5))
    for known in RDF_FORMATS:
        written, less = _apart(large, known), _apart(small, known)
        figures += [
            Figure(f"{known.name}, gzip and zstd", written.seconds, "s", AIM),
            Figure(f"{known.name}, processor time", written.worked, "s"),
            Figure(f"{known.name}, ratio to the engine", written.worked / written.engine, "×"),
            Figure(f"{known.name}, memory added", written.memory / 1e6, "MB", MOST),
            Figure(f"{known.name}, of a fifth", less.memory / 1e6, "MB"),
        ]
    return Section(f"Downloads of {STATEMENTS:,} statements", ABOUT, figures)


def generated(statements: int) -> Iterator[Quad]:
    """Things with a type, a label, a number and links to others; the same each time."""
    for number in range(statements):
        thing, turn = divmod(number, PER_THING)
        subject = NamedNode(f"{SPACE}thing/{thing:07}")
        predicate = NamedNode(f"{SPACE}property/{turn}")
        graph = NamedNode(f"{SPACE}graph/{thing % GRAPHS}")
        yield Quad(subject, predicate, _value(thing, turn), graph)


def write_one(path: Path, suffix: str) -> Written:
    """Write one format of a store, and tell what it took; for a process of its own."""
    known, store = next(one for one in RDF_FORMATS if one.suffix == suffix), Store.open(path)
    kind = cast("ox.RdfFormat", known.engine)
    before = _peak()
    with TemporaryDirectory() as directory:
        begun, worked = perf_counter(), process_time()
        write_dump(store, streamed_lines(store), VERSION, Path(directory), known)
        seconds, worked = perf_counter() - begun, process_time() - worked
        memory = _peak() - before
        name = Path(directory) / dump_name(VERSION, known)
        size = sum(name.with_name(name.name + one).stat().st_size for one in PACKINGS)
    worked_before = process_time()
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
        store.engine.dump(nowhere, kind, from_graph=DefaultGraph())
    return Written(seconds, worked, process_time() - worked_before, memory, size)


def _apart(path: Path, known: Format) -> Written:
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(write_one, path, known.suffix).result()


def _store(path: Path, statements: int) -> Path:
    store = Store.create(path)
    store.insert_published(generated(statements))
    store.optimise()
    return path


def _value(thing: int, turn: int) -> NamedNode | Literal:
    if turn < 4:
        return NamedNode(f"{SPACE}thing/{(thing * 31 + turn) % (STATEMENTS // PER_THING):07}")
    if turn < 7:
        return Literal(f"{WORDS[turn]} {WORDS[thing % 7]} {thing}", language="en")
    return Literal(thing * turn)


def _peak() -> int:
    """The most memory that this process had, in bytes; getrusage tells that of the parent too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024
