"""The process that holds the store, and the workers that it forks: each answers one query."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Mapping
from pathlib import Path
from typing import Any, Final

from graph.frames import Frame, HungUpError, Line
from graph.hearing import Hearing

__all__ = ["START", "PoolClosedError", "Worker", "Zygote"]

START: Final = 120.0  # seconds that copying a graph into memory may take


class PoolClosedError(RuntimeError):
    """The workers were ended, or can't be started: the release can't be opened."""


class Worker:
    """A process that answers one query at a time."""

    def __init__(self, pid: int, connection: socket.socket) -> None:
        """The process may still be getting ready."""
        self.pid = pid
        self.idle_since = time.monotonic()
        self._line = Line(connection)
        self._handle = _open_process(pid)
        self._killed = False

    def wait_until_ready(self) -> dict[str, Any]:
        """What its sandbox holds, once it has closed it behind itself."""
        return self._line.receive(time.monotonic() + START).json()

    def ask(self, request: bytes, until: float) -> None:
        """Send a query, as ``graph.request`` packs it."""
        self._line.send((b"Q", request), until=until)

    def receive(self, until: float) -> Frame:
        """Next frame of the answer; TimeoutError when it isn't there in time."""
        return self._line.receive(until)

    def heard(self, hearing: Hearing, until: float) -> Awaitable[bool]:
        """Wait in an event loop; whether the answer is there to its end (see ``Line.heard``)."""
        return self._line.heard(hearing, until)

    def own_memory(self) -> int:
        """Bytes that it shares with no other process; 0 where the system doesn't say."""
        try:
            text = Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            return 0
        found = re.search(r"^Private_Dirty: +([0-9]+) kB$", text, re.MULTILINE)
        return int(found[1]) << 10 if found else 0

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

    def fork(self, niceness: int = 0, *, own: bool = False) -> Worker:
        """A new worker; a nicer one lets others have the processor first.

        With ``own``, it copies the graph at once, and no query waits for the copy of a page.
        """
        with self._lock:
            if self._closed:
                raise PoolClosedError("The query workers were ended with their release.")
            try:
                return self._fork(niceness, own)
            except (HungUpError, OSError):
                self._stop()
                self._start()
                return self._fork(niceness, own)

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

    def _fork(self, niceness: int, own: bool) -> Worker:
        until = time.monotonic() + START
        if self.hello is None:
            self.hello = self._control.receive(until).json()
        if "error" in self.hello:
            raise PoolClosedError(f"The store can't be opened: {self.hello['error']}.")
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control.socket, [bytes([niceness, own])], [theirs.fileno()])
            return Worker(self._control.receive(until).json()["pid"], ours)
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
