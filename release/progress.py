"""What a build says while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol, TextIO

__all__ = ["LineProgress", "Progress", "SilentProgress", "progress_on"]


class Progress(Protocol):
    """Told about each step of a build, in order."""

    def started(self, number: int, total: int, title: str) -> None:
        """Step ``number`` of ``total``, counted from 1, begins."""

    def advanced(self, done: int, of: int) -> None:
        """So much of a long step is done; told often."""

    def ended(self, summary: str) -> None:
        """The step that began last is done."""


class SilentProgress:
    """Says nothing."""

    def started(self, number: int, total: int, title: str) -> None:
        """Say nothing."""

    def advanced(self, done: int, of: int) -> None:
        """Say nothing."""

    def ended(self, summary: str) -> None:
        """Say nothing."""


@contextmanager
def progress_on(stream: TextIO) -> Iterator[Progress]:
    """What tells of a build on this stream: a moving bar on a terminal, else lines."""
    if not stream.isatty():
        yield LineProgress(stream)
        return
    # A fifth of a second to import, for people alone.
    from release.live_progress import LiveProgress

    with LiveProgress.on(stream) as live:
        yield live


@dataclass(slots=True)
class LineProgress:
    """One line a step: ``[3/9] regions … 1,912 statements 0.8 s``; a long one tells quarters."""

    stream: TextIO
    clock: Callable[[], float] = time.perf_counter
    _began: float = field(default=0.0, init=False)
    _quarters: int = field(default=0, init=False)  # of the running step that were told

    def started(self, number: int, total: int, title: str) -> None:
        """Print the beginning of the line."""
        self._began, self._quarters = self.clock(), 0
        self._write(f"[{number}/{total}] {title} … ")

    def advanced(self, done: int, of: int) -> None:
        """Print each quarter that is done, but the last: then the step ends."""
        quarters = 4 * done // max(1, of)
        if self._quarters < quarters < 4:
            self._quarters = quarters
            self._write(f"{25 * quarters} % … ")

    def ended(self, summary: str) -> None:
        """Print the rest of the line, with the time that the step took."""
        self._write(f"{summary} {self.clock() - self._began:.1f} s\n")

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()
