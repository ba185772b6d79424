"""Headers that answers carry: caching per release, sharing with other sites, safety."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from typing import Final

from flask import Response, request

__all__ = ["LICENCE", "POLICY", "conditional", "etag_of", "open_to_all", "secured"]

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
# A release never changes, but which one is current does: ask again each time, cheaply.
_CACHE_CONTROL: Final = "public, max-age=0, must-revalidate"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_SOFTWARE: Final = version("regiograph")


def etag_of(*parts: object) -> str:
    """An entity tag for what these parts determine; a new software version makes new tags."""
    text = "\x1f".join([_SOFTWARE, *map(str, parts)])
    # Of those in the standard library, this one begins soonest, and is made for any length.
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def conditional(
    etag: str, make: Callable[[], Response], modified: datetime | None = None
) -> Response:
    """A 304 without any work when the client has that version, else what ``make`` gives.

    ``modified``: when what is told last changed, for clients that ask by time.
    """
    known = request.if_none_match.contains_weak(etag) or _same_time(modified)
    response = Response(status=304) if known else make()
    if response.status_code in (200, 304):
        if modified is not None:
            response.last_modified = modified
        # Weak, because a proxy may compress the answer on its way.
        response.set_etag(etag, weak=True)
        response.headers["Cache-Control"] = _CACHE_CONTROL
    return response


def _same_time(modified: datetime | None) -> bool:
    """Whether the client's copy is of that very time; an entity tag would count more.

    Not "or later": when an older release is served again, a copy of the newer one is stale.
    """
    if modified is None or "If-None-Match" in request.headers:
        return False
    return request.if_modified_since == modified.replace(microsecond=0)


def open_to_all(response: Response) -> Response:
    """Let scripts of any site read the answer; nothing here is private."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = (
        "Accept, Accept-Datetime, Accept-Profile, If-Modified-Since, If-None-Match, If-Range, Range"
    )
    response.headers["Access-Control-Expose-Headers"] = (
        "ETag, Link, Content-Location, Content-Profile, Content-Range, Memento-Datetime, "
        "Repr-Digest"
    )
    if request.method == "OPTIONS":
        response.headers["Access-Control-Max-Age"] = "86400"
    return response


def secured(response: Response) -> Response:
    """Keep a browser from running, embedding or passing on what it shouldn't."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response
