"""Answers queries in processes that can be killed: a query can't be stopped any other way."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

from graph.cancellation import Cancellation
from graph.caretaker import Caretaker
from graph.conversation import Conversation, Keep
from graph.dataset import Dataset, declared
from graph.errors import (
    EvaluationError,
    QueryCancelledError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    ResultTooLargeError,
    WorkerDiedError,
)
from graph.finder import Finder
from graph.formats import RESULT_FORMATS, RESULTS_JSON, TURTLE, Format
from graph.guard import Guard, Inspection
from graph.job import Job
from graph.lanes import Lane, QueueFullError
from graph.light import LightQueries
from graph.limits import Limits, PoolStatus
from graph.memo import Memo
from graph.refusal import GuardError
from graph.request import Terms
from graph.result import Result
from graph.rewriting import rewrite
from graph.row_count import RowCount
from graph.zygote import PoolClosedError, Zygote
from ontology.names import BASE

__all__ = [
    "EvaluationError",
    "Limits",
    "PoolClosedError",
    "PoolStatus",
    "QueryCancelledError",
    "QueryError",
    "QueryPool",
    "QuerySyntaxError",
    "QueryTimeoutError",
    "QueueFullError",
    "ResultTooLargeError",
    "WorkerDiedError",
]

_SHORT: Final = 4000  # characters of a query whose inspection is kept
_INSPECTIONS: Final = 500
_KINDS: Final = 64  # of terms that are kept
_ALL_GRAPHS: Final = Dataset()
_COUNTED: Final = frozenset(one.media_type for one in RESULT_FORMATS)
_NICENESS: Final = 10  # of workers for all queries: a ninth of the processor of the others


class QueryPool:
    """Query workers over the store of one release; safe to share between threads.

    Close it, or leave its ``with`` block, or its processes stay until this one ends.
    """

    def __init__(
        self,
        store: Path,
        limits: Limits | None = None,
        guard: Guard | None = None,
        finders: Mapping[str, Finder] | None = None,
        finding: str = "",
    ) -> None:
        """Start the workers in the background; the first queries wait for them.

        ``finders`` answer the searches in queries, by the names in ``graph.finder.SERVICES``;
        ``finding`` tells pools apart whose finders find other things in the same release.
        """
        self.limits = limits or Limits()
        self._guard = guard or Guard()
        self._inspect_short = lru_cache(_INSPECTIONS)(self._guard.inspect)
        self._terms = lru_cache(_KINDS)(self._make_terms)
        self._finders = finders or {}
        self._finding = finding
        self._memo = Memo(self.limits.remembered)
        self._zygote = Zygote(
            {
                "store": str(store.resolve()),
                "in_memory": self.limits.in_memory,
                "memory": self.limits.memory,
            }
        )
        size = self.limits
        # One has the graph to itself: in the others, a first look at a page copies it.
        self._warm = Lane(partial(self._zygote.fork, own=True), 1, size.waiting)
        self._light = Lane(self._zygote.fork, size.light_workers - 1, size.waiting)
        # Runaways take whole cores: what is asked beside them must get its turn at once.
        fork_nice = partial(self._zygote.fork, _NICENESS)
        self._all = Lane(fork_nice, size.workers, size.waiting)
        self._lights = LightQueries((self._warm, self._light), self._all, size)
        self._caretaker = Caretaker((self._light, self._all), size.rest, size.own_memory)

    def __enter__(self) -> QueryPool:
        """The pool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def inspect(self, text: str) -> Inspection:
        """What the words of a query say; GuardError when it is refused."""
        return (self._inspect_short if len(text) <= _SHORT else self._guard.inspect)(text)

    def finding(self, read: Inspection) -> str:
        """What decides the answer of a query beside the release; empty if it searches nothing."""
        return self._finding if read.calls else ""

    def query(  # noqa: PLR0913 -- each of them bounds the query
        self,
        text: str,
        format: Format | None = None,
        dataset: Dataset | None = None,
        deadline: float | None = None,
        max_bytes: int | None = None,
        max_rows: int | None = None,
        cancellation: Cancellation | None = None,
    ) -> Result:
        """Answer a query; QueryError, GuardError or QueueFullError when there is no answer.

        ``format`` None: JSON for rows, Turtle for graphs. ``deadline`` (seconds), ``max_bytes``
        and ``max_rows`` can only lower the pool's own limits; ``cancellation`` ends it earlier.
        """
        read = self.inspect(text)
        job = self._job(read, format, dataset, deadline, max_bytes, max_rows)
        remembered, keep = self._remembered(job)
        if remembered is not None:
            return remembered
        self._all.wait_until_filled()
        end = time.monotonic() + job.deadline
        return self._run(self._searched(job), end, keep, cancellation or Cancellation())

    async def answer_soon(
        self, read: Inspection, format: Format, cancellation: Cancellation
    ) -> Result | None:
        """Answer in an event loop, without holding a thread.

        None for a query that searches, and while there is no worker: use ``query``.
        """
        job = self._job(read, format)
        remembered, keep = self._remembered(job)
        if remembered is not None:
            return remembered
        if read.calls or not self._all.filled:
            return None
        end = time.monotonic() + job.deadline
        if read.light:
            result = await self._lights.answer_soon(job, end, keep, cancellation)
            if result is not None:
                return result
        return await self._run_soon(job, end, keep, cancellation)

    def _job(
        self,
        read: Inspection,
        format: Format | None,
        dataset: Dataset | None = None,
        deadline: float | None = None,
        max_bytes: int | None = None,
        max_rows: int | None = None,
    ) -> Job:
        asked = dataset or (declared(read.tokens, BASE) if read.declares else _ALL_GRAPHS)
        chosen = format or (RESULTS_JSON if read.form in ("SELECT", "ASK") else TURTLE)
        told = asked if dataset or asked.merges else _ALL_GRAPHS
        # A query may name a great many graphs: what names them isn't kept.
        make = self._make_terms if told else self._terms
        terms = make(chosen.media_type, told, max_bytes, max_rows)
        end = min(deadline or self.limits.deadline, self.limits.deadline)
        return Job(read, chosen, terms, end, self.limits.memory)

    def _make_terms(
        self, media_type: str, dataset: Dataset, max_bytes: int | None, max_rows: int | None
    ) -> Terms:
        return Terms(
            BASE,
            media_type,
            tuple(sorted(dataset.default)),
            tuple(sorted(dataset.named)),
            min(max_bytes or self.limits.result, self.limits.result),
            min(max_rows or self.limits.rows, self.limits.rows),
            self.limits.processor,
        )

    def _remembered(self, job: Job) -> tuple[Result | None, Keep | None]:
        """The answer given before, and where to keep the one that will be given."""
        if job.read.volatile:
            return None, None
        body = self._memo.get(job.key)
        if body is not None and self._fits(body, job):
            return Result(job.format, body), None
        return None, partial(self._memo.put, job.key)

    def _fits(self, body: bytes, job: Job) -> bool:
        """Whether an answer given before is within limits that may be lower now."""
        if job.terms.max_rows < self.limits.rows:
            if job.format.media_type not in _COUNTED:
                return False
            count = RowCount(job.format.media_type, exact=True)
            count.feed(body)
            if count.rows > job.terms.max_rows:
                return False
        return len(body) <= job.terms.max_bytes

    def status(self) -> dict[str, Any]:
        """Members of a ``PoolStatus``, for ``/health``."""
        hello = self._zygote.hello or {}
        lanes = (self._warm, self._light, self._all)
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
        self._caretaker.close()
        self._lights.close()
        self._zygote.close()
        for lane in (self._warm, self._light, self._all):
            lane.close(error)

    def _searched(self, job: Job) -> Job:
        """The same job, with the things found in the place of its searches."""
        if not job.read.calls:
            return job
        rewriting = rewrite(job.text, job.read.calls, self._finders, job.deadline)
        if _roomier(self._guard).inspect(rewriting.text).calls:
            raise GuardError("A search stands where none can be. Write it apart from the rest.")
        return replace(job, rewriting=rewriting)

    def _run(self, job: Job, end: float, keep: Keep | None, cancellation: Cancellation) -> Result:
        if job.read.light:
            result = self._lights.answer(job, end, keep, cancellation)
            if result is not None:
                return result
        wait = end - time.monotonic()
        worker = self._all.take() or self._all.claim(self._all.want(wait), wait)
        if worker is None:
            raise job.never_begun()
        asking = Conversation(job, self._all, worker, end, cancellation)
        return asking.answer(self.limits.hold, keep=keep)

    async def _run_soon(
        self, job: Job, end: float, keep: Keep | None, cancellation: Cancellation
    ) -> Result:
        worker = self._all.take() or await self._all.turn(end)
        if worker is None:
            raise job.never_begun()
        asking = Conversation(job, self._all, worker, end, cancellation)
        return await asking.answer_soon(self._lights.hearing(), self.limits.hold, True, keep)


def _roomier(guard: Guard) -> Guard:
    """A guard that has room for what the searches of one query may find."""
    return replace(
        guard,
        max_bytes=guard.max_bytes + (32 << 20),
        max_tokens=guard.max_tokens + 300_000,
        max_depth=guard.max_depth + 2,
    )
