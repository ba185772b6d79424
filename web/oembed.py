"""oEmbed 1.0 (https://oembed.com): the address of an entry in, a card in a frame out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, abort, jsonify, render_template, request
from werkzeug.exceptions import BadRequest, NotFound

from ontology.names import BASE, EU_LANGUAGES
from web.card import Card
from web.embed import card_of
from web.headers import open_to_all
from web.links import with_arguments
from web.ports import Service
from web.wording import Wording, load_wordings, wanted_language

__all__ = ["blueprint"]

_WIDTH: Final = 600  # pixels, unless the site has less room
_HEIGHT: Final = 320
_MOST: Final = 10_000
_KEPT: Final = 86_400  # seconds: a release seldom lives shorter


def blueprint(service: Service) -> Blueprint:
    """The route of the provider."""
    views = _Views(service, load_wordings())
    routes = Blueprint("oembed", __name__)
    routes.add_url_rule("/oembed", "oembed", views.answer)
    routes.after_request(open_to_all)
    return routes


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service
    wordings: Mapping[str, Wording]

    def answer(self) -> Response:
        form = request.args.get("format", "json")
        if form not in ("json", "xml"):
            # The status that section 2.3.3 names for a format which a provider doesn't have.
            abort(501, f"format={form[:40]!r} is not offered. Use json or xml.")
        width, height = _pixels("maxwidth", _WIDTH), _pixels("maxheight", _HEIGHT)
        asked = _asked()
        language = _language(asked)
        with self.service.current() as parts:
            card = card_of(parts, asked, self.wordings[language])
        told = _described(card, language, width, height)
        return _xml(told) if form == "xml" else jsonify(told)


def _asked() -> str:
    asked = request.args.get("url", "")
    if not asked:
        raise BadRequest("url is missing. Send the address of an entry, such as ?url=https://….")
    if not asked.startswith((f"{BASE}id/", f"{BASE}concept/")) and not asked.startswith(
        (f"{request.host_url}id/", f"{request.host_url}concept/")
    ):
        raise NotFound(
            f"{asked[:200]!r} is no entry of ours. Entries begin with {request.host_url}id/ or "
            f"{request.host_url}concept/, or with {BASE} in place of {request.host_url}."
        )
    return asked


def _language(asked: str) -> str:
    """The language in the address of the page, else the one that the request asks for."""
    try:
        sent = parse_qs(urlsplit(asked).query).get("lang", [""])[0]
    except ValueError as error:
        raise BadRequest(f"url={asked[:200]!r} can't be read: {error}.") from error
    return sent if sent in EU_LANGUAGES else wanted_language()


def _described(card: Card, language: str, width: int, height: int) -> dict[str, Any]:
    host = request.host_url.rstrip("/")
    frame = with_arguments(f"{host}/embed/card{card.path}", ("lang", language))
    return {
        "version": "1.0",
        "type": "rich",
        "title": card.entity.label.text,
        "provider_name": "Regiograph",
        "provider_url": f"{host}/",
        "cache_age": _KEPT,
        "width": width,
        "height": height,
        "html": render_template(
            "embed_frame.html",
            address=frame,
            title=card.entity.label.text,
            width=width,
            height=height,
        ).strip(),
    }


def _pixels(name: str, usual: int) -> int:
    sent = request.args.get(name)
    if sent is None:
        return usual
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 6 else 0
    if not 1 <= number <= _MOST:
        raise BadRequest(f"{name}={sent[:40]!r} is not possible. Use 1 to {_MOST} pixels.")
    return min(number, usual)


def _xml(told: Mapping[str, Any]) -> Response:
    root = Element("oembed")
    for name, value in told.items():
        SubElement(root, name).text = str(value)
    text = tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(text, content_type="text/xml; charset=utf-8")
