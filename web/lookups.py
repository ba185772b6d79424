"""Answers the plainest SPARQL requests in the event loop: a lookup is too short for a thread.

Most of the time of a lookup was spent on handing it from thread to thread, and on what only other
requests need. A GET of nothing but ``query=`` is run here. The first answer of a kind goes
through the routes of ``web.sparql``, which give it its headers; the next ones get the same
headers. What searches or is shown as a page goes to the routes as it came; whatever fails or
flows goes there with its outcome, so nothing is run twice.
"""

from __future__ import annotations

import asyncio
import re
from binascii import a2b_qp
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, Protocol
from urllib.parse import unquote_plus

from werkzeug.exceptions import NotAcceptable

from graph.cancellation import Cancellation
from graph.formats import HTML, RESULT_FORMATS, Format
from graph.guard import GuardError, Inspection
from graph.result import Result
from web.asgi import Application, Message, Receive, Scope, Send
from web.cancelling import ID
from web.client import Client
from web.protocol import GRAPH_FORMATS, choose_format
from web.sparql import Outcome, Parts, Releases, tag_of

__all__ = ["Asked", "Head", "Lookups", "Reply", "unquoted"]

_LONGEST: Final = 4 << 10  # characters of an address; what is longer would hold up the others
_NO_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KINDS: Final = 64  # of answers whose headers are kept
_NOT_PLAIN: Final = frozenset(
    [b"if-none-match", b"content-length", b"transfer-encoding", ID.lower().encode()]
)
_OWN: Final = frozenset([b"content-length", b"etag"])  # headers that each answer has anew

_Headers = list[tuple[bytes, bytes]]


class Head(NamedTuple):
    """What an answer has before its body, but for its length: as pairs, and as it is sent."""

    headers: _Headers
    text: bytes
    tag: bytes


class Reply(Protocol):
    """The way back to whoever asked."""

    async def send_whole(self, head: Head, body: bytes) -> None:
        """Send an answer that is as it should be."""

    async def leave_to(self, application: Application) -> None:
        """Let an application answer."""


