"""What a query may take, and what the pool of workers has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Limits", "PoolStatus"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: seconds, rows (or triples) and bytes of result, and bytes of memory.

    ``processor`` is seconds that it computes, in all its threads, however long it waits in
    between; a single thread reaches the deadline first.

    A light query gets ``light_deadline`` seconds in one of the ``light_workers`` kept for such,
    the first of which has the graph to itself; if that is too little it starts again among all
    others. An answer longer than ``hold`` bytes is handed on
    while it is made. Stores up to ``in_memory`` quads are held in memory. A worker that has had
    nothing to do for ``rest`` seconds and has more than ``own_memory`` bytes to itself is
    exchanged for a fresh one.
    """

    deadline: float = 10.0
    light_deadline: float = 0.5
    processor: float = 15.0
    rows: int = 100_000_000
    result: int = 256 << 20
    memory: int = 2 << 30
    hold: int = 256 << 10
    workers: int = 2
    light_workers: int = 3
    waiting: int = 32
    in_memory: int = 2_000_000
    remembered: int = 32 << 20
    rest: float = 20.0
    own_memory: int = 32 << 20


@dataclass(frozen=True, slots=True)
class PoolStatus:
    """What ``/health`` shows; ``filtered`` is None until a worker is ready."""

    mode: str | None
    quads: int | None
    workers: int
    busy: int
    waiting: int
    killed: int
    filtered: bool | None
    limits: dict[str, Any]
