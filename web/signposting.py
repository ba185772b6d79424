"""Links that lead a machine on from an answer (RFC 8288, RFC 6596, signposting.org)."""

from __future__ import annotations

from flask import Response

from graph.release import Release
from ontology.names import BASE
from web.containers import collection_of
from web.links import href

__all__ = ["signposted"]


def signposted(response: Response, release: Release, path: str) -> Response:
    """Say the lasting name of what this is, what it belongs to, and what describes the whole.

    ``path``: of an IRI of ours, under the base IRI.
    """
    for relation in ("canonical", "cite-as"):
        _link(response, BASE + path, relation)
    collection = collection_of(path)
    if collection is not None:
        _link(response, href(BASE + collection), "collection")
    _link(response, "/catalogue.ttl", "describedby", 'type="text/turtle"')
    _link(response, "https://schema.org/AboutPage", "type")
    if response.status_code in (200, 304):
        response.last_modified = release.manifest.moment
    return response


def _link(response: Response, target: str, relation: str, *more: str) -> None:
    response.headers.add("Link", "; ".join([f"<{target}>", f'rel="{relation}"', *more]))
