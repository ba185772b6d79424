from __future__ import annotations

from time import sleep

import pytest

from bench.steps import STEPS, Stopwatch


class Work:
    """Something that takes time, inside and outside of another step."""

    def outer(self) -> str:
        sleep(0.02)
        return self.inner()

    def inner(self) -> str:
        sleep(0.01)
        return "done"

    def fail(self) -> None:
        raise ValueError("broken")


def test_a_step_is_counted_without_the_steps_inside_it() -> None:
    stopwatch = Stopwatch()
    with stopwatch.watching("outer", Work, "outer"), stopwatch.watching("inner", Work, "inner"):
        assert Work().outer() == "done"
    assert 0.02 <= stopwatch.seconds["outer"] < 2
    assert 0.01 <= stopwatch.seconds["inner"] < 2


def test_functions_are_put_back() -> None:
    before = Work.outer
    with Stopwatch().watching("outer", Work, "outer"):
        assert Work.outer is not before
    assert Work.outer is before


def test_a_step_that_fails_is_counted_too() -> None:
    stopwatch = Stopwatch()
    with stopwatch.watching("fail", Work, "fail"), pytest.raises(ValueError, match="broken"):
        Work().fail()
    assert list(stopwatch.seconds) == ["fail"]


@pytest.mark.parametrize(("step", "owner", "name"), STEPS)
def test_every_step_is_a_function_of_the_search(step: str, owner: object, name: str) -> None:
    assert callable(getattr(owner, name)), step
