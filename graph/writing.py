"""Quads of one graph as text, without a store: what is said of one node stands together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

import pyoxigraph as ox

from graph.formats import Format
from graph.prefixes import PREFIXES
from graph.terms import Quad

__all__ = ["write"]


def write(
    quads: Iterable[Quad], wanted: Format, prefixes: Mapping[str, str] | None = None
) -> bytes:
    """The bytes of a format of triples; nodes in the order in which they come first.

    ``prefixes``: beside the usual ones, for formats that have any.
    """
    nodes: dict[object, dict[Quad, None]] = {}
    for quad in quads:
        nodes.setdefault(quad.subject, {})[quad] = None
    ordered = (quad for node in nodes.values() for quad in node)
    kind = cast("ox.RdfFormat", wanted.engine)
    return ox.serialize(ordered, format=kind, prefixes={**PREFIXES, **(prefixes or {})}) or b""
