"""A server of ASGI as far as an application sees it, and what came of one request."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from tests.looping import run
from web.asgi import Application, Message, Scope

GONE: Message = {"type": "http.disconnect"}


def scope_of(
    method: str = "GET", path: str = "/", headers: Sequence[tuple[str, str]] = (), query: str = ""
) -> Scope:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": query.encode("latin-1"),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
        "client": ("192.0.2.7", "5"),
        "server": ("127.0.0.1", "8000"),
    }


def body_of(*chunks: bytes) -> list[Message]:
    last = len(chunks) - 1
    return [
        {"type": "http.request", "body": chunk, "more_body": number < last}
        for number, chunk in enumerate(chunks)
    ]


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes
    parts: int


class Server:
    """Hands out the messages of a client; then it waits, until somebody makes the client go."""

    def __init__(self, *messages: Message) -> None:
        self.gone = asyncio.Event()
        self.sent: list[Message] = []
        self.receives = 0
        self._messages = list(messages)

    async def receive(self) -> Message:
        self.receives += 1
        if self._messages:
            return self._messages.pop(0)
        await self.gone.wait()
        return GONE

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def reply(self) -> Reply:
        start, *bodies = self.sent
        assert start["type"] == "http.response.start"
        assert [one.get("more_body", False) for one in bodies] == [True] * (len(bodies) - 1) + [
            False
        ]
        headers = {name.decode(): value.decode() for name, value in start["headers"]}
        body = b"".join(one["body"] for one in bodies)
        return Reply(start["status"], headers, body, len(bodies))


def ask(app: Application, scope: Scope, *messages: Message) -> Reply:
    """What the application answers to a client that waits for it."""

    async def asking() -> Reply:
        server = Server(*messages)
        await app(scope, server.receive, server.send)
        return server.reply

    return run(asking())
