"""Rows of the named queries as names and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.store import Row
from web.entity_view import Link
from web.links import readable

__all__ = ["named", "unique", "value_of"]


def named(row: Row, iri: str, language: str, own: str = "own", english: str = "english") -> Link:
    """A link named in the reader's language, else in English, else after its IRI."""
    if own in row:
        return Link(iri, row[own].value, language)
    return Link(iri, row[english].value if english in row else readable(iri))


def value_of(row: Row, name: str) -> str:
    """Text of a variable, '' when it is unbound."""
    return row[name].value if name in row else ""


def unique(rows: Iterable[Row], *names: str) -> Iterator[Row]:
    """The first row of each combination; labels in two graphs must not double a line."""
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = tuple(value_of(row, name) for name in names)
        if key not in seen:
            seen.add(key)
            yield row
