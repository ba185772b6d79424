"""Something that an event loop waits for, whichever thread makes it come."""

from __future__ import annotations

import asyncio

__all__ = ["Moment"]


class Moment:
    """It comes once; asyncio's own events are for the loop's thread, or wake it twice."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """It hasn't come yet."""
        self._loop = loop
        self._future: asyncio.Future[None] = loop.create_future()

    def come(self) -> None:
        """Now; for the thread of the loop."""
        if not self._future.done():
            self._future.set_result(None)

    def come_from_anywhere(self, *_: object) -> None:
        """Now; for any thread."""
        self._loop.call_soon_threadsafe(self.come)

    async def wait(self, until: float) -> None:
        """Wait until it comes, or until that time of the loop's (the monotonic) clock."""
        timer = self._loop.call_at(until, self.come)
        try:
            await self._future
        finally:
            timer.cancel()
