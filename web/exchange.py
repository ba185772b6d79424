"""The answer to one request, on its way from the threads through the event loop to the client."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Final

from web.answer import Answer, Part
from web.asgi import Message, Send
from web.client import Client, HungUpError
from web.problems import PROBLEM_JSON, Problem

__all__ = ["Exchange", "tell"]

_FAULT: Final = Problem(
    500,
    "about:blank",
    "Internal Server Error",
    "This is a fault of the server; it is in its log. Try again, or report it.",
)
_log = logging.getLogger(__name__)


class Exchange:
    """Holds a thread only while the application computes."""

    def __init__(self, threads: Executor, answer: Answer, client: Client, send: Send) -> None:
        """The body of the request is there, and nothing has been sent."""
        self._threads = threads
        self._answer = answer
        self._client = client
        self._send = send
        self._work: Future[Part] = Future()

    async def run(self) -> None:
        """Send all of it; raises HungUpError.

        What the application raises before the first part is answered with 500. Later the server
        gets it, which breaks the connection: otherwise the client would take the part for all.
        """
        try:
            part = await self._in_thread(self._begin)
        except HungUpError:
            raise
        except Exception:
            _log.exception("A request failed")
            await tell(self._send, _FAULT)
        else:
            await self._send_from(part)

    def leave(self) -> None:
        """Let a thread close what is still open, after the one that may yet work on it."""
        if self._answer.is_open or not self._work.done():
            self._work.add_done_callback(lambda _: self._threads.submit(self._answer.close))

    def _begin(self) -> Part:
        if self._client.gone:  # while this waited for a thread
            raise HungUpError
        return self._answer.begin()

    async def _send_from(self, part: Part) -> None:
        start = {"status": self._answer.status, "headers": self._answer.headers}
        await self._deliver({"type": "http.response.start", **start})
        if part.more:
            self._client.listen()  # a server need not say it when something is sent in vain
        while part.more:
            await self._deliver(_body(part))
            part = await self._in_thread(self._answer.go_on)
        await self._deliver(_body(part))

    async def _deliver(self, message: Message) -> None:
        if self._client.gone:
            raise HungUpError
        try:
            await self._send(message)
        except OSError as error:
            raise HungUpError from error

    async def _in_thread(self, work: Callable[[], Part]) -> Part:
        self._work = self._threads.submit(work)
        return await asyncio.wrap_future(self._work)


async def tell(send: Send, problem: Problem) -> None:
    """Answer with a problem (RFC 9457), and close the connection: its request may be unread."""
    text = json.dumps(problem.to_json(), ensure_ascii=False).encode()
    headers = [
        (b"content-type", PROBLEM_JSON.encode()),
        (b"content-length", str(len(text)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": text})


def _body(part: Part) -> Message:
    return {"type": "http.response.body", "body": part.body, "more_body": part.more}
