from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from graph.frames import HungUpError, Line


@pytest.fixture
def ends() -> Iterator[tuple[Line, Line]]:
    one, other = (Line(end) for end in socket.socketpair())
    yield one, other
    one.close()
    other.close()


def test_a_frame_arrives_as_it_was_sent(ends: tuple[Line, Line]) -> None:
    one, other = ends
    one.send((b"D", b"rows"), (b"Z", b""))
    assert other.receive(time.monotonic() + 5) == (b"D", b"rows")
    assert other.receive(time.monotonic() + 5) == (b"Z", b"")


def test_silence_ends_with_the_time(ends: tuple[Line, Line]) -> None:
    with pytest.raises(TimeoutError):
        ends[1].receive(time.monotonic() + 0.01)


def test_one_who_sends_without_a_pause_has_no_more_time_than_others(
    ends: tuple[Line, Line],
) -> None:
    one, other = ends
    one.send((b"D", b"rows"))
    with pytest.raises(TimeoutError, match="is over"):
        other.receive(time.monotonic() - 1)


def test_who_hangs_up_is_heard(ends: tuple[Line, Line]) -> None:
    one, other = ends
    one.close()
    with pytest.raises(HungUpError):
        other.receive(time.monotonic() + 5)
