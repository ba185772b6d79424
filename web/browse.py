"""What there is, without a question: by stage, thematic area, audience or type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import BadRequest, NotFound

from graph.queries import load
from graph.store import Row, Store
from graph.terms import Literal
from ontology.names import BASE
from web.entity_view import Link
from web.headers import conditional, etag_of
from web.ports import Parts, Service
from web.rows import named
from web.wording import wanted_language

__all__ = ["Group", "Kind", "blueprint"]

_FACETS: Final = {
    "stage": "browse_stages",
    "theme": "browse_themes",
    "audience": "browse_audiences",
}
_ON_A_PAGE: Final = 100


def blueprint(service: Service) -> Blueprint:
    """Routes of the catalogue."""
    views = _Views(service)
    routes = Blueprint("browse", __name__)
    routes.add_url_rule("/browse", "start", lambda: views.facet("stage"))
    routes.add_url_rule("/browse/<any(stage, theme, audience):facet>", "facet", views.facet)
    routes.add_url_rule("/browse/type", "types", views.types)
    routes.add_url_rule("/browse/type/<any(id, concept):folder>/<kind>", "kind", views.kind)
    return routes


@dataclass(frozen=True, slots=True)
class Group:
    """A stage, area or audience with what belongs to it."""

    link: Link
    entries: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of one type: ``folder`` is ``id`` or ``concept``."""

    folder: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service

    def facet(self, facet: str) -> Response:
        return self._shown(lambda parts: _facet_page(parts, facet))

    def types(self) -> Response:
        return self._shown(_types_page)

    def kind(self, folder: str, kind: str) -> Response:
        page = _page_number(request.args.get("page", "1"))
        return self._shown(lambda parts: _kind_page(parts, folder, kind, page))

    def _shown(self, make: Callable[[Parts], str]) -> Response:
        with self.service.release(request.args.get("release")) as parts:
            etag = etag_of(parts.release.tag, request.full_path, wanted_language())
            response = conditional(etag, lambda: Response(make(parts)))
        response.vary.add("Accept-Language")
        return response


def _facet_page(parts: Parts, facet: str) -> str:
    groups = _groups(parts.release.store, _FACETS[facet], wanted_language())
    return _rendered(parts, facet=facet, groups=groups)


def _types_page(parts: Parts) -> str:
    rows = parts.release.store.select(load("browse_types"))
    kinds = [_kind(row) for row in rows]
    return _rendered(parts, facet="type", kinds=kinds)


def _kind_page(parts: Parts, folder: str, kind: str, page: int) -> str:
    language = wanted_language()
    bound = {"start": Literal(f"{BASE}{folder}/{kind}/"), "lang": Literal(language)}
    rows = parts.release.store.select(load("browse_kind"), bound)
    if not rows:
        raise NotFound(f"There is nothing of the type {kind!r}. See /browse/type for all types.")
    links = list(dict.fromkeys(named(row, row["subject"].value, language) for row in rows))
    start = (page - 1) * _ON_A_PAGE
    return _rendered(
        parts,
        facet="type",
        kind=Kind(folder, kind, len(links)),
        entries=links[start : start + _ON_A_PAGE],
        page=page,
        last_page=max(1, -(-len(links) // _ON_A_PAGE)),
    )


def _rendered(parts: Parts, **values: object) -> str:
    return render_template("browse.html", release_version=parts.release.version, **values)


def _kind(row: Row) -> Kind:
    folder, _, name = row["kind"].value.partition("/")
    return Kind(folder, name, int(row["number"].value))


def _groups(store: Store, query: str, language: str) -> list[Group]:
    rows = store.select(load(query), {"lang": Literal(language)})
    entries: dict[Link, dict[Link, None]] = {}
    for row in rows:
        group = named(row, row["group"].value, language, "groupOwn", "groupEnglish")
        found = entries.setdefault(group, {})
        if "subject" in row:
            found[named(row, row["subject"].value, language)] = None
    return [Group(group, tuple(found)) for group, found in entries.items()]


def _page_number(sent: str) -> int:
    if not (sent.isascii() and sent.isdigit() and len(sent) < 6 and int(sent) > 0):
        raise BadRequest(f"page={sent[:40]!r} is not possible. Use a whole number from 1.")
    return int(sent)
