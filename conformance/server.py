"""A real server on a free port, for as long as a block runs."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

__all__ = ["PROJECT", "StartError", "running"]

PROJECT = Path(__file__).resolve().parents[1]
_START = 300.0  # seconds; the first start builds a release


class StartError(RuntimeError):
    """The server ended, or isn't there in time."""


@contextmanager
def running() -> Iterator[str]:
    """Address of a server over the current release, with its last slash."""
    address = f"http://127.0.0.1:{_free_port()}/"
    start = "from server import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", start, "serve", "--port", address.rsplit(":")[-1].strip("/")],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{address}health", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until:
        if process.poll() is not None:
            raise StartError(f"The server ended with code {process.returncode}; see its messages.")
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    raise StartError(f"{address} doesn't answer after {_START:g} s.")
