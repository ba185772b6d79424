"""Marks of what no source states, for vocabularies that have no named graphs to keep it apart.

A statement that stands in graphs of interpretation or inference alone is repeated as an
``rdf:Statement`` (RDF 1.1 Schema, section 5.3) with the graph that it was taken from. Clients
that do not know of this ignore it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from graph.statement import link, said
from graph.store import Store
from graph.terms import DefaultGraph, Literal, NamedNode, Quad
from ontology.names import PROV, RDF, RDFS, graph_name

__all__ = ["marks"]

_INTERPRETED: Final = (
    graph_name("interpretation", ""),
    graph_name("background", "interpretation"),
)
_INFERRED: Final = graph_name("inferred", "")
_SAID: Final = {
    True: "Our interpretation; no source states it.",
    False: "Follows from other statements by a rule; no source states it.",
}


def marks(store: Store, quads: Iterable[Quad], home: str) -> Iterator[Quad]:
    """What to say of those statements that no source makes; ``home`` is the IRI of the profile.

    Looked up by subject and value, since a profile has names of its own for properties. What a
    profile composes anew has neither in the graph, and gets no mark.
    """
    for quad in quads:
        graphs = _graphs_of(store, quad)
        if graphs and all(name.startswith((*_INTERPRETED, _INFERRED)) for name in graphs):
            yield from _mark(quad, sorted(graphs), home)


def _graphs_of(store: Store, quad: Quad) -> set[str]:
    found = store.engine.quads_for_pattern(quad.subject, None, quad.object, None)
    return {one.graph_name.value for one in found if not isinstance(one.graph_name, DefaultGraph)}


def _mark(quad: Quad, graphs: list[str], home: str) -> Iterator[Quad]:
    digest = sha256(f"{quad.subject} {quad.predicate} {quad.object}".encode()).hexdigest()
    node = f"{home}#mark-{digest[:16]}"
    interpreted = any(name.startswith(_INTERPRETED) for name in graphs)
    yield link(node, RDF.type, str(RDF.Statement))
    for property_, term in (
        (RDF.subject, quad.subject),
        (RDF.predicate, quad.predicate),
        (RDF.object, quad.object),
    ):
        yield Quad(NamedNode(node), NamedNode(str(property_)), term)
    yield said(node, RDFS.comment, Literal(_SAID[interpreted], language="en"))
    for name in graphs:
        yield link(node, PROV.wasDerivedFrom, name)
