"""Query workers, made by a zygote, handed out in two lanes: all queries, and light ones only."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from graph.frames import Frame, HungUpError, Line

__all__ = ["Lane", "PoolClosedError", "QueueFullError", "Worker", "Zygote"]

_START: Final = 120.0  # seconds that copying a graph into memory may take


class PoolClosedError(RuntimeError):
    """The workers were ended, or can't be started: the release can't be opened."""


class QueueFullError(RuntimeError):
    """As many queries wait as may wait; ``retry_after`` is seconds."""

    def __init__(self, waiting: int, retry_after: int) -> None:
        """Say how many wait and when to come back."""
        super().__init__(
            f"All query workers are busy and {waiting} queries wait already. "
            f"Try again in {retry_after} seconds."
        )
        self.retry_after = retry_after


class Worker:
    """A process that answers one query at a time."""

    def __init__(self, pid: int, connection: socket.socket) -> None:
        """The process may still be getting ready."""
        self.pid = pid
        self._line = Line(connection)
        self._handle = _open_process(pid)
        self._killed = False

    def wait_until_ready(self) -> dict[str, Any]:
        """What its sandbox holds, once it has closed it behind itself."""
        return self._line.receive(time.monotonic() + _START).json()

    def ask(self, request: Mapping[str, Any], until: float) -> None:
        """Send a query."""
        self._line.send_json(b"Q", request, until)

    def receive(self, until: float) -> Frame:
        """Next frame of the answer; TimeoutError when it isn't there in time."""
        return self._line.receive(until)

    def stop(self) -> None:
        """End it from another thread: the one that listens hears that it hung up."""
        if not self._killed:
            self._signal()

    def kill(self) -> None:
        """End it now, whatever it does; once is enough."""
        if self._killed:
            return
        self._killed = True
        self._line.close()
        self._signal()
        if self._handle is not None:
            os.close(self._handle)

    def _signal(self) -> None:
        try:
            if self._handle is None:
                os.kill(self.pid, signal.SIGKILL)
            else:
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it is gone already


def _open_process(pid: int) -> int | None:
    """A handle that can't come to mean another process; None where there is no such thing."""
    try:
        return os.pidfd_open(pid)
    except (AttributeError, OSError):
        return None


class Zygote:
    """The process that holds the store and forks workers; started again when it dies."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        """Start it; the store is opened while we go on."""
        self._settings = json.dumps(settings)
        self._lock = threading.Lock()
        self._closed = False
        self.hello: dict[str, Any] | None = None
        self._start()

    def fork(self, niceness: int = 0) -> Worker:
        """A new worker; a nicer one lets others have the processor first."""
        with self._lock:
            if self._closed:
                raise PoolClosedError("The query workers were ended with their release.")
            try:
                return self._fork(niceness)
            except (HungUpError, OSError):
                self._stop()
                self._start()
                return self._fork(niceness)

    def close(self) -> None:
        """End it; its workers end with it."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._stop()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        self._control = Line(ours)
        root = Path(__file__).resolve().parent.parent
        # Not forked from here: this process has threads, and a fork would copy held locks.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "graph.worker", str(theirs.fileno()), self._settings],
            pass_fds=[theirs.fileno()],
            cwd=root,
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self.hello = None

    def _stop(self) -> None:
        self._control.close()
        self._process.kill()
        self._process.wait()

    def _fork(self, niceness: int) -> Worker:
        until = time.monotonic() + _START
        if self.hello is None:
            self.hello = self._control.receive(until).json()
        if "error" in self.hello:
            raise PoolClosedError(f"The store can't be opened: {self.hello['error']}.")
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control.socket, [bytes([niceness])], [theirs.fileno()])
            return Worker(self._control.receive(until).json()["pid"], ours)
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()


class Lane:
    """Workers that take turns; first come, first served."""

    def __init__(self, fork: Callable[[], Worker], size: int, max_waiting: int) -> None:
        """Workers are forked in the background; who comes first waits, on no one's deadline."""
        self.size = size
        self.waiting = 0
        self.killed = 0
        self.sandbox: dict[str, Any] | None = None
        self._fork = fork
        self._max_waiting = max_waiting
        self._idle: deque[Worker] = deque()
        self._busy: set[Worker] = set()
        self._changed = threading.Condition()
        self._broken: PoolClosedError | None = None
        self._filled = threading.Event()
        threading.Thread(target=self._fill, daemon=True).start()

    @property
    def busy(self) -> int:
        """Workers that answer a query now."""
        return len(self._busy)

    def wait_until_filled(self) -> None:
        """Wait for the first workers: that is no query's own time."""
        self._filled.wait(_START)

    def take(self, until: float) -> Worker | None:
        """A worker, or None when none is free in time; with no time left, it doesn't queue."""
        with self._changed:
            wait = until - time.monotonic()
            if not self._idle and wait > 0:
                self._queue(wait)
            if self._broken:
                raise self._broken
            if not self._idle:
                return None
            worker = self._idle.pop()  # the last one used has the warmest memory
            self._busy.add(worker)
            return worker

    def give_back(self, worker: Worker) -> None:
        """It answered and can answer the next query."""
        with self._changed:
            self._busy.discard(worker)
            closed = self._broken is not None
            if not closed:
                self._idle.append(worker)
                self._changed.notify()
        if closed:
            worker.kill()

    def replace(self, worker: Worker) -> None:
        """It is stuck or dead: kill it and have a new one."""
        worker.kill()
        with self._changed:
            self._busy.discard(worker)
            self.killed += 1
        threading.Thread(target=self._add, daemon=True).start()

    def close(self, error: PoolClosedError) -> None:
        """Kill all workers; queries that run fail."""
        with self._changed:
            self._broken = error
            workers = [*self._idle, *self._busy]
            self._idle.clear()
            self._changed.notify_all()
        for worker in workers:
            worker.kill()

    def _queue(self, wait: float) -> None:
        if self.waiting >= self._max_waiting:
            raise QueueFullError(self.waiting, retry_after=max(1, round(wait)))
        self.waiting += 1
        try:
            self._changed.wait_for(lambda: self._idle or self._broken, wait)
        finally:
            self.waiting -= 1

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
        with self._changed:
            self._broken = self._broken or error
            self._changed.notify_all()
