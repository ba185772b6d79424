"""What changed from one release, or one moment, to another: RDF Patch, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.exceptions import BadRequest, NotAcceptable

from graph.formats import HTML, best
from graph.history import Entry, History
from graph.news import read_news
from graph.patch import RDF_PATCH, Patch, patch_between
from graph.release import UnknownReleaseError
from web.headers import conditional, etag_of, open_to_all
from web.news_words import NewsWords, ToldNews
from web.ports import Parts, Service
from web.wording import Wording, load_wordings, wanted_language

__all__ = ["blueprint"]

_JSON: Final = "application/json"
_FORMATS: Final = {"json": _JSON, "rdfp": RDF_PATCH, "rdf-patch": RDF_PATCH}
_LINES_AT_ONCE: Final = 1_000
_RELEASES_SHOWN: Final = 20
_NEWS_SHOWN: Final = 100  # of each release


def blueprint(service: Service) -> Blueprint:
    """The route of the changes."""
    views = _Views(service, load_wordings())
    routes = Blueprint("changes", __name__)
    routes.add_url_rule("/changes", "changes", views.changes)
    routes.after_request(open_to_all)
    return routes


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service
    wordings: Mapping[str, Wording]

    def changes(self) -> Response:
        """The net changes since ``?since=``; without it, the log itself."""
        with self.service.release(request.args.get("release")) as parts:
            response = self._patch(parts) if "since" in request.args else self._overview(parts)
        response.vary.update(("Accept", "Accept-Language"))
        response.headers.add("Link", '</changes/ldes>; rel="alternate"; type="application/trig"')
        response.headers.add(
            "Link", '</changes/atom>; rel="alternate"; type="application/atom+xml"'
        )
        return response

    def _patch(self, parts: Parts) -> Response:
        wanted, history = _wanted(), History(parts.release)
        since = _point("since", history)
        until = _point("until", history) or parts.release.version
        patch = patch_between(self.service.releases, history, since, until)
        etag = etag_of(since, until, parts.release.tag, wanted)
        response = conditional(etag, lambda: _sent(patch, wanted))
        # By version, not by the time of the request: a release is published while people ask.
        response.headers.add("Link", f'</changes?since={until}>; rel="next"')
        return response

    def _overview(self, parts: Parts) -> Response:
        history = History(parts.release)
        wanted = best(request.headers.get("Accept"), (_JSON, HTML.media_type))
        etag = etag_of(parts.release.tag, "changes", wanted, wanted_language())
        if wanted == HTML.media_type and "format" not in request.args:
            words = NewsWords(self.wordings[wanted_language()], parts.release.labels)
            return conditional(etag, lambda: _page(history, words))
        return conditional(etag, lambda: jsonify(_log(history)))


@dataclass(frozen=True, slots=True)
class _Shown:
    """A release on the page."""

    entry: Entry
    words: NewsWords

    @property
    def news(self) -> list[ToldNews]:
        return [self.words.told(one) for one in read_news(self.entry.directory)[:_NEWS_SHOWN]]

    @property
    def more(self) -> int:
        """News that are in the feed only."""
        return max(0, self.entry.news - _NEWS_SHOWN)


def _point(name: str, history: History) -> str | None:
    """Version that an argument names by itself or by a time; None for the very beginning."""
    text = request.args.get(name, "").strip()
    if not text or text[0] not in "0123456789" or "-" not in text:
        return text or None
    try:
        # A plus sign that nobody encoded has become a space on its way.
        moment = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:
        raise BadRequest(
            f"{name}={text[:50]!r} is neither a release, such as {history.release.version}, nor a "
            "time, such as 2025-03-31 or 2025-03-31T12:00:00Z."
        ) from error
    entry = history.at(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    if entry is None and name == "until":
        first = history.entries[0].created if history.entries else "none"
        raise UnknownReleaseError(f"There was no release at {text}. The first was at {first}.")
    return entry.version if entry else None


def _wanted() -> str:
    if "format" in request.args:
        name = request.args["format"].lower()
        if name in _FORMATS or name in _FORMATS.values():
            return _FORMATS.get(name, name)
        raise BadRequest(f"There is no format {name[:50]!r} here. Ask for rdf-patch or json.")
    header = request.headers.get("Accept")
    found = best(header, (RDF_PATCH, _JSON))
    if found is None:
        raise NotAcceptable(f"Changes come as {RDF_PATCH} or {_JSON}, not as {header!r}.")
    return found


def _sent(patch: Patch, wanted: str) -> Response:
    made = _as_json(patch) if wanted == _JSON else patch.lines()
    return Response(_gathered(made), content_type=f"{wanted}; charset=utf-8")


def _gathered(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines in pieces that are worth a packet."""
    piece: list[bytes] = []
    for line in lines:
        piece.append(line)
        if len(piece) == _LINES_AT_ONCE:
            yield b"".join(piece)
            piece.clear()
    yield b"".join(piece)


def _as_json(patch: Patch) -> Iterator[bytes]:
    steps = [entry.version for entry, _ in patch.steps]
    head = {"since": patch.since, "until": patch.until, "releases": steps}
    yield json.dumps(head).encode()[:-1]
    for name, wanted in (("removed", "D"), ("added", "A")):
        yield f', "{name}": ['.encode()
        separator = b"\n"
        for change, line in patch.changes():
            if change == wanted:
                statement = line.decode().rstrip("\n")
                yield separator + json.dumps(statement, ensure_ascii=False).encode()
                separator = b",\n"
        yield b"]"
    yield b"}\n"


def _page(history: History, words: NewsWords) -> Response:
    """The newest releases for people, with the news of each."""
    shown = [_Shown(entry, words) for entry in history.entries[::-1][:_RELEASES_SHOWN]]
    version = history.release.version
    return Response(render_template("changes.html", entries=shown, release_version=version))


def _log(history: History) -> dict[str, Any]:
    previous = [None, *history.versions]
    return {
        "current": history.release.version,
        "retention": "Nothing is taken out of the log: it goes back to its first release.",
        "since": "/changes?since={release or time}",
        "next": f"/changes?since={history.release.version}",
        "event_stream": "/changes/ldes",
        "feed": "/changes/atom",
        "releases": [
            _told(entry, before) for entry, before in zip(history.entries, previous, strict=False)
        ][::-1],
    }


def _told(entry: Entry, before: str | None) -> dict[str, Any]:
    return {
        "version": entry.version,
        "created": entry.created,
        "added": entry.added,
        "removed": entry.removed,
        "things": entry.things,
        "patch": f"/changes?since={before or ''}&until={entry.version}",
        "members": f"/changes/ldes/{entry.version}",
    }
