"""What becomes of runaway queries and of very long answers, and of those who ask beside them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from time import perf_counter, sleep
from typing import Final
from urllib.parse import quote

from bench.measurement import Figure, Times
from bench.peers import Peer
from bench.processes import MEGABYTE, BenchError, family, in_background
from bench.wire import Wire, request_of
from web.time_slices import ask_for_long_slices

DEADLINE: Final = 2.0  # seconds
RUNAWAYS: Final = 2  # as many as there are workers for heavy queries
_ROUNDS: Final = 3
_LIGHT: Final = 150  # lookups in a round, a hundred a second
_PAUSE: Final = 0.01
_RUNAWAY: Final = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d && ?d != ?g) }"
)
_LOOK: Final = 0.25  # seconds between two looks at the memory, which take time too
_EVERYTHING: Final = "SELECT * { ?subject ?property ?value } LIMIT 1000000"
_FEW: Final = """
SELECT * {
  { SELECT ?one ?first { ?one ?a ?first } LIMIT 1000 }
  { SELECT ?other ?second { ?other ?b ?second } LIMIT 1000 }
}
"""
_FLAT: Final = 25.0  # MB
_QUIET: Final = 40.0  # seconds, after which workers that rested have been exchanged


def runaways(peer: Peer, queries: Sequence[str]) -> Iterator[Figure]:
    """Start them, and ask lookups at a steady pace; the same pace without them, in turns."""
    numbers = count()
    quiet: list[float] = []
    beside: list[float] = []
    gone: list[float] = []
    for _ in range(_ROUNDS):
        quiet += _paced(peer, queries, numbers)
        work = [threading.Thread(target=_run_away, args=(peer, gone)) for _ in range(RUNAWAYS)]
        work.append(threading.Thread(target=lambda: beside.extend(_paced(peer, queries, numbers))))
        in_background(work)
    alone, together = Times(quiet), Times(beside)
    yield Figure("a runaway is gone after, its deadline = 1", max(gone) / DEADLINE, "×", 1.2)
    yield Figure("lookups, p95", alone.p95, "ms")
    yield Figure(f"lookups beside {RUNAWAYS} runaways, p95", together.p95, "ms")
    yield Figure("lookups beside runaways, quiet p95 = 1", together.p95 / alone.p95, "×", 2)


def long_answers(peer: Peer) -> Iterator[Figure]:
    """A million rows as CSV, read as fast as they come: of few statements, and of all."""
    sleep(_QUIET)
    before = _memory(peer)
    few = _read(peer, _FEW)
    name = f"{peer.name}, {few.rows:,} rows of 2,000 statements"
    yield Figure(f"{name}, {few.size >> 20} MB", few.seconds, "s")
    yield Figure(f"{name}, memory added", few.peak - before, "MB", _FLAT)
    all_of_it = _read(peer, _EVERYTHING)
    name = f"{peer.name}, {all_of_it.rows:,} rows of as many statements"
    yield Figure(f"{name}, first byte", all_of_it.first * 1000, "ms")
    yield Figure(f"{name}, {all_of_it.size >> 20} MB", all_of_it.seconds, "s")
    yield Figure(f"{name}, memory added", all_of_it.peak - before, "MB")
    again = _read(peer, f"{_EVERYTHING} # again")
    yield Figure(f"{name}, added by asking again", again.peak - all_of_it.peak, "MB", _FLAT)
    sleep(_QUIET)
    yield Figure(f"{name}, left {_QUIET:g} s later", _memory(peer) - before, "MB", _FLAT)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A long answer that was read: seconds, bytes, rows, and the most memory in MB meanwhile."""

    first: float
    seconds: float
    size: int
    rows: int
    peak: float


def _read(peer: Peer, query: str) -> _Reading:
    peak = _memory(peer)
    connection = HTTPConnection("127.0.0.1", peer.port, timeout=60)
    headers = {"Accept": "text/csv"}
    begun = looked = perf_counter()
    connection.request("GET", f"{peer.path}?query={quote(query)}", headers=headers)
    reply = connection.getresponse()
    first, size, rows = 0.0, 0, -1  # the head is a line too
    while data := reply.read1(256 << 10):
        first = first or perf_counter() - begun
        size, rows = size + len(data), rows + data.count(b"\n")
        if perf_counter() - looked > _LOOK:
            peak, looked = max(peak, _memory(peer)), perf_counter()
    seconds = perf_counter() - begun
    connection.close()
    return _Reading(first, seconds, size, rows, max(peak, _memory(peer)))


def _memory(peer: Peer) -> float:
    """Memory of all processes of a server in MB, with what they share counted once."""
    sizes = (member.memory_full_info().pss for member in family(peer.process))
    return sum(sizes) / MEGABYTE


def _paced(peer: Peer, queries: Sequence[str], numbers: Iterator[int]) -> list[float]:
    """Lookups at a steady pace; milliseconds each took."""
    ask_for_long_slices()  # how long a client waits for a core of its own is not the server's time
    wire, times = Wire(peer.port), []
    start = perf_counter()
    for turn in range(_LIGHT):
        threading.Event().wait(max(0.0, start + turn * _PAUSE - perf_counter()))
        request = peer.request(f"{queries[turn % len(queries)]}\n# paced {next(numbers)}")
        times.append(wire.ask(request).seconds * 1000)
    wire.close()
    return times


def _run_away(peer: Peer, gone: list[float]) -> None:
    """Ask what would take years; note the seconds until the server has given up."""
    wire = Wire(peer.port)
    path = f"{peer.path}?timeout={DEADLINE:g}"
    asked = wire.ask(request_of(peer.port, path, _RUNAWAY, "application/json"))
    if asked.reply.status != 504:
        raise BenchError(f"A runaway was answered with {asked.reply.status}.")
    gone.append(asked.seconds)
    wire.close()
