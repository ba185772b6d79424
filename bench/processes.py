"""Processes that are measured from outside: started, watched, ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import quote

import psutil

MEGABYTE = 1 << 20


class BenchError(RuntimeError):
    """A measured process failed, so there is nothing to report."""


def command(name: str) -> str:
    """A command installed beside the running Python."""
    return str(Path(sys.executable).with_name(name))


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(arguments: Sequence[str], log: Path, **settings: str) -> Iterator[psutil.Process]:
    """A process that is ended, with its children, when the block is left."""
    with log.open("wb") as output:
        environment = os.environ | settings
        process = subprocess.Popen(
            arguments, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
        try:
            yield psutil.Process(process.pid)
        finally:
            _end(process)


def run(arguments: Sequence[str], log: Path, **settings: str) -> float:
    """Run a command to its end; the most memory its whole family had at once, in MB."""
    with running(arguments, log, **settings) as process:
        peak = 0.0
        while (status := _status(process)) is None:
            peak = max(peak, memory(process))
            sleep(0.05)
    if status:
        last = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise BenchError(f"{' '.join(arguments)} ended with {status}:\n{last}")
    return peak


def memory(process: psutil.Process) -> float:
    """Resident memory of a process and its children now, in MB; shared pages count for each."""
    return sum(_resident(member) for member in family(process)) / MEGABYTE


def processor_seconds(process: psutil.Process) -> float:
    """What a process and its children have worked so far."""
    times = [member.cpu_times() for member in family(process)]
    return sum(time.user + time.system for time in times)


def family(process: psutil.Process) -> list[psutil.Process]:
    """A process and all its descendants that are alive."""
    try:
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def wait_for(port: int, path: str, process: psutil.Process, seconds: float = 120) -> float:
    """Ask until the answer is 200; seconds that took."""
    begun = perf_counter()
    while perf_counter() - begun < seconds:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            raise BenchError(f"The server on port {port} ended before it answered {path}.")
        if _answers(port, path):
            return perf_counter() - begun
        sleep(0.01)
    raise BenchError(f"Nothing answered {path} on port {port} within {seconds:g} s.")


class Client:
    """One connection that is kept open, as a browser or a portal has it."""

    def __init__(self, port: int) -> None:
        """Connects with the first request."""
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, accept: str = "application/json", **query: str) -> bytes:
        """The body of a reply of 200; `BenchError` for any other status."""
        text = "&".join(f"{name}={quote(value)}" for name, value in query.items())
        self._connection.request("GET", f"{path}?{text}", headers={"Accept": accept})
        reply = self._connection.getresponse()
        body = reply.read()
        if reply.status != 200:
            raise BenchError(f"{path}?{text} was answered with {reply.status}: {body[:300]!r}")
        return body

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def settings_of(var: Path) -> Mapping[str, str]:
    """The environment that makes every command use this directory of releases."""
    return {"REGIOGRAPH_VAR": str(var)}


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _resident(process: psutil.Process) -> int:
    try:
        size: int = process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
    return size


def _status(process: psutil.Process) -> int | None:
    try:
        status: int | None = process.wait(timeout=0)
    except psutil.TimeoutExpired:
        return None
    return status


def _end(process: subprocess.Popen[bytes]) -> None:
    members = family(psutil.Process(process.pid)) if process.poll() is None else []
    process.terminate()
    _gone, alive = psutil.wait_procs(members, timeout=10)
    for member in alive:
        member.kill()
    process.wait()


def in_background(work: Sequence[threading.Thread]) -> None:
    """Start all threads, and wait for all of them."""
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
