"""One builder at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["BuildRunningError", "build_lock"]


class BuildRunningError(RuntimeError):
    """Another process builds under the same directory."""


@contextmanager
def build_lock(var: Path) -> Iterator[None]:
    """Hold ``var/build.lock``; the kernel takes it back even from a killed process."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "build.lock").open("a+", encoding="ascii") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stream.seek(0)
            builder = stream.read().strip() or "unknown"
            raise BuildRunningError(
                f"Another build (process {builder}) is running under {var}. Wait until it ends."
            ) from None
        stream.truncate(0)
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        yield
