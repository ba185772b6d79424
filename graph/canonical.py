"""One hash for the content of a graph, the same wherever and whenever it is computed.

Nothing published has blank nodes, so sorting the N-Quads lines is all that RDF Dataset
Canonicalization (RDFC-1.0) has to do, and the SHA-256 of those lines is its hash.
Only named graphs count: the default graph repeats them, and the graph that describes
the release (its version, its date) would make equal contents differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.sorted_lines import SortedLines
from graph.store import Store
from graph.terms import NamedNode, Quad
from ontology.names import graph_name

__all__ = [
    "RELEASE_GRAPH",
    "by_graph",
    "canonical_hash",
    "canonical_lines",
    "release_lines",
    "statements",
]

RELEASE_GRAPH: Final = NamedNode(graph_name("release"))


def canonical_lines(store: Store, path: Path) -> SortedLines:
    """N-Quads lines of the named graphs, sorted by code point, in a file of that path."""
    graphs = (graph for graph in store.graphs() if graph != RELEASE_GRAPH)
    return SortedLines.write((line for graph in graphs for line in _lines(store, graph)), path)


def release_lines(store: Store) -> list[bytes]:
    """N-Quads lines of the graph that describes the release, sorted."""
    return sorted(_lines(store, RELEASE_GRAPH))


def by_graph(lines: Iterable[bytes], path: Path) -> SortedLines:
    """The same lines graph by graph, in a file of that path."""
    return SortedLines.write(lines, path, _graph)


def statements(lines: SortedLines) -> Iterator[Quad]:
    """What the lines state, one after the other."""
    # Lenient: the store has checked the terms before it wrote them.
    return ox.parse(path=str(lines.path), format=ox.RdfFormat.N_QUADS, lenient=True)


def canonical_hash(lines: Iterable[bytes]) -> str:
    """SHA-256, in hexadecimal, of sorted N-Quads lines."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


def _lines(store: Store, graph: NamedNode) -> Iterator[bytes]:
    return (f"{quad} .\n".encode() for quad in store.quads(graph))


def _graph(line: bytes) -> bytes:
    return line.rsplit(b" ", 2)[1]
