"""Writes what the engine found, in the format that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Final

import pyoxigraph as ox

__all__ = ["write_graph", "write_rows"]

_WITH_PREFIXES: Final = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG)


def write_graph(
    triples: Iterable[ox.Triple], media_type: str, output: IO[bytes], prefixes: Mapping[str, str]
) -> None:
    """Write triples; Turtle and TriG with the prefixes, so that they are read as they were asked.

    Raises ValueError for a format that holds no graph.
    """
    format = ox.RdfFormat.from_media_type(media_type)
    if format is None:
        raise ValueError(f"{media_type} can't hold a graph; ask for text/turtle.")
    known = {name: iri for name, iri in prefixes.items() if _is_iri(iri)}
    if isinstance(triples, ox.QueryTriples) and not (known and format in _WITH_PREFIXES):
        triples.serialize(output, format)  # a fifth faster
    else:
        ox.serialize(triples, output, format, prefixes=known if format in _WITH_PREFIXES else None)


def write_rows(
    found: ox.QuerySolutions | ox.QueryBoolean, media_type: str, output: IO[bytes]
) -> None:
    """Write rows or a truth value; raises ValueError for a format that holds neither."""
    format = ox.QueryResultsFormat.from_media_type(media_type)
    if format is None:
        raise ValueError(f"{media_type} can't hold rows; ask for application/sparql-results+json.")
    found.serialize(output, format)


def _is_iri(text: str) -> bool:
    """Whether it is one as it stands; the engine also reads escapes, but doesn't write them."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
