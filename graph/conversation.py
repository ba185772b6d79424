"""One query put to one worker, which is given back afterwards, or replaced if it is stuck."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Final

from graph.cancellation import Cancellation
from graph.errors import QueryCancelledError, QueryError
from graph.frames import HungUpError
from graph.hearing import Hearing
from graph.job import Job
from graph.lanes import Lane
from graph.result import Result, Spool
from graph.zygote import Worker

__all__ = ["KEPT", "Conversation", "Keep", "TooLongToHoldError"]

Keep = Callable[[bytes], None]
KEPT: Final = 4 << 20  # bytes of a long answer that is kept for the next one who asks


class TooLongToHoldError(Exception):
    """An answer that was to be held, and is longer than is held."""


class Conversation:
    """A worker taken from a lane for one query, up to a time of the monotonic clock."""

    def __init__(
        self, job: Job, lane: Lane, worker: Worker, until: float, cancellation: Cancellation
    ) -> None:
        """Nothing is asked yet; the worker is ours until ``answer`` has returned."""
        self._job = job
        self._lane = lane
        self._worker = worker
        self._until = until
        self._cancellation = cancellation

    def answer(self, hold: int, may_flow: bool = True, keep: Keep | None = None) -> Result:
        """The answer; one longer than ``hold`` bytes flows, or is TooLongToHoldError.

        ``keep`` gets the bytes of a whole answer, once it has them all.
        """
        self._ask()
        return self._finish(hold, may_flow, keep)

    async def answer_soon(
        self, hearing: Hearing, hold: int, may_flow: bool, keep: Keep | None
    ) -> Result:
        """The same in an event loop; a thread is held only by what comes in several pieces."""
        self._ask()
        try:
            whole = await self._worker.heard(hearing, self._until)
        except OSError as error:
            raise self._lost(error) from None
        except BaseException:  # whoever wanted to know is gone
            self._replace()
            raise
        if whole:
            return self._finish(hold, may_flow, keep)
        return await asyncio.to_thread(self._finish, hold, may_flow, keep)

    def _ask(self) -> None:
        """Let the worker be stopped; a query that was cancelled while it waited never runs."""
        try:
            self._cancellation.hold(self._worker)
        except QueryCancelledError:
            self._lane.give_back(self._worker)
            raise
        try:
            self._worker.ask(self._job.request, self._until)
        except (TimeoutError, HungUpError, OSError) as error:
            raise self._lost(error) from None

    def _finish(self, hold: int, may_flow: bool, keep: Keep | None) -> Result:
        try:
            held, last = self._collect(hold)
        except (TimeoutError, HungUpError, OSError) as error:
            raise self._lost(error) from None
        if last is None and may_flow:
            return self._flow(held, keep)
        if last is None:
            self._replace()
            raise TooLongToHoldError
        self._leave(last)
        if last:
            raise self._job.refusal(last)
        if keep:
            keep(held)
        return Result(self._job.format, held)

    def _lost(self, error: Exception) -> QueryError:
        self._replace()
        return self._failure(error)

    def _replace(self) -> None:
        self._cancellation.let_go()
        self._lane.replace(self._worker)

    def _failure(self, error: Exception) -> QueryError:
        return QueryCancelledError() if self._cancellation.asked else self._job.failure(error)

    def _leave(self, error: dict[str, str]) -> None:
        """Give the worker back, but not one that has just ended itself."""
        stopped = self._cancellation.let_go()
        if stopped or error.get("kind") == "processor":
            self._lane.replace(self._worker)
        else:
            self._lane.give_back(self._worker)

    def _collect(self, hold: int) -> tuple[bytes, dict[str, str] | None]:
        """Bytes of the answer, and an error, or nothing ({}), or None when more will come."""
        held = bytearray()
        while len(held) <= hold:
            frame = self._worker.receive(self._until)
            if frame.kind == b"E":
                return b"", frame.json()
            if frame.kind == b"Z":
                return bytes(held) + frame.data if held else frame.data, {}
            held += frame.data
        return bytes(held), None

    def _flow(self, held: bytes, keep: Keep | None) -> Result:
        """Go on in a thread: the client reads what is there, at its own pace."""
        spool = Spool()
        spool.write(held)
        threading.Thread(target=self._pump, args=(spool, keep), daemon=True).start()
        return Result(self._job.format, None, spool)

    def _pump(self, spool: Spool, keep: Keep | None) -> None:
        try:
            while not spool.closed:
                frame = self._worker.receive(self._until)
                if frame.kind in (b"E", b"Z"):
                    error = frame.json() if frame.kind == b"E" else {}
                    self._leave(error)
                    if not error:
                        spool.write(frame.data)
                    if keep and not error and spool.size <= KEPT and (whole := spool.contents()):
                        keep(whole)
                    spool.finish(str(self._job.refusal(error)) if error else None)
                    return
                spool.write(frame.data)
            self._replace()
        except (TimeoutError, HungUpError, OSError) as error:
            spool.finish(str(self._lost(error)))
