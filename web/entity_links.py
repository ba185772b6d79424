"""Which parts of an entity's page can have anything in them, by the links the thing has.

The engine plans a query for each part anew, which takes longer than to find out that a thing has
nothing of that kind, as most things have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.store import Store
from graph.terms import NamedNode
from ontology.names import RG

__all__ = ["LINKS", "Links", "touches"]


@dataclass(frozen=True, slots=True)
class Links:
    """The properties by which a query starts: from the thing, and to it."""

    outgoing: tuple[str, ...] = ()
    incoming: tuple[str, ...] = ()


_ABOUT: Final = ("about", "concerns")
_RELEVANT: Final = ("relevantThing", "relevantTo")
_OWNED: Final = ("offers", "hasEligibility", "hasStatement", "hasAbsence")

LINKS: Final[Mapping[str, Links]] = {
    "entity_evidence": Links(("evidence", "hasFigure", *_OWNED), (*_ABOUT, *_RELEVANT)),
    "entity_figures": Links(("hasFigure",)),
    "entity_notes": Links(_OWNED, _ABOUT),
    "entity_relevance": Links((), _RELEVANT),
    "entity_members": Links(("hasMembership",)),
}
"""For each query of ``graph/queries`` that starts by a few properties, those of our ontology."""


def touches(store: Store, iri: str, query: str) -> bool:
    """Whether a query can find anything about a thing; true for queries not in ``LINKS``."""
    links = LINKS.get(query)
    if links is None:
        return True
    thing = NamedNode(iri)
    return any(store.has(thing, NamedNode(str(RG[name]))) for name in links.outgoing) or any(
        store.has(None, NamedNode(str(RG[name])), thing) for name in links.incoming
    )
