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


def test_a_long_step_tells_its_quarters() -> None:
    stream, times = StringIO(), iter([0.0, 61.0])
    progress = LineProgress(stream, lambda: next(times))

    progress.started(12, 19, "search index")
    for done in (1, 2, 3, 7, 8):
        progress.advanced(done, 8)
    progress.ended("model")
    assert stream.getvalue() == "[12/19] search index … 25 % … 75 % … model 61.0 s\n"
