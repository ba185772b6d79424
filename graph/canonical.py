"""One hash for the content of a graph, the same wherever and whenever it is computed.

Nothing published has blank nodes, so sorting the N-Quads lines is all that RDF Dataset
Canonicalization (RDFC-1.0) has to do, and the SHA-256 of those lines is its hash.
Only named graphs count: the default graph repeats them, and the graph that describes
the release (its version, its date) would make equal contents differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

import pyoxigraph as ox

from graph.store import Store
from graph.terms import NamedNode
from ontology.names import graph_name

__all__ = ["RELEASE_GRAPH", "canonical_hash", "canonical_lines", "release_lines"]

RELEASE_GRAPH: Final = NamedNode(graph_name("release"))


def canonical_lines(store: Store) -> list[bytes]:
    """N-Quads lines of the named graphs, sorted by code point, each with its line end."""
    return sorted(streamed_lines(store))


def streamed_lines(store: Store) -> Iterator[bytes]:
    """The same lines in the order of the store, one graph in memory at a time."""
    graphs = (graph for graph in store.graphs() if graph != RELEASE_GRAPH)
    return chain.from_iterable(_lines(store, graph) for graph in graphs)


def release_lines(store: Store) -> list[bytes]:
    """N-Quads lines of the graph that describes the release, sorted."""
    return sorted(_lines(store, RELEASE_GRAPH))


def canonical_hash(lines: Iterable[bytes]) -> str:
    """SHA-256, in hexadecimal, of sorted N-Quads lines."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


def _lines(store: Store, graph: NamedNode) -> Iterator[bytes]:
    text = ox.serialize(store.quads(graph), format=ox.RdfFormat.N_QUADS) or b""
    return iter(text.splitlines(keepends=True))
