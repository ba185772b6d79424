"""Light queries: short lookups, for which workers are kept that no long query can take."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from graph.cancellation import Cancellation
from graph.conversation import Conversation, Keep, TooLongToHoldError
from graph.errors import QueryTimeoutError
from graph.hearing import Hearing
from graph.job import Job
from graph.lanes import Lane
from graph.limits import Limits
from graph.memo import Memo
from graph.result import Result
from graph.zygote import Worker

__all__ = ["LightQueries"]

_FOUND_OUT: Final = 256 << 10  # characters of queries that aren't as light as they look


class LightQueries:
    """Answers them by whichever worker is free; safe to share between threads."""

    def __init__(self, kept: Sequence[Lane], others: Lane, limits: Limits) -> None:
        """The first lane ``kept`` for them answers soonest; of the ``others`` they are guests."""
        self._kept = kept
        self._others = others
        self._limits = limits
        self._heavier = Memo(_FOUND_OUT)
        self._ears: tuple[asyncio.AbstractEventLoop, Hearing] | None = None

    def answer(
        self, job: Job, end: float, keep: Keep | None, cancellation: Cancellation
    ) -> Result | None:
        """The answer, or None when the query isn't as light as it looks."""
        if self._heavier.get(job.key):
            return None
        lane, worker = self._free()
        if worker is None:
            wait = self._until(lane, end) - time.monotonic()
            worker = lane.claim(lane.want(wait), wait)
        if worker is None:
            return None
        asking = Conversation(job, lane, worker, self._until(lane, end), cancellation)
        try:
            return asking.answer(self._limits.hold, lane is self._others, keep)
        except (TooLongToHoldError, QueryTimeoutError) as error:
            self._found_out(job, lane, error)
            return None

    async def answer_soon(
        self, job: Job, end: float, keep: Keep | None, cancellation: Cancellation
    ) -> Result | None:
        """The same in an event loop."""
        if self._heavier.get(job.key):
            return None
        lane, worker = self._free()
        worker = worker or await lane.turn(self._until(lane, end))
        if worker is None:
            return None
        asking = Conversation(job, lane, worker, self._until(lane, end), cancellation)
        try:
            hold, may_flow = self._limits.hold, lane is self._others
            return await asking.answer_soon(self.hearing(), hold, may_flow, keep)
        except (TooLongToHoldError, QueryTimeoutError) as error:
            self._found_out(job, lane, error)
            return None

    def hearing(self) -> Hearing:
        """That of the loop that runs here."""
        loop = asyncio.get_running_loop()
        if self._ears is None or self._ears[0] is not loop:
            self.close()
            self._ears = loop, Hearing(loop)
        return self._ears[1]

    def close(self) -> None:
        """Leave the event loop alone; from any thread."""
        ears, self._ears = self._ears, None
        if ears:
            with suppress(RuntimeError):  # it has ended
                ears[0].call_soon_threadsafe(ears[1].close)

    def _free(self) -> tuple[Lane, Worker | None]:
        """The worker that is free and answers soonest; if none is, the lane to wait in."""
        for lane in (*self._kept, self._others):
            worker = lane.take()
            if worker is not None:
                return lane, worker
        return self._kept[0], None

    def _until(self, lane: Lane, end: float) -> float:
        """When a query has to leave the lane: its own deadline, or that of light ones."""
        if lane is self._others:
            return end
        return min(end, time.monotonic() + self._limits.light_deadline)

    def _found_out(self, job: Job, lane: Lane, error: Exception) -> None:
        """Another kind of worker is to try, and will be asked at once next time."""
        late = isinstance(error, QueryTimeoutError)
        if lane is self._others or (late and job.deadline <= self._limits.light_deadline):
            raise error
        self._heavier.put(job.key, job.text.encode())
