"""The searches inside queries as terms that can be looked up: what each property means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from graph.examples import library
from graph.finder import SERVICES, FinderService
from graph.formats import HTML
from graph.terms import Literal, NamedNode, Quad
from graph.writing import write
from ontology.names import RDF, RDFS, SD
from web.headers import conditional, etag_of
from web.negotiation import chosen_format, described, split_suffix
from web.ports import Service

__all__ = ["blueprint", "terms_of"]


def blueprint(service: Service) -> Blueprint:
    """Routes of the two services; nothing there depends on a release but its examples."""
    routes = Blueprint("search_terms", __name__)
    for name in SERVICES:
        for suffix in ("", *_SUFFIXES):
            routes.add_url_rule(f"/{name}{suffix}", f"{name}{suffix.replace('.', '-')}", _answer)
    return routes


_SUFFIXES: Final = (".ttl", ".jsonld", ".rdf", ".nt", ".html")


def terms_of(service: FinderService) -> Iterator[Quad]:
    """The service as a feature of a SPARQL endpoint, and its properties."""
    feature = NamedNode(service.iri)
    yield _said(feature, RDF.type, NamedNode(str(SD.Feature)))
    yield from _named(feature, f"SERVICE <{service.iri}>", service.about)
    for one in service.properties:
        term = NamedNode(f"{service.namespace}{one.name}")
        yield _said(term, RDF.type, NamedNode(str(RDF.Property)))
        yield from _named(term, f"{service.name}:{one.name}", one.about)
        yield _said(term, RDFS.isDefinedBy, feature)


def _named(term: NamedNode, label: str, about: str) -> Iterator[Quad]:
    yield _said(term, RDFS.label, Literal(label, language="en"))
    yield _said(term, RDFS.comment, Literal(about, language="en"))


def _said(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(subject, NamedNode(str(predicate)), value)


def _answer() -> Response:
    path, asked = split_suffix(request.path)
    service = SERVICES.get(path.strip("/"))
    if service is None:
        raise NotFound(f"There is no {request.path}. Known: {', '.join(SERVICES)}.")
    wanted = asked or chosen_format()
    if wanted == HTML and request.args.get("q"):
        # Most sites have their search at /search?q=…: whoever tries that means ours.
        return Response(status=303, headers={"Location": f"/?{urlencode(request.args)}"})
    if wanted == HTML:
        shown = [one for one in library() if f"SERVICE <{service.iri}>" in one.query]
        response = Response(render_template("search_terms.html", service=service, examples=shown))
        return described(response, path, wanted)
    text = write(terms_of(service), wanted)
    response = conditional(
        etag_of(request.path, wanted.media_type, text),
        lambda: Response(text, content_type=f"{wanted.media_type}; charset=utf-8"),
    )
    return described(response, path, wanted)
