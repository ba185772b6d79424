"""A bounded description of one thing: what a browser or a crawler gets for its IRI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.queries import load
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.names import DCT, RDFS, SKOS

__all__ = ["Limits", "describe"]

_NAMING: Final = tuple(NamedNode(str(term)) for term in (SKOS.prefLabel, RDFS.label, DCT.title))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a description holds at most."""

    inverse_per_property: int = 20
    dependents: int = 200
    neighbours: int = 1_000


def describe(store: Store, iri: str, limits: Limits | None = None) -> list[Quad]:
    """Quads about a thing, in the default graph; empty when the thing is unknown.

    Its own statements, those of the figures, requirements and passages that depend on it,
    what points at it (so many per property), and what all its neighbours are called.
    """
    bounds = limits or Limits()
    thing = NamedNode(iri)
    own = store.stated(thing)
    inverse = list(_pointing_at(store, thing, bounds.inverse_per_property))
    if not own and not inverse:
        return []
    dependents = _dependents(store, thing)[: bounds.dependents]
    parts = [quad for part in dependents for quad in store.stated(part)]
    found = dict.fromkeys([*own, *parts, *inverse])
    named = _neighbours(found, {thing, *dependents})[: bounds.neighbours]
    labels = (quad for neighbour in named for quad in _labels(store, neighbour))
    return list(dict.fromkeys([*found, *labels]))


def _pointing_at(store: Store, thing: NamedNode, limit: int) -> Iterator[Quad]:
    query = f"{load('things-pointing-at')}\nLIMIT {limit}"
    for row in store.select(load("properties-pointing-at"), {"thing": thing}):
        bound = {"thing": thing, "property": row["property"]}
        for found in store.select(query, bound):
            yield Quad(_node(found["other"]), _node(row["property"]), thing)


def _dependents(store: Store, thing: NamedNode) -> list[NamedNode]:
    rows = store.select(load("dependents-of"), {"thing": thing})
    return [row["part"] for row in rows if isinstance(row["part"], NamedNode)]


def _neighbours(quads: Iterable[Quad], described: set[NamedNode]) -> list[NamedNode]:
    ends = (end for quad in quads for end in (quad.subject, quad.object))
    found = dict.fromkeys(end for end in ends if isinstance(end, NamedNode))
    return [end for end in found if end not in described]


def _labels(store: Store, thing: NamedNode) -> Iterator[Quad]:
    """What it is called, in English or without a language."""
    for naming in _NAMING:
        for quad in store.stated(thing, naming):
            if isinstance(quad.object, Literal) and quad.object.language in (None, "en"):
                yield quad


def _node(term: object) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise TypeError(f"Not an IRI: {term!r}.")
    return term
