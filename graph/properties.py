"""The properties of a release, as pages need them: names, more general ones, ways back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from graph.store import Store
from graph.terms import Literal, NamedNode
from ontology.names import OWL, RDFS

__all__ = ["Properties"]


@dataclass(frozen=True, slots=True)
class Properties:
    """By IRI: English names, all the properties above one, and those that lead back."""

    names: Mapping[str, str]
    above: Mapping[str, Set[str]]
    inverse: Mapping[str, Set[str]]

    @classmethod
    def read(cls, store: Store) -> Properties:
        """Those of a store."""
        labels = store.stated(None, NamedNode(str(RDFS.label)))
        names = {
            quad.subject.value: quad.object.value
            for quad in labels
            if isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, Literal)
            and quad.object.language == "en"
        }
        inverse = _pairs(store, str(OWL.inverseOf))
        both = [*inverse, *((other, one) for one, other in inverse)]
        return cls(names, _closed(_grouped(_pairs(store, str(RDFS.subPropertyOf)))), _grouped(both))

    def most_special(self, used: Set[str]) -> Set[str]:
        """Of properties that say the same, those that no other one of them is part of."""
        return used - {above for one in used for above in self.above.get(one, ())}


def _pairs(store: Store, predicate: str) -> list[tuple[str, str]]:
    return [
        (quad.subject.value, quad.object.value)
        for quad in store.stated(None, NamedNode(predicate))
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    ]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return dict(found)


def _closed(above: Mapping[str, Set[str]]) -> dict[str, set[str]]:
    """Also those above the ones above, never a property itself."""
    closed = {}
    for one in above:
        reached: set[str] = set()
        waiting = {*above[one]}
        while waiting:
            reached |= waiting
            waiting = {higher for found in waiting for higher in above.get(found, ())} - reached
        closed[one] = reached - {one}
    return closed
