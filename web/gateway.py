"""Lets an event loop serve an application that computes in threads: PEP 3333 behind ASGI 3.0.

A thread is held only while the application computes. A body that comes slowly and an answer that
is read slowly wait in the loop, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from web.answer import Answer
from web.asgi import Receive, Scope, Send
from web.client import Client, HungUpError
from web.environ import environ_of
from web.exchange import Exchange, tell
from web.intake import Intake, LateError
from web.problems import Problem

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

__all__ = ["Gateway"]


class Gateway:
    """An ASGI application that runs a WSGI application in threads."""

    def __init__(
        self,
        app: WSGIApplication,
        threads: int,
        longest_body: int = 8 << 20,
        patience: float = 60.0,
        ending: Callable[[], None] = lambda: None,
    ) -> None:
        """``longest_body`` is in bytes, ``patience`` the seconds that a body may take to come.

        ``ending`` is called when the server ends.
        """
        self._app = app
        self._threads = ThreadPoolExecutor(threads, "wsgi")
        self._intake = Intake(longest_body, patience)
        self._ending = ending

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or live as long as the server; ValueError for anything else."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if scope["type"] != "http":
            raise ValueError(f"Only requests of HTTP are answered here, not {scope['type']!r}.")
        environ = environ_of(scope)
        try:
            await self._intake.take(environ, receive)
            with environ["wsgi.input"]:
                await self._answer(environ, Client(receive), send)
        except HungUpError:
            return
        except LateError as error:
            await tell(send, Problem(408, "about:blank", "Request Timeout", str(error)))

    async def _live(self, receive: Receive, send: Send) -> None:
        """From the start of the server to its end (ASGI 3.0, "Lifespan Protocol")."""
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._ending()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, environ: WSGIEnvironment, client: Client, send: Send) -> None:
        environ[Client.KEY] = client
        exchange = Exchange(self._threads, Answer(self._app, environ), client, send)
        try:
            with client.attending():
                await exchange.run()
        finally:
            exchange.leave()
