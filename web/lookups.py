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
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple
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

__all__ = ["Lookups", "unquoted"]

_LONGEST: Final = 4 << 10  # characters of an address; what is longer would hold up the others
_NO_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KINDS: Final = 64  # of answers whose headers are kept
_NOT_PLAIN: Final = frozenset(
    [b"if-none-match", b"content-length", b"transfer-encoding", ID.lower().encode()]
)
_OWN: Final = frozenset([b"content-length", b"etag"])  # headers that each answer has anew

_Headers = list[tuple[bytes, bytes]]


class Lookups:
    """An ASGI application that stands before another one; for one event loop."""

    def __init__(self, behind: Application, service: Releases) -> None:
        """No headers are known yet."""
        self._behind = behind
        self._service = service
        self._known: dict[_Kind, _Headers] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application behind do so."""
        asked = _Asked.read(scope)
        if asked is None:
            await self._behind(scope, receive, send)
            return
        with self._service.release() as parts:
            lookup = _Lookup.read(parts, asked)
            outcome = await self._outcome(lookup, receive) if lookup else None
            if lookup is None or outcome is None:
                await self._behind(scope, receive, send)
            elif outcome.body is None or not lookup.head:
                scope[Outcome.KEY] = outcome
                await self._behind(scope, receive, self._learning(lookup.kind, send))
            else:
                await _send(send, lookup.head, outcome.body)

    async def _outcome(self, lookup: _Lookup, receive: Receive) -> Outcome | None:
        # In the time that a worker takes for the answer.
        asyncio.get_running_loop().call_soon(lookup.make_head, self._known)
        outcome = await lookup.outcome(receive)
        lookup.make_head(self._known)
        return outcome

    def _learning(self, kind: _Kind, send: Send) -> Send:
        """The same function; it keeps the headers of the answer."""

        async def learn(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = [(name.lower(), value) for name, value in message["headers"]]
                whole = any(name == b"content-length" for name, _ in headers)
                if whole and len(self._known) < _KINDS:
                    self._known[kind] = [one for one in headers if one[0] not in _OWN]
            await send(message)

        return learn


class _Kind(NamedTuple):
    """What decides the headers of an answer, but for its length and tag."""

    release: str
    media_type: str
    volatile: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """A GET that says nothing but a query, and what it accepts."""

    query: str
    accept: str | None

    @classmethod
    def read(cls, scope: Scope) -> _Asked | None:
        """None for any other request."""
        if scope["type"] != "http" or scope["path"] != "/sparql" or scope["method"] != "GET":
            return None
        text: bytes = scope["query_string"]
        plain = text.startswith(b"query=") and b"&" not in text and text.isascii()
        if not plain or len(text) > _LONGEST:
            return None
        accept = None
        for name, value in scope["headers"]:
            if name in _NOT_PLAIN or (name == b"accept" and accept is not None):
                return None
            if name == b"accept":
                accept = value.decode("latin-1")
        try:
            return cls(unquoted(text[6:].decode("ascii")), accept)
        except UnicodeDecodeError:
            return None


@dataclass(slots=True)
class _Lookup:
    """A query that is run here, and the head of its answer."""

    parts: Parts
    read_query: Inspection
    format: Format
    kind: _Kind
    head: _Headers = field(default_factory=list)

    @classmethod
    def read(cls, parts: Parts, asked: _Asked) -> _Lookup | None:
        """None for what is refused, or shown as a page: that is for the routes."""
        try:
            read = parts.pool.inspect(asked.query)
            format = _format(asked.accept, read.form in ("CONSTRUCT", "DESCRIBE"))
        except (GuardError, NotAcceptable):
            return None
        kind = _Kind(parts.release.tag, format.media_type, read.volatile)
        return None if format == HTML else cls(parts, read, format, kind)

    def make_head(self, known: Mapping[_Kind, _Headers]) -> None:
        """Make it, once, from the headers of earlier answers; without them there is none."""
        if not self.head and self.kind in known:
            finding = self.parts.pool.finding(self.read_query)
            tag = tag_of(self.kind.release, self.read_query.text, self.format, finding=finding)
            self.head = [*known[self.kind], (b"etag", f'W/"{tag}"'.encode())]

    async def outcome(self, receive: Receive) -> Outcome | None:
        """What comes of it; None for a query that searches: that is for the routes, too."""
        found: Result | Exception | None
        cancellation, client = Cancellation(), Client(receive)
        try:
            with client.attending(), client.watching(cancellation):
                pool = self.parts.pool
                found = await pool.answer_soon(self.read_query, self.format, cancellation)
        except Exception as error:
            found = error
        return Outcome(self.kind.release, found, cancellation) if found else None


async def _send(send: Send, head: _Headers, body: bytes) -> None:
    headers = [*head, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


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
