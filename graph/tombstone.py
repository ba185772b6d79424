"""What is left of a thing that a release took away: when it went, and where it last was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.history import Entry, History
from graph.members import member_iri
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.names import AS, DCT, PROV, RDF, XSD, graph_name

__all__ = ["Tombstone", "successor_of", "tombstone_of"]

_REPLACED: Final = NamedNode(str(DCT.isReplacedBy))
_MERGES: Final = NamedNode(graph_name("replacements"))
_DATE_TIME: Final = NamedNode(str(XSD.dateTime))


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A thing that is no more; ``last`` is the release that still has it."""

    iri: str
    removed: Entry
    last: str

    def quads(self) -> Iterator[Quad]:
        """It as a Tombstone of Activity Streams 2.0, linked to its last version."""
        thing = NamedNode(self.iri)
        time = Literal(self.removed.created, datatype=_DATE_TIME)
        last = NamedNode(member_iri(self.iri, self.last))
        yield Quad(thing, NamedNode(str(RDF.type)), NamedNode(str(AS.Tombstone)))
        yield Quad(thing, NamedNode(str(AS.deleted)), time)
        yield Quad(thing, NamedNode(str(PROV.invalidatedAtTime)), time)
        yield Quad(thing, NamedNode(str(DCT.hasVersion)), last)


def tombstone_of(history: History, iri: str) -> Tombstone | None:
    """The tombstone of an IRI whose last change was its removal, None for any other."""
    # What became of its parts afterwards doesn't bring it back.
    events = [event for event in history.timeline.events(iri) if event.change != "part"]
    if not events or events[-1].change != "removed":
        return None
    removed = history.get(events[-1].version)
    if removed is None:
        return None
    last = history.entries[history.versions.index(removed.version) - 1]
    return Tombstone(iri, removed, last.version)


def successor_of(store: Store, iri: str) -> str | None:
    """IRI of the thing that a merged one is part of now, None for a thing of its own."""
    # Old codes of regions are replaced too, but stand in a graph of their own: they are no merges.
    found = store.stated(NamedNode(iri), _REPLACED, graph=_MERGES)
    targets = (quad.object.value for quad in found if isinstance(quad.object, NamedNode))
    return min(targets, default=None)
