"""The change log as a Linked Data Event Stream: a root to come back to, pages to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotAcceptable, NotFound

from graph.event_stream import FORMATS, EventStream, write
from graph.formats import TRIG, Format, best, by_media_type, by_suffix
from graph.history import Entry, History
from graph.members import member_of
from graph.terms import NamedNode, Quad
from web.headers import conditional, etag_of, open_to_all
from web.links import with_arguments
from web.ports import Service

__all__ = ["PATH", "blueprint"]

PATH: Final = "/changes/ldes"
_FOREVER: Final = "public, max-age=31536000, immutable"
_SOON_OLD: Final = "public, max-age=60"


def blueprint(service: Service) -> Blueprint:
    """Routes of the root and of the pages."""
    views = _Views(service)
    routes = Blueprint("ldes", __name__)
    routes.add_url_rule(PATH, "root", views.root)
    routes.add_url_rule(f"{PATH}/<version>", "first", lambda version: views.page(version, 1))
    routes.add_url_rule(f"{PATH}/<version>/<int:number>", "page", views.page)
    routes.add_url_rule("/changes/member", "member", views.member)
    routes.after_request(open_to_all)
    return routes


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service

    def root(self) -> Response:
        """The node that grows by one relation with each release."""
        wanted, stream = _wanted(), _stream()
        asked = request.args.get("release")
        node = stream.address if asked is None else f"{stream.address}?release={asked}"
        with self.service.release(asked) as parts:
            history = History(parts.release)
            etag = etag_of(parts.release.tag, node, wanted.media_type)
            response = conditional(
                etag, lambda: _answer(stream.root(node, history.entries), wanted)
            )
        return _cached(response, _SOON_OLD)

    def page(self, version: str, number: int) -> Response:
        """A page of a release, closed for good."""
        wanted, stream = _wanted(), _stream()
        entry = self._entry(version)
        if not 1 <= number <= entry.pages:
            raise NotFound(
                f"Release {version} has {entry.pages} pages of changes, not a page {number}."
            )
        etag = etag_of(version, number, stream.address, entry.created, wanted.media_type)
        response = conditional(etag, lambda: _answer(stream.page(entry, number), wanted))
        return _cached(response, _FOREVER)

    def member(self) -> Response:
        """A version of a thing whose IRI is not ours; those of our own have an address already."""
        wanted, thing = _wanted(), request.args.get("about", "")
        try:
            NamedNode(thing)
        except ValueError as error:
            raise BadRequest(
                f"about={thing[:200]!r} is no IRI; encode its special signs."
            ) from error
        with self.service.release(request.args.get("release")) as parts:
            version, tag = parts.release.version, parts.release.tag
            quads = member_of(parts.release.store, thing, version)
        if not quads:
            raise NotFound(f"Release {version} says nothing of {thing[:200]}.")
        etag = etag_of(tag, request.url, wanted.media_type)
        return _cached(conditional(etag, lambda: _answer(quads, wanted)), _SOON_OLD)

    def _entry(self, version: str) -> Entry:
        with self.service.current() as parts:
            entry = History(parts.release).get(version)
        if entry is None:  # withdrawn, or not served yet
            entry = History(self.service.releases.get(version)).get(version)
        if entry is None:
            raise NotFound(f"Release {version} has no change log. See {PATH} for those that have.")
        return entry


def _stream() -> EventStream:
    return EventStream(f"{request.host_url.rstrip('/')}{PATH}")


def _answer(quads: Iterable[Quad], wanted: Format) -> Response:
    response = Response(write(quads, wanted), content_type=wanted.media_type)
    if not wanted.holds_graphs:
        kept = [(name, value) for name, value in request.args.items() if name != "format"]
        whole = with_arguments(request.path, *kept, ("format", TRIG.suffix.lstrip(".")))
        link = f'<{whole}>; rel="alternate"; type="{TRIG.media_type}"; title="with the sources"'
        response.headers.add("Link", link)
    return response


def _cached(response: Response, policy: str) -> Response:
    response.headers["Cache-Control"] = policy
    response.vary.add("Accept")
    return response


def _wanted() -> Format:
    """The format of ``?format=``, else the one that the Accept header likes most."""
    if "format" in request.args:
        return _named(request.args["format"])
    header = ", ".join(request.headers.getlist("Accept"))
    aliases = [alias for one in FORMATS for alias in one.aliases]
    found = best(header, [*(one.media_type for one in FORMATS), *aliases])
    wanted = by_media_type(found, FORMATS) if found else None
    if wanted is None:
        raise NotAcceptable(
            f"Nothing here is of the type {header[:200]!r}. "
            f"Ask for one of {_offers(lambda one: one.media_type)}."
        )
    return wanted


def _named(name: str) -> Format:
    wanted = by_suffix(name) or by_media_type(name)
    if wanted not in FORMATS:
        raise BadRequest(
            f"There is no format {name[:50]!r} here. Ask for one of "
            f"{_offers(lambda one: one.suffix.lstrip('.'))}."
        )
    return wanted


def _offers(said: Callable[[Format], str]) -> str:
    return ", ".join(map(said, FORMATS))
