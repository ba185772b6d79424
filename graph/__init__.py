"""Where the graph lives: store, releases, query workers, formats."""

from graph.guard import Guard, GuardError
from graph.manifest import Manifest
from graph.pool import Limits, QueryError, QueryPool
from graph.release import Release, ReleaseDirectory, ReleaseError, UnknownReleaseError
from graph.store import NotPublishableError, Row, Store, StoreError, Term
from graph.terms import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

__all__ = [
    "BlankNode",
    "DefaultGraph",
    "Guard",
    "GuardError",
    "Limits",
    "Literal",
    "Manifest",
    "NamedNode",
    "NotPublishableError",
    "Quad",
    "QueryError",
    "QueryPool",
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
