"""Answers to HTTP/1.0, whose clients know no chunks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uvicorn._types import (
        ASGI3Application,
        ASGIReceiveCallable,
        ASGISendCallable,
        ASGISendEvent,
        Scope,
    )
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

__all__ = ["unchunked"]


def unchunked(app: ASGI3Application, cycle: RequestResponseCycle) -> ASGI3Application:
    """The application; an answer of unknown length ends with the connection (RFC 9112, 6.1).

    The server would send it in chunks, and counts the bytes of any other one.
    """

    async def run(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        async def send_plainly(message: ASGISendEvent) -> None:
            if message["type"] == "http.response.start":
                sized = any(name.lower() == b"content-length" for name, _ in message["headers"])
                cycle.chunked_encoding = None if sized else False
                endless[:] = [not sized]
            elif message["type"] == "http.response.body" and endless[0]:
                cycle.expected_content_length = len(message["body"])
            await send(message)

        endless = [False]
        await app(scope, receive, send_plainly)

    return run
