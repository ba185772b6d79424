from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from release.live_progress import LiveProgress
from release.progress import LineProgress, progress_on


def drawn(progress: Progress) -> str:
    console = Console(file=StringIO(), width=80)
    with console.capture() as captured:
        console.print(progress.get_renderable())
    return captured.get()


def test_a_step_leaves_a_line_and_the_running_one_shows_how_much_is_done() -> None:
    stream = StringIO()
    bars = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[share]}"),
        console=Console(file=stream, width=80),
        auto_refresh=False,
    )
    live = LiveProgress(bars)
    live.started(3, 22, "regions")
    live.ended("1,912 statements [all]")
    live.started(18, 22, "vectors")
    live.advanced(0, 1)
    live.advanced(30, 120)

    assert stream.getvalue() == "[3/22] regions … 1,912 statements [all] 0.0 s\n"
    assert drawn(bars).split("━")[0].strip() == "[18/22] vectors"
    assert drawn(bars).rstrip().endswith("25 %")


def test_what_is_no_terminal_gets_lines() -> None:
    with progress_on(StringIO()) as progress:
        assert isinstance(progress, LineProgress)


def test_a_terminal_gets_a_bar() -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with progress_on(stream) as progress:
        progress.started(1, 1, "regions")
        progress.ended("done")
    assert isinstance(progress, LiveProgress)
    assert "[1/1] regions … done 0.0 s\n" in stream.getvalue().replace("\r", "")
