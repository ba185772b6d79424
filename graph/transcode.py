"""One RDF text in another format, without a store: no literal is normalised on the way."""

from __future__ import annotations

from typing import cast

import pyoxigraph as ox

from graph.formats import Format
from graph.prefixes import PREFIXES

__all__ = ["transcode"]


def transcode(text: bytes, given: Format, wanted: Format) -> bytes:
    """The same triples in another format."""
    triples = ox.parse(text, format=cast("ox.RdfFormat", given.engine))
    kind = cast("ox.RdfFormat", wanted.engine)
    return ox.serialize(triples, format=kind, prefixes=dict(PREFIXES)) or b""
