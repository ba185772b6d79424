"""One query put to one worker, which is given back afterwards, or replaced if it is stuck."""

from __future__ import annotations

import threading

from graph.frames import HungUpError
from graph.job import Job
from graph.lanes import Lane, Worker
from graph.result import Result, Spool

__all__ = ["Conversation", "TooLongToHoldError"]


class TooLongToHoldError(Exception):
    """An answer that was to be held, and is longer than is held."""


class Conversation:
    """A worker taken from a lane for one query, up to a time of the monotonic clock."""

    def __init__(self, job: Job, lane: Lane, worker: Worker, until: float) -> None:
        """Nothing is asked yet; the worker is ours until ``answer`` has returned."""
        self._job = job
        self._lane = lane
        self._worker = worker
        self._until = until

    def answer(self, hold: int, may_flow: bool = True) -> Result:
        """The answer; one longer than ``hold`` bytes flows, or is TooLongToHoldError."""
        try:
            self._worker.ask(self._job.request, self._until)
            held, last = self._collect(hold)
        except (TimeoutError, HungUpError, OSError) as error:
            self._lane.replace(self._worker)
            raise self._job.failure(error) from None
        if last is None and may_flow:
            return self._flow(held)
        if last is None:
            self._lane.replace(self._worker)
            raise TooLongToHoldError
        self._lane.give_back(self._worker)
        if last:
            raise self._job.refusal(last)
        return Result(self._job.format, held)

    def _collect(self, hold: int) -> tuple[bytes, dict[str, str] | None]:
        """Bytes of the answer, and an error, or nothing ({}), or None when more will come."""
        held = bytearray()
        while len(held) <= hold:
            frame = self._worker.receive(self._until)
            if frame.kind == b"E":
                return b"", frame.json()
            if frame.kind == b"Z":
                return bytes(held), {}
            held += frame.data
        return bytes(held), None

    def _flow(self, held: bytes) -> Result:
        """Go on in a thread: the client reads what is there, at its own pace."""
        spool = Spool()
        spool.write(held)
        threading.Thread(target=self._pump, args=(spool,), daemon=True).start()
        return Result(self._job.format, None, spool)

    def _pump(self, spool: Spool) -> None:
        try:
            while not spool.closed:
                frame = self._worker.receive(self._until)
                if frame.kind in (b"E", b"Z"):
                    self._lane.give_back(self._worker)
                    cut = frame.kind == b"E"
                    spool.finish(str(self._job.refusal(frame.json())) if cut else None)
                    return
                spool.write(frame.data)
            self._lane.replace(self._worker)
        except (TimeoutError, HungUpError, OSError) as error:
            spool.finish(str(self._job.failure(error)))
            self._lane.replace(self._worker)
