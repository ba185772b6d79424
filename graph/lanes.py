"""A lane of query workers, handed out in turn; a pool has one for each sort of query."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from graph.moment import Moment
from graph.zygote import START, PoolClosedError, Worker

__all__ = ["Lane", "QueueFullError"]


class QueueFullError(RuntimeError):
    """As many queries wait as may wait; ``retry_after`` is seconds."""

    def __init__(self, waiting: int, retry_after: int) -> None:
        """Say how many wait and when to come back."""
        super().__init__(
            f"All query workers are busy and {waiting} queries wait already. "
            f"Try again in {retry_after} seconds."
        )
        self.retry_after = retry_after


class Lane:
    """Workers that take turns; first come, first served."""

    def __init__(self, fork: Callable[[], Worker], size: int, max_waiting: int) -> None:
        """Workers are forked in the background; who comes first waits, on no one's deadline."""
        self.size = size
        self.killed = 0
        self.sandbox: dict[str, Any] | None = None
        self._fork = fork
        self._max_waiting = max_waiting
        self._idle: deque[Worker] = deque()
        self._busy: set[Worker] = set()
        self._wanted: deque[Future[Worker]] = deque()
        self._lock = threading.Lock()
        self._broken: PoolClosedError | None = None
        self._filled = threading.Event()
        threading.Thread(target=self._fill, daemon=True).start()

    @property
    def busy(self) -> int:
        """Workers that answer a query now."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """Queries that wait for a worker."""
        return len(self._wanted)

    @property
    def filled(self) -> bool:
        """Whether the first workers have been started."""
        return self._filled.is_set()

    def wait_until_filled(self) -> None:
        """Wait for the first workers: that is no query's own time."""
        self._filled.wait(START)

    def take(self) -> Worker | None:
        """A worker that is free, or None."""
        with self._lock:
            self._check()
            if not self._idle:
                return None
            worker = self._idle.pop()  # the last one used has the warmest memory
            self._busy.add(worker)
            return worker

    def want(self, wait: float) -> Future[Worker]:
        """The worker whose turn comes; ``claim`` it within ``wait`` seconds, or leave the queue.

        QueueFullError when as many wait as may.
        """
        wanted: Future[Worker] = Future()
        with self._lock:
            self._check()
            if len(self._wanted) >= self._max_waiting:
                raise QueueFullError(len(self._wanted), retry_after=max(1, round(wait)))
            self._wanted.append(wanted)
            if self._idle:  # it came free a moment ago
                self._hand_on(self._idle.pop())
        return wanted

    def claim(self, wanted: Future[Worker], wait: float = 0) -> Worker | None:
        """The worker that was wanted, or None when its turn doesn't come in time."""
        with suppress(TimeoutError):
            return wanted.result(max(0, wait))
        with self._lock:
            if not wanted.cancel():
                return wanted.result()
            self._wanted.remove(wanted)
            return None

    async def turn(self, until: float) -> Worker | None:
        """``want`` and ``claim`` in an event loop, up to that time of the monotonic clock."""
        wanted = self.want(until - time.monotonic())
        moment = Moment(asyncio.get_running_loop())
        wanted.add_done_callback(moment.come_from_anywhere)
        try:
            await moment.wait(until)
        except BaseException:  # whoever wanted to know is gone
            worker = self.claim(wanted)
            if worker is not None:
                self.give_back(worker)
            raise
        return self.claim(wanted)

    def give_back(self, worker: Worker) -> None:
        """It answered and can answer the next query."""
        with self._lock:
            self._busy.discard(worker)
            closed = self._broken is not None
            worker.idle_since = time.monotonic()
            if not closed:
                self._hand_on(worker)
        if closed:
            worker.kill()

    def replace(self, worker: Worker) -> None:
        """It is stuck or dead: kill it and have a new one."""
        worker.kill()
        with self._lock:
            self._busy.discard(worker)
            self.killed += 1
        threading.Thread(target=self._add, daemon=True).start()

    def resting(self, seconds: float) -> list[Worker]:
        """Workers that have had nothing to do for so long."""
        until = time.monotonic() - seconds
        with self._lock:
            return [worker for worker in self._idle if worker.idle_since <= until]

    def exchange(self, worker: Worker) -> None:
        """Put a fresh worker in the place of one that rests, unless it has work again by then."""
        fresh = self._ready_worker()
        with self._lock:
            if worker in self._idle:
                self._idle[self._idle.index(worker)] = fresh
                fresh = worker
        fresh.kill()

    def close(self, error: PoolClosedError) -> None:
        """Kill all workers; queries that run fail."""
        self._break(error)
        with self._lock:
            workers = [*self._idle, *self._busy]
            self._idle.clear()
        for worker in workers:
            worker.kill()

    def _check(self) -> None:
        if self._broken:
            raise self._broken

    def _hand_on(self, worker: Worker) -> None:
        """To the one who has waited longest: who holds the lock calls this."""
        if self._wanted:
            self._busy.add(worker)
            self._wanted.popleft().set_result(worker)
        else:
            self._idle.append(worker)

    def _fill(self) -> None:
        for _ in range(self.size):
            self._add()
        self._filled.set()

    def _add(self) -> None:
        try:
            self.give_back(self._ready_worker())
        except PoolClosedError as error:
            self._break(error)
        except OSError as error:
            self._break(PoolClosedError(f"A query worker can't be started: {error}."))

    def _ready_worker(self) -> Worker:
        """A new worker; a second try is for a zygote that died and is started again."""
        for _ in range(2):
            worker = self._fork()
            try:
                self.sandbox = worker.wait_until_ready()
            except OSError:
                worker.kill()
            else:
                return worker
        raise PoolClosedError("A query worker ended before it was ready; see the server's log.")

    def _break(self, error: PoolClosedError) -> None:
        with self._lock:
            self._broken = self._broken or error
            while self._wanted:
                self._wanted.popleft().set_exception(error)
