"""What is in the graph, for people who want to ask it: classes, properties, coverage, values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, jsonify, render_template, request
from werkzeug.exceptions import NotFound

from graph.formats import best
from graph.schema_card import ClassCard, PropertyCard, card_of
from graph.terms import NamedNode
from ontology.names import RDF, RG
from web.headers import conditional, etag_of, open_to_all
from web.links import with_arguments
from web.ports import Parts, Service
from web.schema_diagram import draw
from web.schema_json import class_json, property_json, schema_json
from web.schema_queries import queries_of_class, queries_of_property
from web.wording import wanted_language

__all__ = ["blueprint"]

_TYPE: Final = str(RDF.type)


def blueprint(service: Service) -> Blueprint:
    """Routes under ``/schema``."""
    views = _Views(service)
    routes = Blueprint("schema", __name__)
    routes.add_url_rule("/schema", "overview", views.overview)
    routes.add_url_rule("/schema.json", "json", lambda: views.answer(_whole))
    routes.add_url_rule("/schema/<name>", "term", views.term)
    routes.after_request(open_to_all)
    return routes


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service

    def overview(self) -> Response:
        return self.answer(_whole if _wants_json() else _overview)

    def term(self, name: str) -> Response:
        bare = name.removesuffix(".json")
        as_json = bare != name or _wants_json()
        return self.answer(lambda parts: _term(parts, bare, as_json))

    def answer(self, make: Callable[[Parts], Response]) -> Response:
        with self.service.release(request.args.get("release")) as parts:
            kind = "json" if _wants_json() else "html"
            etag = etag_of(parts.release.tag, request.url, wanted_language(), kind)
            response = conditional(etag, lambda: make(parts))
        response.vary.update(["Accept", "Accept-Language"])
        return response


def _wants_json() -> bool:
    """Whether a program asks; the suffix ``.json`` says so too."""
    return best(request.headers.get("Accept"), ("text/html", "application/json")) == (
        "application/json"
    )


def _overview(parts: Parts) -> Response:
    card = card_of(parts.release)
    return _page(
        "schema.html",
        card=card,
        diagram=draw(card.hub) if card.hub else None,
        release_version=parts.release.version,
    )


def _whole(parts: Parts) -> Response:
    return jsonify(schema_json(card_of(parts.release), parts.release.version))


def _term(parts: Parts, name: str, as_json: bool) -> Response:
    card = card_of(parts.release)
    if name in card.classes:
        found = card.classes[name]
        return jsonify(class_json(found)) if as_json else _class_page(found)
    if name in card.properties:
        used = card.properties[name]
        return jsonify(property_json(used)) if as_json else _property_page(used)
    if _is_defined(parts, name) and not as_json:
        # Who follows a term wants to know what it means, also where nothing has it.
        page = with_arguments("/ontology/", ("release", request.args.get("release", "")))
        return Response(status=303, headers={"Location": f"{page}#{name}"})
    raise NotFound(
        f"No class or property {name[:80]!r} is in use. See /schema for all of them; those of "
        "other vocabularies have a prefix, such as skos:Concept."
    )


def _is_defined(parts: Parts, name: str) -> bool:
    plain = name.isascii() and name.isalnum()
    return plain and parts.release.store.has(NamedNode(str(RG[name])))


def _class_page(card: ClassCard) -> Response:
    return _page(
        "schema_class.html",
        card=card,
        uses=[use for use in card.uses if use.property.iri != _TYPE],
        diagram=draw(card),
        queries=queries_of_class(card.name),
    )


def _property_page(card: PropertyCard) -> Response:
    return _page(
        "schema_property.html",
        card=card,
        queries=queries_of_property(card.name),
    )


def _page(template: str, **values: object) -> Response:
    return Response(render_template(template, **values))
