"""Answers the plainest SPARQL requests before the framework: a lookup is too short to wait for it.

Most of the time of a lookup was spent on what only other requests need. A GET of nothing but
``query=`` is run here. The first answer of a kind goes through the routes of ``web.sparql``,
which give it its headers; the next ones get the same headers. Whatever fails, flows or is shown
as a page goes through the routes too, with its outcome, so nothing is run twice.
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote_plus

from werkzeug.exceptions import NotAcceptable

from graph.cancellation import Cancellation
from graph.formats import HTML, RESULT_FORMATS, Format
from graph.guard import GuardError
from web.cancelling import ID_IN_ENVIRON
from web.hang_ups import HangUps
from web.protocol import GRAPH_FORMATS, choose_format
from web.sparql import Outcome, Parts, Releases, tag_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["Shortcut", "unquoted"]

_LONGEST: Final = 16 << 10  # characters of an address that are read here
_NO_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KINDS: Final = 64  # of answers whose headers are kept

_Headers = list[tuple[str, str]]


class Shortcut:
    """A WSGI application that stands before another one; safe to share between threads."""

    def __init__(
        self, behind: WSGIApplication, service: Releases, hang_ups: HangUps | None = None
    ) -> None:
        """No headers are known yet."""
        self._behind = behind
        self._service = service
        self._hang_ups = hang_ups or HangUps()
        self._known: dict[_Kind, _Headers] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, or let the application behind do so."""
        query = _plain_query(environ)
        if query is None:
            return self._behind(environ, start_response)
        with self._service.release() as parts:
            return self._answer(parts, query, environ, start_response)

    def _answer(
        self, parts: Parts, query: str, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        release = parts.release.tag
        try:
            read = parts.pool.inspect(query)
            format = _format(environ.get("HTTP_ACCEPT"), read.form in ("CONSTRUCT", "DESCRIBE"))
        except (GuardError, NotAcceptable):
            return self._behind(environ, start_response)
        if format == HTML:
            return self._behind(environ, start_response)
        cancellation = Cancellation()
        with self._hang_ups.watching(environ, cancellation):
            outcome = _outcome(parts, query, format, cancellation)
        kind = _Kind(release, format.media_type, read.volatile)
        headers = self._known.get(kind)
        if headers is None or outcome.body is None:
            environ[Outcome.KEY] = outcome
            return self._behind(environ, self._learning(kind, start_response))
        tag = tag_of(release, query, format, finding=parts.pool.finding(read))
        size = str(len(outcome.body))
        start_response("200 OK", [*headers, ("Content-Length", size), ("ETag", f'W/"{tag}"')])
        return [outcome.body]

    def _learning(self, kind: _Kind, start_response: StartResponse) -> StartResponse:
        """The function that an application begins its answer with; it keeps the headers."""

        def start(status: str, headers: _Headers, *rest: Any) -> Any:  # noqa: ANN401 - WSGI's own
            whole = any(name.lower() == "content-length" for name, _ in headers)
            if status == "200 OK" and whole and len(self._known) < _KINDS:
                own = ("content-length", "etag")
                self._known[kind] = [one for one in headers if one[0].lower() not in own]
            return start_response(status, headers, *rest)

        return start


@dataclass(frozen=True, slots=True)
class _Kind:
    """What decides the headers of an answer, but for its length and tag."""

    release: str
    media_type: str
    volatile: bool


def _plain_query(environ: WSGIEnvironment) -> str | None:
    """The query of a GET that says nothing else, None for any other request."""
    if (
        environ["PATH_INFO"] != "/sparql"
        or environ["REQUEST_METHOD"] != "GET"
        or "HTTP_IF_NONE_MATCH" in environ
        or ID_IN_ENVIRON in environ
    ):
        return None
    text: str = environ["QUERY_STRING"]
    if not text.startswith("query=") or "&" in text or len(text) > _LONGEST or not text.isascii():
        return None
    try:
        return unquoted(text[6:])
    except UnicodeDecodeError:
        return None


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


def _outcome(parts: Parts, query: str, format: Format, cancellation: Cancellation) -> Outcome:
    release = parts.release.tag
    try:
        return Outcome(release, parts.pool.query(query, format, cancellation=cancellation))
    except Exception as error:
        return Outcome(release, error)
