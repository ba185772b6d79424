"""The change log as an Atom feed, in words: an entry a release, and one a thing it touched."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from feedgen.feed import FeedGenerator
from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound

from graph.dumps import DATASET
from graph.history import Entry, History
from graph.members import member_iri
from graph.news import News, read_news
from ontology.names import BASE
from web.headers import LICENCE, conditional, etag_of, open_to_all
from web.links import href
from web.ports import Service
from web.remembering import Remembered

__all__ = ["ATOM", "PATH", "blueprint"]

PATH: Final = "/changes/atom"
ATOM: Final = "application/atom+xml"
_TITLE: Final = "Changes of Regiograph"
_SUBTITLE: Final = "What each release changed in the support instruments, partnerships and regions"
_ENTRIES_PER_PAGE: Final = 50
_Line = tuple[Entry, News | None]  # None: the release itself


def blueprint(service: Service) -> Blueprint:
    """The route of the feed, in pages (RFC 5005, section 3)."""
    remembered = Remembered()

    def feed() -> Response:
        number = _page_number()
        with service.release(request.args.get("release")) as parts:
            history, host = History(parts.release), request.host_url.rstrip("/")
            key = (parts.release.tag, number, host)
            response = conditional(
                etag_of("atom", *key),
                lambda: _sent(remembered.reply(key, lambda: _written(history, number, host))),
            )
        response.headers["Cache-Control"] = "public, max-age=600"
        return response

    routes = Blueprint("atom", __name__)
    routes.add_url_rule(PATH, "feed", feed)
    routes.after_request(open_to_all)
    return routes


def _page_number() -> int:
    text = request.args.get("page", "1")
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 9:
        raise BadRequest(f"page={text[:20]!r} is no number of a page: 1 is the newest.")
    return int(text)


def _sent(content: bytes) -> Response:
    return Response(content, content_type=f"{ATOM}; charset=utf-8")


def _written(history: History, number: int, host: str) -> bytes:
    lines = sum(1 + entry.news for entry in history.entries)
    last = max(1, -(-lines // _ENTRIES_PER_PAGE))
    if not 1 <= number <= last:
        raise NotFound(f"The feed has {last} pages, not a page {number}.")
    feed = _feed(history, host)
    _add_links(feed, f"{host}{PATH}", number, last)
    start = (number - 1) * _ENTRIES_PER_PAGE
    for entry, news in islice(_lines(history), start, start + _ENTRIES_PER_PAGE):
        _add(feed, entry, news, host)
    content: bytes = feed.atom_str(pretty=True)
    return content


def _feed(history: History, host: str) -> FeedGenerator:
    feed = FeedGenerator()
    feed.id(f"{BASE}changes/atom")
    feed.title(_TITLE)
    feed.subtitle(_SUBTITLE)
    feed.author(name="Regiograph")
    feed.generator("Regiograph")
    feed.language("en")
    feed.rights(f"CC BY 4.0, {LICENCE}")
    feed.icon(f"{host}/static/favicon.svg")
    newest = history.entries[-1].created if history.entries else history.release.manifest.created
    feed.updated(newest)
    return feed


def _add_links(feed: FeedGenerator, address: str, number: int, last: int) -> None:
    pages = {"self": number, "first": 1, "last": last}
    if number > 1:
        pages["previous"] = number - 1
    if number < last:
        pages["next"] = number + 1
    for relation, page in pages.items():
        target = address if page == 1 else f"{address}?page={page}"
        feed.link(href=target, rel=relation, type=ATOM)
    feed.link(href=f"{address.removesuffix('/atom')}", rel="alternate", type="application/json")
    feed.link(href=LICENCE, rel="license")


def _lines(history: History) -> Iterator[_Line]:
    """Newest first, each release before what it did."""
    for entry in reversed(history.entries):
        yield entry, None
        if entry.news:
            yield from ((entry, news) for news in read_news(entry.directory))


def _add(feed: FeedGenerator, entry: Entry, news: News | None, host: str) -> None:
    added = feed.add_entry(order="append")
    added.published(entry.created)
    added.updated(entry.created)
    if news is None:
        added.id(member_iri(DATASET, entry.version))
        added.title(_release_title(entry))
        added.link(href=f"{host}/dumps/?release={entry.version}", rel="alternate")
        added.category(term="release")
        added.content(f"{entry.added:,} statements added, {entry.removed:,} removed.", type="text")
        return
    added.id(member_iri(news.iri, entry.version))
    added.title(news.title)
    added.link(href=f"{host}{href(news.iri)}", rel="alternate")
    added.category(term=news.change)
    words = "; ".join(news.words)
    added.content(f"{news.name}: {words} (release {entry.version}).", type="text")


def _release_title(entry: Entry) -> str:
    things = f"{entry.things:,} things" if entry.things != 1 else "1 thing"
    if not entry.removed and not entry.news:
        return f"Release {entry.version}: {things}"
    return f"Release {entry.version}: {things} new, changed or removed"
