"""Suggestions while somebody types: JSON for our own pages and the widget, and for browsers."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import Any, Final

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest

from graph.release import Release
from search.suggestions import Suggestion, Suggestions
from web.headers import conditional, etag_of, open_to_all
from web.links import href
from web.ports import Service
from web.wording import wanted_language

__all__ = ["blueprint"]

_LONGEST: Final = 200  # characters; nobody types that much of a name
_MOST: Final = 20
_USUAL: Final = "8"
_RELEASES_KEPT: Final = 2
_OPENSEARCH: Final = "application/x-suggestions+json"


def blueprint(service: Service) -> Blueprint:
    """The route of the suggestions."""
    views = _Views(service)
    routes = Blueprint("suggest", __name__)
    routes.add_url_rule("/api/suggest", "suggest", views.suggest)
    routes.after_request(open_to_all)
    return routes


class _Views:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Suggestions] = OrderedDict()

    def suggest(self) -> Response:
        typed, limit = _typed(), _limit(request.args.get("limit", _USUAL))
        language, form = wanted_language(), _form()
        with self._service.release(request.args.get("release")) as parts:
            etag = etag_of(parts.release.tag, "suggest", typed, limit, language, form)
            response = conditional(
                etag, lambda: _told(form, typed, language, self._found(parts.release, limit))
            )
        response.vary.add("Accept-Language")
        return response

    def _found(self, release: Release, limit: int) -> list[Suggestion]:
        return self._names(release).starting(_typed(), wanted_language(), limit)

    def _names(self, release: Release) -> Suggestions:
        """Those of a release, read when the first letters are typed: that takes half a second."""
        with self._lock:
            if release.tag not in self._kept:
                self._kept[release.tag] = Suggestions.read(release.store)
            self._kept.move_to_end(release.tag)
            while len(self._kept) > _RELEASES_KEPT:
                self._kept.popitem(last=False)
            return self._kept[release.tag]


def _told(form: str, typed: str, language: str, found: list[Suggestion]) -> Response:
    if form == "opensearch":
        pages = [request.host_url.rstrip("/") + href(one.iri) for one in found]
        names = [one.label for one in found]
        return _sent([typed, names, [one.kind for one in found], pages], _OPENSEARCH)
    told = {
        "query": typed,
        "language": language,
        "suggestions": [_described(one) for one in found],
    }
    return _sent(told, "application/json")


def _described(one: Suggestion) -> dict[str, Any]:
    return {
        "iri": one.iri,
        "type": one.kind,
        "label": one.label,
        "language": one.language,
        "matched": one.matched,
        "page": href(one.iri),
    }


def _sent(content: object, media_type: str) -> Response:
    # A lone surrogate that was typed has no UTF-8.
    text = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    return Response(text, content_type=media_type)


def _typed() -> str:
    typed = request.args.get("q", "")
    if len(typed) > _LONGEST:
        raise BadRequest(
            f"q has {len(typed):,} characters; names are suggested for at most {_LONGEST}. "
            "Send whole questions to /api/search."
        )
    return typed


def _form() -> str:
    form = request.args.get("format", "json")
    if form not in ("json", "opensearch"):
        raise BadRequest(f"format={form[:40]!r} is not known. Use json or opensearch.")
    return form


def _limit(sent: str) -> int:
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0
    if not 1 <= number <= _MOST:
        raise BadRequest(
            f"limit={sent[:40]!r} is not possible. Use a whole number from 1 to {_MOST}."
        )
    return number
