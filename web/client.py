"""The client of a request: whoever waits for its answer, and may hang up before it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from web.asgi import Receive

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

__all__ = ["Client", "Endable", "HungUpError", "watching"]


_SOON: Final = 0.25  # seconds; whether a client hangs up is looked at from then on


class HungUpError(ConnectionError):
    """Nobody is left to answer, so there is nothing more to do."""


class Endable(Protocol):
    """Work that is in vain as soon as nobody waits for it."""

    def ask(self) -> None:
        """End it; called in the event loop, so it may not wait."""


class Client:
    """Who waits for the answer to one request.

    The server says once that they have gone, and only to one who is listening (ASGI 3.0, HTTP,
    "Disconnect").
    """

    KEY: ClassVar[str] = "regiograph.client"  # in the WSGI environment
    __slots__ = ("_listening", "_receive", "_works", "gone")

    def __init__(self, receive: Receive) -> None:
        """They are there, and their whole request has been read."""
        self.gone = False
        self._receive = receive
        self._works: set[Endable] = set()
        self._listening: asyncio.Task[None] | None = None

    @contextmanager
    def watching(self, work: Endable) -> Iterator[None]:
        """A block, in any thread, during which ``work`` is ended when they hang up."""
        self._works.add(work)
        try:
            # Looked at last: whoever hangs up between the two lines is told of by one of them.
            if self.gone:
                work.ask()
            yield
        finally:
            self._works.discard(work)

    @contextmanager
    def attending(self) -> Iterator[None]:
        """A block in the event loop, for as long as their request is answered."""
        # To listen is a task of its own: most are answered before it would pay.
        soon = asyncio.get_running_loop().call_later(_SOON, self.listen)
        try:
            yield
        finally:
            soon.cancel()
            self.leave()

    def listen(self) -> None:
        """Notice from now on when they hang up; called in the event loop, once or more."""
        if self._listening is None:
            self._listening = asyncio.get_running_loop().create_task(self._listen())

    def hang_up(self) -> None:
        """They have gone; called in the event loop."""
        self.gone = True
        for work in self._works.copy():
            work.ask()

    def leave(self) -> None:
        """Stop listening: their request is over."""
        if self._listening is not None:
            self._listening.cancel()

    async def _listen(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass  # an empty body, or one that was too long to be read
        self.hang_up()


def watching(environ: WSGIEnvironment, work: Endable) -> AbstractContextManager[None]:
    """As ``Client.watching``; in a server that doesn't tell who asks, nothing is noticed."""
    client: Client | None = environ.get(Client.KEY)
    return client.watching(work) if client else nullcontext()
