"""A bounded description of one thing: what a browser or a crawler gets for its IRI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Final

from graph.labels import Labels
from graph.queries import load
from graph.store import Store
from graph.terms import NamedNode, Quad
from ontology.names import RG

__all__ = ["Limits", "describe", "pointing_at"]

_PARTS: Final = tuple(
    NamedNode(str(RG[name])) for name in ("hasFigure", "hasEligibility", "evidence")
)
_ABOUT: Final = NamedNode(str(RG.about))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a description holds at most."""

    inverse_per_property: int = 20
    dependents: int = 200
    neighbours: int = 1_000


def describe(store: Store, iri: str, labels: Labels, limits: Limits | None = None) -> list[Quad]:
    """Quads about a thing, in the default graph; empty when the thing is unknown.

    Its own statements, those of the figures, requirements and passages that depend on it,
    what points at it (so many per property), and what all its neighbours are called.
    """
    bounds = limits or Limits()
    thing = NamedNode(iri)
    own = store.stated(thing)
    inverse = list(pointing_at(store, thing, bounds.inverse_per_property))
    if not own and not inverse:
        return []
    dependents = _dependents(store, thing)[: bounds.dependents]
    parts = [quad for part in dependents for quad in store.stated(part)]
    found = [*dict.fromkeys([*own, *parts, *inverse])]
    named = _neighbours(found, {thing, *dependents})[: bounds.neighbours]
    return [*found, *(quad for neighbour in named for quad in labels.naming(neighbour))]


def pointing_at(
    store: Store, thing: NamedNode, most: int, without: Set[str] = frozenset()
) -> Iterator[Quad]:
    """What leads to a thing, so many statements of each property, ``without`` some of them."""
    rows = store.select(load("properties-pointing-at"), {"thing": thing})
    for predicate in sorted({row["property"].value for row in rows} - without):
        yield from store.stated(None, NamedNode(predicate), thing, most=most)


def _dependents(store: Store, thing: NamedNode) -> list[NamedNode]:
    """Figures, requirements and passages that exist only to say something about it, sorted."""
    owned = (quad.object for part in _PARTS for quad in store.stated(thing, part))
    about = (quad.subject for quad in store.stated(None, _ABOUT, thing))
    found = {node for node in (*owned, *about) if isinstance(node, NamedNode)}
    return sorted(found, key=lambda node: node.value)


def _neighbours(quads: Iterable[Quad], described: Set[NamedNode]) -> list[NamedNode]:
    ends = (end for quad in quads for end in (quad.subject, quad.object))
    found = dict.fromkeys(end for end in ends if isinstance(end, NamedNode))
    return [end for end in found if end not in described]
