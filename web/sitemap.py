"""The sitemap: every page worth finding, with the day on which it last changed.

https://www.sitemaps.org/protocol.html: at most 50,000 addresses and 50 MB in one file; beyond
``most`` addresses there is an index of several files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from graph.history import History
from graph.queries import load
from graph.release import Release
from web.headers import conditional, etag_of
from web.links import href
from web.ports import Service

__all__ = ["MOST_ADDRESSES", "Page", "blueprint", "pages_of"]

MOST_ADDRESSES: Final = 10_000  # of one file
_FIXED: Final = (
    "/",
    "/about",
    "/api",
    "/browse",
    "/browse/stage",
    "/browse/theme",
    "/browse/audience",
    "/browse/type",
    "/dumps/",
    "/embed",
    "/examples",
    "/ontology/",
    "/quality",
    "/schema",
)
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_Writer = Callable[[Sequence["Page"]], Element]


@dataclass(frozen=True, slots=True)
class Page:
    """A path of this server, and the date (ISO 8601) when what it shows last changed."""

    path: str
    changed: str


def blueprint(service: Service, most: int = MOST_ADDRESSES) -> Blueprint:
    """Routes of the sitemap; ``most`` is the number of addresses in one file."""
    views = _Views(service, most)
    routes = Blueprint("sitemap", __name__)
    routes.add_url_rule("/sitemap.xml", "whole", views.whole)
    routes.add_url_rule("/sitemap-<int:number>.xml", "part", views.part)
    return routes


def pages_of(release: Release) -> list[Page]:
    """The fixed pages, then one for each thing and concept that has a name."""
    built = release.manifest.created[:10]
    history = History(release)
    days = {entry.version: entry.created[:10] for entry in history.entries}
    latest = history.timeline.latest()
    fixed = [Page(path, built) for path in _FIXED]
    rows = release.store.select(load("sitemap_things"))
    things = (row["thing"].value for row in rows)
    return fixed + [Page(href(iri), days.get(latest.get(iri, ""), built)) for iri in things]


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service
    most: int

    def whole(self) -> Response:
        return self._answer(self._index)

    def part(self, number: int) -> Response:
        return self._answer(lambda pages: _urls(self._chunk(pages, number)))

    def _answer(self, write: _Writer) -> Response:
        with self.service.current() as parts:
            release = parts.release
            etag = etag_of(release.tag, request.url)
            return conditional(etag, lambda: _sent(write(pages_of(release))))

    def _index(self, pages: Sequence[Page]) -> Element:
        if len(pages) <= self.most:
            return _urls(pages)
        root = Element("sitemapindex", xmlns=_NAMESPACE)
        for start in range(0, len(pages), self.most):
            newest = max(page.changed for page in pages[start : start + self.most])
            _entry(root, "sitemap", Page(f"/sitemap-{start // self.most + 1}.xml", newest))
        return root

    def _chunk(self, pages: Sequence[Page], number: int) -> Sequence[Page]:
        chunk = pages[(number - 1) * self.most : number * self.most] if number else ()
        if not chunk:
            raise NotFound(f"There is no part {number} of the sitemap. See /sitemap.xml.")
        return chunk


def _urls(pages: Iterable[Page]) -> Element:
    root = Element("urlset", xmlns=_NAMESPACE)
    for page in pages:
        _entry(root, "url", page)
    return root


def _entry(root: Element, name: str, page: Page) -> None:
    entry = SubElement(root, name)
    SubElement(entry, "loc").text = request.host_url.rstrip("/") + page.path
    SubElement(entry, "lastmod").text = page.changed


def _sent(root: Element) -> Response:
    text = tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(text, content_type="application/xml")
