"""What other sites put in their pages: the widget with its texts, cards, frames and oEmbed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import BadRequest, NotFound

from ontology.names import EU_LANGUAGES
from web.card import Card, iri_of, read_card
from web.headers import POLICY, conditional, etag_of, open_to_all
from web.ports import Parts, Service
from web.remembering import Remembered
from web.wording import Wording, load_wordings, wanted_language

__all__ = ["blueprint", "card_of"]

_THEMES: Final = ("", "light", "dark")
_LONGEST: Final = 2_000  # characters of what names a thing
_MOST_BYTES: Final = 2 << 20  # of cards that are kept
_SCRIPTS: Final = ("embed.loader", "embed.static", "embed.texts")
# Not for good: the address of the tag stays the same when the widget changes.
_KEPT: Final = "public, max-age=300"
_USUAL_THING: Final = "reconfirm"
# The page may show our own frames; the frame itself may stand in any page.
_PREVIEW_POLICY: Final = f"{POLICY}; frame-src 'self'"
_FRAME_POLICY: Final = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
_TEXTS: Final = (
    "tagline", "question_label", "question_hint", "ask", "suggestions", "searching",
    "unreachable", "understood", "answer", "no_title", "silent_about", "no_text", "nearest",
    "results", "result_count_one", "result_count", "no_results", "fits", "fits-if",
    "does-not-fit", "why",
    "met", "unmet", "open", "evidence", "line", "lines", "next_question", "facts",
    "requirements", "stated_on", "full_page", "all_results",
)  # fmt: skip


def blueprint(service: Service) -> Blueprint:
    """Routes of the widget and of cards."""
    views = _Views(service, load_wordings(), Remembered(_MOST_BYTES))
    routes = Blueprint("embed", __name__, static_folder="widget", static_url_path="/widget")
    routes.add_url_rule("/widget.js", "loader", lambda: routes.send_static_file("loader.js"))
    routes.add_url_rule("/widget/texts/<language>.json", "texts", views.texts)
    routes.add_url_rule("/api/card", "card", views.card)
    routes.add_url_rule("/embed", "page", views.page)
    routes.add_url_rule("/embed/card/<path:thing>", "frame", views.frame)
    routes.after_request(_for_any_page)
    return routes


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service
    wordings: Mapping[str, Wording]
    remembered: Remembered

    def texts(self, language: str) -> Response:
        """What the widget says, in one language."""
        if language not in EU_LANGUAGES:
            raise NotFound(
                f"There are no texts in {language[:40]!r}. Use one of {', '.join(EU_LANGUAGES)}."
            )
        t = self.wordings[language]
        etag = etag_of("texts", language)
        return conditional(etag, lambda: _json(_written(_texts(t))))

    def card(self) -> Response:
        """One thing as JSON."""
        thing, language = request.args.get("thing", ""), wanted_language()
        with self.service.release(request.args.get("release")) as parts:
            key = parts.release.tag, "card", thing, language, request.host_url
            content = self.remembered.reply(
                key, lambda: _written(card_of(parts, thing, self._wording()).to_json())
            )
            response = conditional(etag_of(*key), lambda: _json(content))
        response.vary.add("Accept-Language")
        return response

    def frame(self, thing: str) -> Response:
        """One thing as a page that other pages may show in a frame."""
        theme = _theme()
        with self.service.release(request.args.get("release")) as parts:
            card = card_of(parts, thing, self._wording())
        response = Response(render_template("embed_card.html", card=card, theme=theme))
        response.headers["Content-Security-Policy"] = _FRAME_POLICY
        # A page that isolates itself takes only frames that do so too.
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        response.headers["X-Robots-Tag"] = "noindex"
        response.vary.add("Accept-Language")
        return response

    def page(self) -> Response:
        """How it is done, with a preview of what was chosen."""
        thing, theme = request.args.get("thing", ""), _theme()
        with self.service.current() as parts:
            card = card_of(parts, thing, self._wording()) if thing else None
        response = Response(
            render_template(
                "embed.html",
                host=request.host_url,
                thing=thing,
                card=card,
                usual_thing=_USUAL_THING,
                theme=theme,
                themes=_THEMES,
                chosen_language=request.args.get("widget_language", ""),
            )
        )
        response.headers["Content-Security-Policy"] = _PREVIEW_POLICY
        response.vary.add("Accept-Language")
        return response

    def _wording(self) -> Wording:
        return self.wordings[wanted_language()]


def card_of(parts: Parts, thing: str, wording: Wording) -> Card:
    """The card of what a request names; NotFound or BadRequest say what to send instead."""
    if not thing or len(thing) > _LONGEST:
        raise BadRequest(
            "Name one thing: a slug such as reconfirm, a path such as region/BE2 or "
            "concept/stage/phase-3, an IRI of ours or the address of its page."
        )
    card = read_card(parts.release, iri_of(thing, request.host_url), wording)
    if card is None:
        raise NotFound(f"Nothing is known of {thing[:200]!r}. See /browse for what there is.")
    return card


def _texts(t: Wording) -> dict[str, Any]:
    return {key: t.texts[key] for key in _TEXTS} | {"language": t.language, "kinds": t.kinds}


def _theme() -> str:
    theme = request.args.get("theme", "")
    if theme not in _THEMES:
        raise BadRequest(f"theme={theme[:40]!r} is not known. Use light or dark, or leave it out.")
    return theme


def _written(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")


def _json(content: bytes) -> Response:
    return Response(content, content_type="application/json")


def _for_any_page(response: Response) -> Response:
    # Pages that isolate themselves (COEP) take scripts only from those who allow it.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.endpoint in _SCRIPTS and response.status_code in (200, 304):
        response.headers["Cache-Control"] = _KEPT
    return open_to_all(response)
