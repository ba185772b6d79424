"""Rows of the named queries as links."""

from __future__ import annotations

from graph.store import Row
from web.entity_view import Link
from web.links import readable

__all__ = ["named"]


def named(row: Row, iri: str, language: str, own: str = "own", english: str = "english") -> Link:
    """A link named in the reader's language, else in English, else after its IRI."""
    if own in row:
        return Link(iri, row[own].value, language)
    return Link(iri, row[english].value if english in row else readable(iri))