class Lookups:
    """An ASGI application that stands before another one; for one event loop.

    A server that can send an answer without ASGI calls ``look_up`` itself.
    """

    def __init__(self, behind: Application, service: Releases) -> None:
        """No headers are known yet."""
        self._behind = behind
        self._service = service
        self._known: dict[_Kind, _Known] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application behind do so."""
        asked = _plainly_asked(scope)
        if asked is None:
            await self._behind(scope, receive, send)
            return
        cancellation, client = Cancellation(), Client(receive)
        with ExitStack() as listening:
            listening.enter_context(client.attending())
            listening.enter_context(client.watching(cancellation))
            await self.look_up(asked, cancellation, _AsgiReply(scope, receive, send, listening))

    async def look_up(self, asked: Asked, cancellation: Cancellation, reply: Reply) -> None:
        """Answer, or leave that to the application behind; once asked to, the query is ended."""
        with self._service.release() as parts:
            lookup = _Lookup.read(parts, asked)
            if lookup is None:
                await reply.leave_to(self._behind)
                return
            # In the time that a worker takes for the answer.
            asyncio.get_running_loop().call_soon(lookup.make_head, self._known)
            outcome = await lookup.outcome(cancellation)
            lookup.make_head(self._known)
            if outcome is None:
                await reply.leave_to(self._behind)
            elif outcome.body is None or lookup.head is None:
                await reply.leave_to(self._routes(lookup.kind, outcome))
            else:
                await reply.send_whole(lookup.head, outcome.body)

    def _routes(self, kind: _Kind, outcome: Outcome) -> Application:
        """The application behind, told of what was found; its headers are kept."""

        async def routes(scope: Scope, receive: Receive, send: Send) -> None:
            async def learn(message: Message) -> None:
                if message["type"] == "http.response.start" and message["status"] == 200:
                    self._learn(kind, message["headers"])
                await send(message)

            scope[Outcome.KEY] = outcome
            await self._behind(scope, receive, learn)

        return routes

    def _learn(self, kind: _Kind, headers: _Headers) -> None:
        lowered = [(name.lower(), value) for name, value in headers]
        whole = any(name == b"content-length" for name, _ in lowered)
        if whole and len(self._known) < _KINDS:
            kept = [one for one in lowered if one[0] not in _OWN]
            self._known[kind] = _Known(kept, b"".join([b"%b: %b\r\n" % one for one in kept]))


@dataclass(frozen=True, slots=True)
class _AsgiReply:
    """By the interface of any server."""

    scope: Scope
    receive: Receive
    send: Send
    listening: ExitStack

    async def send_whole(self, head: Head, body: bytes) -> None:
        headers = [*head.headers, (b"etag", head.tag), (b"content-length", b"%d" % len(body))]
        await self.send({"type": "http.response.start", "status": 200, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})

    async def leave_to(self, application: Application) -> None:
        self.listening.close()  # the application listens itself
        await application(self.scope, self.receive, self.send)


class _Kind(NamedTuple):
    """What decides the headers of an answer, but for its length and tag."""

    release: str
    media_type: str
    volatile: bool


class _Known(NamedTuple):
    """Headers of the answers of a kind: as pairs, and as they are sent."""

    headers: _Headers
    text: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """A GET that says nothing but a query, and what it accepts."""

    query: str
    accept: str | None

    @classmethod
    def read(cls, query_string: bytes, headers: Iterable[tuple[bytes, bytes]]) -> Asked | None:
        """None for any other request; names of headers are in lower case."""
        plain = query_string.startswith(b"query=") and b"&" not in query_string
        if not plain or not query_string.isascii() or len(query_string) > _LONGEST:
            return None
        accept = None
        for name, value in headers:
            if name in _NOT_PLAIN or (name == b"accept" and accept is not None):
                return None
            if name == b"accept":
                accept = value.decode("latin-1")
        try:
            return cls(unquoted(query_string[6:].decode("ascii")), accept)
        except UnicodeDecodeError:
            return None


@dataclass(slots=True)
class _Lookup:
    """A query that is run here, and the head of its answer."""

    parts: Parts
    read_query: Inspection
    format: Format
    kind: _Kind
    head: Head | None = None

    @classmethod
    def read(cls, parts: Parts, asked: Asked) -> _Lookup | None:
        """None for what is refused, or shown as a page: that is for the routes."""
        try:
            read = parts.pool.inspect(asked.query)
            format = _format(asked.accept, read.form in ("CONSTRUCT", "DESCRIBE"))
        except (GuardError, NotAcceptable):
            return None
        kind = _Kind(parts.release.tag, format.media_type, read.volatile)
        return None if format == HTML else cls(parts, read, format, kind)

    def make_head(self, known: Mapping[_Kind, _Known]) -> None:
        """Make it, once, from the headers of earlier answers; without them there is none."""
        if self.head is None and self.kind in known:
            headers, text = known[self.kind]
            finding = self.parts.pool.finding(self.read_query)
            tag = tag_of(self.kind.release, self.read_query.text, self.format, finding=finding)
            self.head = Head(headers, text, f'W/"{tag}"'.encode())

    async def outcome(self, cancellation: Cancellation) -> Outcome | None:
        """What comes of it; None for a query that searches: that is for the routes, too."""
        found: Result | Exception | None
        pool = self.parts.pool
        try:
            found = await pool.answer_soon(self.read_query, self.format, cancellation)
        except Exception as error:
            found = error
        return Outcome(self.kind.release, found, cancellation) if found else None


def _plainly_asked(scope: Scope) -> Asked | None:
    if scope["type"] != "http" or scope["path"] != "/sparql" or scope["method"] != "GET":
        return None
    return Asked.read(scope["query_string"], scope["headers"])


def unquoted(text: str) -> str:
    """Text of a query string, as ``unquote_plus`` gives it; raises UnicodeDecodeError.

    Quoted-printable is percent-encoding by another sign, and its decoder several times faster.
    """
    visible = text.isascii() and text.isprintable() and " " not in text
    if not visible or _NO_ESCAPE.search(text):
        return unquote_plus(text, errors="strict")
    printable = text.replace("+", " ").replace("=", "=3D").replace("%", "=")
    return a2b_qp(printable).decode()


@lru_cache(256)
def _format(accept: str | None, graph: bool) -> Format:
    return choose_format(None, accept, GRAPH_FORMATS if graph else RESULT_FORMATS)
