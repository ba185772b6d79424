"""Where the graph lives: store, releases, query workers, formats."""

from graph.manifest import Manifest
from graph.release import Release, ReleaseDirectory, ReleaseError, UnknownReleaseError
from graph.store import NotPublishableError, Row, Store, StoreError, Term
from graph.terms import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

__all__ = [
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "Manifest",
    "NamedNode",
    "NotPublishableError",
    "Quad",
    "Release",
    "ReleaseDirectory",
    "ReleaseError",
    "Row",
    "Store",
    "StoreError",
    "Term",
    "Triple",
    "UnknownReleaseError",
]
