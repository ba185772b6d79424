"""The change log as an Atom feed, in words: an entry a release, and one a thing it touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import urlencode

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from flask import Blueprint, Response, request
from lxml import etree
from werkzeug.exceptions import BadRequest, NotFound

from graph.dumps import DATASET
from graph.history import Entry, History
from graph.members import member_iri
from graph.news import News, read_news
from ontology.names import BASE, EU_LANGUAGES
from web.headers import LICENCE, conditional, etag_of, open_to_all
from web.links import href, with_arguments
from web.news_words import NewsWords, ToldNews
from web.ports import Parts, Service
from web.remembering import Remembered
from web.wording import Wording, load_wordings, wanted_language

__all__ = ["ATOM", "PATH", "blueprint"]

PATH: Final = "/changes/atom"
ATOM: Final = "application/atom+xml"
_ENTRIES_PER_PAGE: Final = 50
_CARRIED: Final = ("lang", "release")  # arguments that links to other pages keep
_ENTRY: Final = "{http://www.w3.org/2005/Atom}entry"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_Line = tuple[Entry, News | None]  # None: the release itself


def blueprint(service: Service) -> Blueprint:
    """The route of the feed, in pages (RFC 5005, section 3) and in each official language."""
    remembered, wordings = Remembered(), load_wordings()

    def feed() -> Response:
        page = _Page(_page_number(), request.host_url.rstrip("/"), _carried())
        t = wordings[wanted_language()]
        with service.release(request.args.get("release")) as parts:
            key = (parts.release.tag, page, t.wanted)
            response = conditional(
                etag_of("atom", *key),
                lambda: _sent(remembered.reply(key, lambda: _Writer(parts, page, t).written())),
            )
        response.headers["Cache-Control"] = "public, max-age=600"
        response.content_language.add(t.language)
        response.vary.add("Accept-Language")
        return response

    routes = Blueprint("atom", __name__)
    routes.add_url_rule(PATH, "feed", feed)
    routes.after_request(open_to_all)
    return routes


@dataclass(frozen=True, slots=True)
class _Page:
    """Which page is asked for, and where; ``carried`` are arguments that its links keep."""

    number: int
    host: str
    carried: tuple[tuple[str, str], ...]

    def address(self, number: int, **others: str) -> str:
        """Address of a page of the feed; ``others`` go before the arguments that are kept."""
        arguments = dict(self.carried) | others | ({"page": str(number)} if number > 1 else {})
        return f"{self.host}{PATH}" + (f"?{urlencode(arguments)}" if arguments else "")


class _Writer:
    """Writes one page of the feed."""

    def __init__(self, parts: Parts, page: _Page, t: Wording) -> None:
        self._history = History(parts.release)
        self._words = NewsWords(t, parts.release.labels)
        self._page, self._t = page, t
        self._feed = FeedGenerator()
        self._languages: list[str] = []  # of the entries

    def written(self) -> bytes:
        lines = sum(1 + entry.news for entry in self._history.entries)
        last = max(1, -(-lines // _ENTRIES_PER_PAGE))
        if not 1 <= self._page.number <= last:
            raise NotFound(f"The feed has {last} pages, not a page {self._page.number}.")
        self._begin()
        self._link(last)
        start = (self._page.number - 1) * _ENTRIES_PER_PAGE
        for entry, news in islice(self._lines(), start, start + _ENTRIES_PER_PAGE):
            if news is None:
                self._add_release(entry)
            else:
                self._add_news(entry, news, self._words.told(news))
        return self._marked(self._feed.atom_str(pretty=True))

    def _begin(self) -> None:
        feed, entries = self._feed, self._history.entries
        feed.id(f"{BASE}changes/atom")
        feed.title(f"Regiograph: {self._t('changes_title')}")
        feed.subtitle(self._t("changes_text"))
        feed.author(name="Regiograph")
        feed.generator("Regiograph")
        feed.language(self._t.language)
        feed.rights(f"CC BY 4.0, {LICENCE}")
        feed.icon(f"{self._page.host}/static/favicon.svg")
        feed.updated(entries[-1].created if entries else self._history.release.manifest.created)

    def _link(self, last: int) -> None:
        number, here = self._page.number, self._page.address
        pages = {"self": number, "first": 1, "last": last}
        if number > 1:
            pages["previous"] = number - 1
        if number < last:
            pages["next"] = number + 1
        language = self._t.language
        for relation, page in pages.items():
            self._feed.link(href=here(page), rel=relation, type=ATOM, hreflang=language)
        for other in EU_LANGUAGES:
            if other != language:
                address = here(number, lang=other)
                self._feed.link(href=address, rel="alternate", type=ATOM, hreflang=other)
        log = f"{self._page.host}/changes"
        own = f"{log}?lang={language}"
        self._feed.link(href=own, rel="alternate", type="text/html", hreflang=language)
        self._feed.link(href=log, rel="alternate", type="application/json")
        self._feed.link(href=LICENCE, rel="license")

    def _lines(self) -> Iterator[_Line]:
        """Newest first, each release before what it did."""
        for entry in reversed(self._history.entries):
            yield entry, None
            if entry.news:
                yield from ((entry, news) for news in read_news(entry.directory))

    def _add_release(self, entry: Entry) -> None:
        t, counts = (
            self._t,
            {"things": entry.things, "added": entry.added, "removed": entry.removed},
        )
        told = t("changes_counts", **{name: t.number(count) for name, count in counts.items()})
        added = self._entry(entry, "/dumps/", t.language, ("release", entry.version))
        added.id(member_iri(DATASET, entry.version))
        added.title(t("release", version=entry.version))
        added.category(term="release")
        added.content(told, type="text")

    def _add_news(self, entry: Entry, news: News, told: ToldNews) -> None:
        added = self._entry(entry, href(news.iri), told.language)
        added.id(member_iri(news.iri, entry.version))
        added.title(told.title)
        added.category(term=news.change)
        version = self._t("release", version=entry.version)
        added.content(f"{told.name}: {'; '.join(told.words)} ({version}).", type="text")

    def _entry(
        self, entry: Entry, path: str, language: str, *arguments: tuple[str, str]
    ) -> FeedEntry:
        added = self._feed.add_entry(order="append")
        added.published(entry.created)
        added.updated(entry.created)
        in_language = ("lang", self._t.wanted)
        page = f"{self._page.host}{with_arguments(path, *arguments, in_language)}"
        added.link(href=page, rel="alternate", type="text/html", hreflang=self._t.language)
        self._languages.append(language)
        return added

    def _marked(self, content: bytes) -> bytes:
        """Say of entries that are not in the language of the feed, which they are in."""
        if set(self._languages) <= {self._t.language}:
            return content
        root = etree.fromstring(content)
        for node, language in zip(root.findall(_ENTRY), self._languages, strict=True):
            if language != self._t.language:
                node.set(_LANGUAGE, language)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _page_number() -> int:
    text = request.args.get("page", "1")
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 9:
        raise BadRequest(f"page={text[:20]!r} is no number of a page: 1 is the newest.")
    return int(text)


def _carried() -> tuple[tuple[str, str], ...]:
    given: Mapping[str, str] = request.args
    return tuple((name, given[name]) for name in _CARRIED if name in given)


def _sent(content: bytes) -> Response:
    return Response(content, content_type=f"{ATOM}; charset=utf-8")
