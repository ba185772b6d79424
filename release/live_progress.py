"""What a build says to somebody who watches it: a line for each step that is done, a bar below."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

__all__ = ["LiveProgress"]


class LiveProgress:
    """The running step with its seconds; of a long one, how much is done and how long it takes."""

    def __init__(self, bars: Bars) -> None:
        """`bars` has started, and shows nothing but the running step."""
        self._bars = bars
        self._title = ""
        self._step = bars.add_task("", share="")

    @classmethod
    @contextmanager
    def on(cls, stream: TextIO) -> Iterator[LiveProgress]:
        """Draw on a terminal until the block is left, however it is left."""
        bars = Bars(
            SpinnerColumn(),
            TextColumn("{task.description} {task.elapsed:.0f} s", markup=False),
            BarColumn(),
            TextColumn("{task.fields[share]}"),
            TimeRemainingColumn(),
            console=Console(file=stream),
            transient=True,
            refresh_per_second=5,
        )
        with bars:
            yield cls(bars)

    def started(self, number: int, total: int, title: str) -> None:
        """Show the step below those that are done."""
        self._title = f"[{number}/{total}] {title}"
        self._bars.remove_task(self._step)
        self._step = self._bars.add_task(self._title, total=None, share="")

    def advanced(self, done: int, of: int) -> None:
        """Move the bar."""
        if done:
            share = f"{100 * done // of} %"
            self._bars.update(self._step, total=of, completed=done, share=share)

    def ended(self, summary: str) -> None:
        """Leave a line behind, with the time that the step took."""
        [step] = self._bars.tasks
        line = f"{self._title} … {summary} {step.elapsed or 0:.1f} s"
        self._bars.console.print(escape(line), highlight=False, soft_wrap=True)
