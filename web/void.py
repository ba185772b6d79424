"""The description of the data set at the address where machines look for one (RFC 8615)."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from graph.downloads import downloads
from graph.formats import HTML, Format
from graph.release import Release
from graph.void import DOCUMENT, Access, Dump, description_of
from graph.writing import write
from web.headers import conditional, etag_of, open_to_all
from web.negotiation import chosen_format, described, see_other, split_suffix
from web.ports import Parts, Service

__all__ = ["access_of", "blueprint"]

_PATH: Final = "/.well-known/void"
# Names in the W3C's list of formats, https://www.w3.org/ns/formats/.
_NAMES: Final = {
    ".ttl": "Turtle",
    ".nt": "N-Triples",
    ".rdf": "RDF_XML",
    ".jsonld": "JSON-LD",
    ".nq": "N-Quads",
    ".trig": "TriG",
}


def blueprint(service: Service) -> Blueprint:
    """The route of the description, also with the suffix of a format."""

    def answer() -> Response:
        with service.release(request.args.get("release")) as parts:
            return _answer(parts)

    routes = Blueprint("void", __name__)
    routes.add_url_rule(_PATH, "void", answer)
    routes.add_url_rule(f"{_PATH}.<suffix>", "file", lambda suffix: answer())
    routes.after_request(open_to_all)
    return routes


def access_of(release: Release, root: str) -> Access:
    """How to get at a release on the server whose address is ``root``, with its last slash."""
    dumps = [
        Dump(f"{root}dumps/{release.version}/{one.name}", _NAMES[one.format.suffix])
        for one in downloads(release)
        if one.format and not one.is_pack
    ]
    return Access(f"{root}sparql", root, dumps)


def _answer(parts: Parts) -> Response:
    path, asked = split_suffix(request.path)
    if path != _PATH:
        raise NotFound(f"There is no {request.path}. Ask for {_PATH}, or for {_PATH}.ttl.")
    wanted = asked or chosen_format()
    if wanted == HTML:
        return see_other("/schema")
    modified = parts.release.manifest.moment
    etag = etag_of(parts.release.tag, request.url, wanted.media_type)
    response = conditional(etag, lambda: _document(parts.release, wanted), modified)
    response.headers.add("Link", '</catalogue>; rel="describedby"; title="DCAT-AP"')
    return described(response, _PATH, wanted)


def _document(release: Release, wanted: Format) -> Response:
    quads = description_of(release).quads(access_of(release, request.host_url))
    content = write(quads, wanted, {"here": f"{DOCUMENT}#"})
    return Response(content, content_type=f"{wanted.media_type}; charset=utf-8")
