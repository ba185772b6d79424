from __future__ import annotations

from io import StringIO

from release.progress import LineProgress


def test_a_step_is_one_line_with_its_time() -> None:
    stream, times = StringIO(), iter([10.0, 10.8])
    progress = LineProgress(stream, lambda: next(times))

    progress.started(3, 9, "regions")
    assert stream.getvalue() == "[3/9] regions … "

    progress.ended("1,912 statements")
    assert stream.getvalue() == "[3/9] regions … 1,912 statements 0.8 s\n"
