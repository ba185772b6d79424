"""Hears in an event loop when other processes have something to say."""

from __future__ import annotations

import asyncio
import select
import sys
from typing import Final

__all__ = ["Hearing"]

_LOOK: Final = 0.1  # seconds between two looks at those who have waited too long


class Hearing:
    """For the thread of one event loop; ``close`` it there.

    A loop registers a reader each time, forgets it, and keeps a timer for each who waits: that
    was a tenth of what a lookup costs. Here the system forgets by itself (EPOLLONESHOT), and one
    timer looks after all.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Nobody waits yet."""
        self._loop = loop
        self._waiting: dict[int, tuple[asyncio.Future[None], float]] = {}
        self._timer: asyncio.TimerHandle | None = None
        if sys.platform == "linux":
            self._epoll = select.epoll()
            loop.add_reader(self._epoll.fileno(), self._hear)

    async def hear(self, handle: int, until: float) -> None:
        """Wait until there is something to read, or until that time of the monotonic clock.

        Who waits in vain may wait a tenth of a second longer.
        """
        future: asyncio.Future[None] = self._loop.create_future()
        self._waiting[handle] = future, until
        self._begin(handle)
        if self._timer is None:
            self._timer = self._loop.call_later(_LOOK, self._look)
        try:
            await future
        finally:
            self._waiting.pop(handle, None)

    def close(self) -> None:
        """Hear no more; who waits goes on."""
        if self._timer:
            self._timer.cancel()
        for handle in tuple(self._waiting):
            self._end(handle)
        if sys.platform == "linux":
            self._loop.remove_reader(self._epoll.fileno())
            self._epoll.close()

    def _begin(self, handle: int) -> None:
        if sys.platform != "linux":
            self._loop.add_reader(handle, self._end, handle)
            return
        once = select.EPOLLIN | select.EPOLLONESHOT
        try:
            self._epoll.modify(handle, once)
        except FileNotFoundError:  # it is heard for the first time
            self._epoll.register(handle, once)

    def _hear(self) -> None:
        if sys.platform == "linux":
            for handle, _ in self._epoll.poll(0):
                self._end(handle)

    def _end(self, handle: int) -> None:
        if sys.platform != "linux":
            self._loop.remove_reader(handle)
        future, _ = self._waiting.pop(handle, (None, 0.0))
        if future is not None and not future.done():
            future.set_result(None)

    def _look(self) -> None:
        now = self._loop.time()
        for handle in [handle for handle, (_, until) in self._waiting.items() if until <= now]:
            self._end(handle)
        self._timer = self._loop.call_later(_LOOK, self._look) if self._waiting else None
