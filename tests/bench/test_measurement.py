from __future__ import annotations

import pytest

from bench.measurement import Figure, Times, milliseconds


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("p50", 40.0, "ms", aim=40), "kept"),
        (Figure("p50", 40.1, "ms", aim=40), "missed"),
        (Figure("recall", 0.99, "", aim=0.99, at_least=True), "kept"),
        (Figure("recall", 0.98, "", aim=0.99, at_least=True), "missed"),
        (Figure("rate", 1.0, "/s"), ""),
    ],
)
def test_an_aim_is_a_most_or_a_least(figure: Figure, verdict: str) -> None:
    assert figure.verdict == verdict
    assert figure.kept is (verdict != "missed")


def test_figures_are_written_to_three_digits() -> None:
    assert Figure("", 35.123, "ms").measured == "35.1 ms"
    assert Figure("", 1288.4, "MB").measured == "1,288 MB"
    assert Figure("", 0.0, "").measured == "0"


def test_aims_name_their_side_and_unit() -> None:
    assert Figure("", 1, "s", aim=60).aimed == "≤ 60 s"
    assert Figure("", 1, "", aim=0.99, at_least=True).aimed == "≥ 0.99"
    assert Figure("", 1, "s").aimed == ""


def test_percentiles_are_those_of_the_values() -> None:
    times = Times([float(value) for value in range(101)])
    assert (times.p50, times.p95) == (50.0, 95.0)
    names = [figure.name for figure in times.figures("search", (40, None))]
    assert names == ["search, p50", "search, p95"]


def test_work_takes_some_time() -> None:
    assert milliseconds(lambda: sum(range(1000))) > 0
