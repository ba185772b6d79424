from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest

from graph.hearing import Hearing
from tests.looping import run

_LATER = 3600.0


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def _until(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds


def test_what_was_said_before_is_heard_at_once(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair

    async def hear() -> None:
        hearing = Hearing(asyncio.get_running_loop())
        theirs.send(b"a")
        await hearing.hear(ours.fileno(), _until(_LATER))
        hearing.close()

    run(hear())
    assert ours.recv(9, socket.MSG_DONTWAIT) == b"a"


def test_one_is_heard_again_and_again(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair

    async def hear() -> bytes:
        loop, heard = asyncio.get_running_loop(), b""
        hearing = Hearing(loop)
        for letter in (b"a", b"b", b"c"):
            loop.call_later(0.01, theirs.send, letter)
            await hearing.hear(ours.fileno(), _until(_LATER))
            heard += ours.recv(9, socket.MSG_DONTWAIT)
        hearing.close()
        return heard

    assert run(hear()) == b"abc"


def test_what_nobody_waits_for_wakes_nobody(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = pair

    async def hear() -> None:
        hearing = Hearing(asyncio.get_running_loop())
        theirs.send(b"a")
        await hearing.hear(ours.fileno(), _until(_LATER))
        await asyncio.sleep(0.01)  # unread, but nobody waits
        await hearing.hear(ours.fileno(), _until(_LATER))
        hearing.close()

    run(hear())


def test_silence_ends_soon_after_its_time(pair: tuple[socket.socket, socket.socket]) -> None:
    async def hear() -> None:
        hearing = Hearing(asyncio.get_running_loop())
        await hearing.hear(pair[0].fileno(), _until(0))
        hearing.close()

    run(hear())
    with pytest.raises(BlockingIOError):
        pair[0].recv(9, socket.MSG_DONTWAIT)


def test_a_handle_that_comes_to_mean_another_line_is_heard_too() -> None:
    async def hear() -> None:
        hearing = Hearing(asyncio.get_running_loop())
        handles = set()
        for _ in range(3):
            ours, theirs = socket.socketpair()
            with ours, theirs:
                theirs.send(b"a")
                await hearing.hear(ours.fileno(), _until(_LATER))
                handles.add(ours.fileno())
        assert len(handles) == 1
        hearing.close()

    run(hear())


def test_who_is_dropped_is_forgotten(pair: tuple[socket.socket, socket.socket]) -> None:
    async def hear() -> None:
        hearing = Hearing(asyncio.get_running_loop())
        task = asyncio.create_task(hearing.hear(pair[0].fileno(), _until(_LATER)))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        pair[1].send(b"a")
        await hearing.hear(pair[0].fileno(), _until(_LATER))
        hearing.close()

    run(hear())


def test_who_waits_when_it_is_closed_goes_on(pair: tuple[socket.socket, socket.socket]) -> None:
    async def hear() -> None:
        loop = asyncio.get_running_loop()
        hearing = Hearing(loop)
        loop.call_later(0.01, hearing.close)
        await hearing.hear(pair[0].fileno(), _until(_LATER))

    run(hear())
