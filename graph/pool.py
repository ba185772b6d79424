"""Answers queries in processes that can be killed: a query can't be stopped any other way.

QueryError            a query that has no answer; the message says what to change
├── QuerySyntaxError      not SPARQL
├── QueryTimeoutError     ran, or waited, until its deadline
├── ResultTooLargeError   more bytes than are given
├── WorkerDiedError       more memory than a worker has, or a fault of the engine
└── EvaluationError       the engine gave up
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from errno import ENOSPC
from pathlib import Path
from typing import Any

from graph.advice import advice
from graph.dataset import Dataset, declared
from graph.formats import RESULTS_JSON, TURTLE, Format
from graph.frames import HungUpError
from graph.guard import Guard, Inspection
from graph.lanes import Lane, PoolClosedError, QueueFullError, Worker, Zygote
from graph.memo import Memo
from graph.messages import syntax_error
from graph.result import Result, Spool
from graph.tokens import Place
from ontology.names import BASE

__all__ = [
    "EvaluationError",
    "Limits",
    "PoolClosedError",
    "PoolStatus",
    "QueryError",
    "QueryPool",
    "QuerySyntaxError",
    "QueryTimeoutError",
    "QueueFullError",
    "ResultTooLargeError",
    "WorkerDiedError",
]


class QueryError(Exception):
    """A query that has no answer; ``advice`` are sentences that say what to change."""

    def __init__(self, message: str, advice: Sequence[str] = ()) -> None:
        """Put the advice behind the message."""
        super().__init__(" ".join([message, *advice]))
        self.advice = tuple(advice)


class QuerySyntaxError(QueryError, ValueError):
    """Not SPARQL; ``place`` is where the engine stopped reading."""

    def __init__(self, message: str, place: Place | None) -> None:
        """Keep the place apart from the message, which names it too."""
        super().__init__(message)
        self.place = place


class QueryTimeoutError(QueryError, TimeoutError):
    """It ran, or waited, until its deadline; ``deadline`` is seconds."""

    def __init__(self, message: str, advice: Sequence[str], deadline: float) -> None:
        """Keep the deadline for those who want to say it in their own words."""
        super().__init__(message, advice)
        self.deadline = deadline


class ResultTooLargeError(QueryError):
    """More bytes than are given."""


class WorkerDiedError(QueryError):
    """More memory than a worker has, or a fault of the engine."""


class EvaluationError(QueryError):
    """The engine gave up."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: seconds, and bytes of result and of memory.

    A light query gets ``light_deadline`` seconds in a worker kept for such; if that is too
    little it starts again among all others. An answer longer than ``hold`` bytes is handed on
    while it is made. Stores up to ``in_memory`` quads are held in memory.
    """

    deadline: float = 10.0
    light_deadline: float = 0.5
    result: int = 256 << 20
    memory: int = 2 << 30
    hold: int = 256 << 10
    workers: int = 2
    light_workers: int = 1
    waiting: int = 32
    in_memory: int = 2_000_000
    remembered: int = 32 << 20


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


class QueryPool:
    """Query workers over the store of one release; safe to share between threads.

    Close it, or leave its ``with`` block, or its processes stay until this one ends.
    """

    def __init__(
        self, store: Path, limits: Limits | None = None, guard: Guard | None = None
    ) -> None:
        """Start the workers in the background; the first queries wait for them."""
        self.limits = limits or Limits()
        self._guard = guard or Guard()
        self._memo = Memo(self.limits.remembered)
        self._zygote = Zygote(
            {
                "store": str(store.resolve()),
                "in_memory": self.limits.in_memory,
                "memory": self.limits.memory,
            }
        )
        size = self.limits
        self._light = Lane(self._zygote.fork, size.light_workers, size.waiting)
        self._all = Lane(self._zygote.fork, size.workers, size.waiting)

    def __enter__(self) -> QueryPool:
        """The pool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def inspect(self, text: str) -> Inspection:
        """What the words of a query say; GuardError when it is refused."""
        return self._guard.inspect(text)

    def query(
        self,
        text: str,
        format: Format | None = None,
        dataset: Dataset | None = None,
        deadline: float | None = None,
        max_bytes: int | None = None,
    ) -> Result:
        """Answer a query; QueryError, GuardError or QueueFullError when there is no answer.

        ``format`` None: JSON for rows, Turtle for graphs. ``deadline`` (seconds) and
        ``max_bytes`` can only lower the pool's own limits.
        """
        read = self.inspect(text)
        asked = dataset or declared(read.tokens, BASE)
        chosen = format or (RESULTS_JSON if read.form in ("SELECT", "ASK") else TURTLE)
        job = _Job(
            text,
            chosen,
            asked if dataset or asked.merges else Dataset(),
            min(deadline or self.limits.deadline, self.limits.deadline),
            min(max_bytes or self.limits.result, self.limits.result),
            read,
        )
        body = None if read.volatile else self._memo.get(job.key)
        return Result(chosen, body) if body is not None else self._run(job)

    def status(self) -> dict[str, Any]:
        """Members of a ``PoolStatus``, for ``/health``."""
        hello = self._zygote.hello or {}
        lanes = (self._light, self._all)
        status = PoolStatus(
            mode=hello.get("mode"),
            quads=hello.get("quads"),
            workers=sum(lane.size for lane in lanes),
            busy=sum(lane.busy for lane in lanes),
            waiting=sum(lane.waiting for lane in lanes),
            killed=sum(lane.killed for lane in lanes),
            filtered=self._all.sandbox["filtered"] if self._all.sandbox else None,
            limits=asdict(self.limits),
        )
        return asdict(status)

    def close(self) -> None:
        """End all processes; queries that run fail."""
        error = PoolClosedError("The query workers were ended with their release.")
        self._zygote.close()
        for lane in (self._light, self._all):
            lane.close(error)

    def _run(self, job: _Job) -> Result:
        self._all.wait_until_filled()
        end = time.monotonic() + job.deadline
        if job.read.light:
            result = self._run_light(job, end)
            if result is not None:
                return result
        worker = self._all.take(end)
        if worker is None:
            raise QueryTimeoutError(
                f"No query worker was free within {job.deadline:g} s. Try again later.",
                (),
                job.deadline,
            )
        return self._converse(job, self._all, worker, end)

    def _run_light(self, job: _Job, end: float) -> Result | None:
        """The answer, or None when the query isn't as light as it looks."""
        lane, short = self._light, min(end, time.monotonic() + self.limits.light_deadline)
        worker = lane.take(0)
        if worker is None:
            lane = self._all
            worker = lane.take(0)
        if worker is None:
            lane = self._light
            worker = lane.take(short)
        if worker is None:
            return None
        if lane is self._all:
            return self._converse(job, lane, worker, end)
        try:
            return self._converse(job, lane, worker, short, may_flow=False)
        except _TooLongToHoldError:
            return None
        except QueryTimeoutError:
            if short == end:
                raise
            return None

    def _converse(
        self, job: _Job, lane: Lane, worker: Worker, until: float, may_flow: bool = True
    ) -> Result:
        """Ask one worker; give it back, or replace it when it can't be used any more."""
        try:
            worker.ask(job.request, until)
            held, last = self._collect(job, worker, until)
            if last is None and not may_flow:
                raise _TooLongToHoldError
        except (TimeoutError, HungUpError, OSError, _TooLongToHoldError) as error:
            lane.replace(worker)
            raise self._failure(job, error) from None
        if last is None:
            return self._flow(job, lane, worker, until, held)
        lane.give_back(worker)
        if last:
            raise self._refusal(job, last)
        if not job.read.volatile:
            self._memo.put(job.key, held)
        return Result(job.format, held)

    def _collect(
        self, job: _Job, worker: Worker, until: float
    ) -> tuple[bytes, dict[str, str] | None]:
        """Bytes of the answer, and an error, or nothing ({}), or None when more will come."""
        held = bytearray()
        while len(held) <= self.limits.hold:
            frame = worker.receive(until)
            if frame.kind == b"E":
                return b"", frame.json()
            if frame.kind == b"Z":
                return bytes(held), {}
            held += frame.data
        return bytes(held), None

    def _flow(self, job: _Job, lane: Lane, worker: Worker, until: float, held: bytes) -> Result:
        """Go on in a thread: the client reads what is there, at its own pace."""
        spool = Spool()
        spool.write(held)
        pump = threading.Thread(
            target=self._pump, args=(job, lane, worker, until, spool), daemon=True
        )
        pump.start()
        return Result(job.format, None, spool)

    def _pump(self, job: _Job, lane: Lane, worker: Worker, until: float, spool: Spool) -> None:
        try:
            while not spool.closed:
                frame = worker.receive(until)
                if frame.kind in (b"E", b"Z"):
                    lane.give_back(worker)
                    cut = frame.kind == b"E"
                    spool.finish(str(self._refusal(job, frame.json())) if cut else None)
                    return
                spool.write(frame.data)
            lane.replace(worker)
        except (TimeoutError, HungUpError, OSError) as error:
            spool.finish(str(self._failure(job, error)))
            lane.replace(worker)

    def _failure(self, job: _Job, error: Exception) -> Exception:
        if isinstance(error, _TooLongToHoldError):
            return error
        if isinstance(error, TimeoutError):
            return QueryTimeoutError(
                f"The query was stopped at its deadline of {job.deadline:g} s.",
                advice(job.read.tokens),
                job.deadline,
            )
        if isinstance(error, OSError) and error.errno == ENOSPC:
            return EvaluationError("The server has no disk space left for this result.")
        return WorkerDiedError(
            f"The query needed more than {self.limits.memory >> 20} MiB of memory, or hit a "
            "fault of the engine, and was ended.",
            advice(job.read.tokens),
        )

    def _refusal(self, job: _Job, error: dict[str, str]) -> QueryError:
        kind, message = error["kind"], error["message"]
        if kind == "syntax":
            return QuerySyntaxError(*syntax_error(job.text, job.read.tokens, message))
        if kind == "bytes":
            return ResultTooLargeError(
                f"The result is longer than {job.max_bytes} bytes.", advice(job.read.tokens)
            )
        if kind == "memory":
            return WorkerDiedError(
                f"The query needed more than {self.limits.memory >> 20} MiB of memory.",
                advice(job.read.tokens),
            )
        return EvaluationError(f"The engine could not finish the query: {message[:300]}")


class _TooLongToHoldError(Exception):
    """A light query whose answer is longer than is held."""


@dataclass(frozen=True, slots=True)
class _Job:
    text: str
    format: Format
    dataset: Dataset
    deadline: float
    max_bytes: int
    read: Inspection

    @property
    def key(self) -> tuple[str, ...]:
        """Queries with the same key have the same answer, which ``hold`` keeps short."""
        return (
            self.text,
            self.format.media_type,
            *sorted(self.dataset.default),
            "|",
            *sorted(self.dataset.named),
        )

    @property
    def request(self) -> dict[str, Any]:
        return {
            "query": self.text,
            "base": BASE,
            "format": self.format.media_type,
            "default": list(self.dataset.default),
            "named": list(self.dataset.named),
            "max_bytes": self.max_bytes,
        }
