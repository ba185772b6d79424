"""The change log as a Linked Data Event Stream, in pages that follow the TREE specification.

The root names the first page of each release, with the bounds of its time; that page names
the other pages of the release. A release never changes, so all pages but the root are closed
for good, and clients keep them. Nothing is ever taken out of the log: retention starts with
its first release.

In a format without named graphs the statements of a member stand beside what the stream says
of it, each once: clients that take the statements about a member (TREE, member extraction) find
all of them, but not the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.dumps import LICENCE
from graph.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TRIG, TURTLE, Format
from graph.history import Entry
from graph.members import STREAM, read_page
from graph.terms import DefaultGraph, Literal, NamedNode, Quad
from ontology.names import AS, BASE, DCT, LDES, RDF, TREE, XSD

__all__ = ["FORMATS", "EventStream", "write"]

# What keeps named graphs apart goes before what does not; TriG is for clients without a wish.
FORMATS: Final = (TRIG, N_QUADS, JSON_LD, TURTLE, N_TRIPLES, RDF_XML)
_OF_THE_STREAM: Final = (NamedNode(str(DCT.created)), NamedNode(str(DCT.isVersionOf)))
POLLING: Final = 3_600  # seconds; releases are days apart
_TITLE: Final = "Changes of Regiograph, one version of a thing at a time"
_PREFIXES: Final = {
    "ldes": str(LDES),
    "tree": str(TREE),
    "as": str(AS),
    "dct": str(DCT),
    "rdf": str(RDF),
    "xsd": str(XSD),
}


@dataclass(frozen=True, slots=True)
class EventStream:
    """The stream at an address: that of its root, without a slash at its end."""

    address: str

    def root(self, node: str, entries: Iterable[Entry]) -> Iterator[Quad]:
        """What the root says; ``node`` is the address that it was asked for under."""
        log = list(entries)
        yield from self._stream(node)
        yield _said(node, RDF.type, TREE.Node)
        policy, view = f"{self.address}#retention", f"{self.address}#view"
        yield _said(node, TREE.viewDescription, view)
        yield _said(node, LDES.retentionPolicy, policy)
        yield _said(view, RDF.type, LDES.EventSource)
        yield _said(view, LDES.retentionPolicy, policy)
        yield _said(policy, RDF.type, LDES.RetentionPolicy)
        if log:
            yield _said(policy, LDES.startingFrom, _time(log[0]))
        for entry in log:
            if entry.pages:
                yield from self._relations(node, entry, self.page_address(entry.version, 1))

    def page(self, entry: Entry, number: int) -> Iterator[Quad]:
        """A closed page with its members, counted from 1."""
        node = self.page_address(entry.version, number)
        yield from self._stream(self.address)
        yield _said(node, RDF.type, TREE.Node)
        yield _said(node, LDES.immutable, Literal(True))
        if number == 1:
            for other in range(2, entry.pages + 1):
                target = self.page_address(entry.version, other)
                yield from self._relations(node, entry, target)
        yield from read_page(entry.page_file(number), entry.created)

    def page_address(self, version: str, number: int) -> str:
        """Address of a page of a release."""
        first = f"{self.address}/{version}"
        return first if number == 1 else f"{first}/{number}"

    def _stream(self, view: str) -> Iterator[Quad]:
        yield _said(STREAM, RDF.type, LDES.EventStream)
        yield _said(STREAM, DCT.title, Literal(_TITLE, language="en"))
        yield _said(STREAM, DCT.license, LICENCE)
        yield _said(STREAM, TREE.view, view)
        yield _said(STREAM, LDES.timestampPath, DCT.created)
        yield _said(STREAM, LDES.versionOfPath, DCT.isVersionOf)
        for path, value, activity in (
            (LDES.versionCreatePath, LDES.versionCreateObject, AS.Create),
            (LDES.versionUpdatePath, LDES.versionUpdateObject, AS.Update),
            (LDES.versionDeletePath, LDES.versionDeleteObject, AS.Delete),
        ):
            yield _said(STREAM, path, RDF.type)
            yield _said(STREAM, value, activity)
        yield _said(STREAM, LDES.pollingInterval, Literal(POLLING))

    def _relations(self, node: str, entry: Entry, target: str) -> Iterator[Quad]:
        """Every member of a release has the same time: the relations bound it on both sides."""
        name = target.removeprefix(self.address).strip("/").replace("/", "-")
        for kind, word in (
            (TREE.GreaterThanOrEqualToRelation, "from"),
            (TREE.LessThanOrEqualToRelation, "until"),
        ):
            relation = f"{node}#{word}-{name}"
            yield _said(node, TREE.relation, relation)
            yield _said(relation, RDF.type, kind)
            yield _said(relation, TREE.node, target)
            yield _said(relation, TREE.path, DCT.created)
            yield _said(relation, TREE.value, _time(entry))


def write(quads: Iterable[Quad], wanted: Format) -> bytes:
    """Quads as the bytes of a format of ``FORMATS``; named graphs apart where it can."""
    engine = wanted.engine
    if not isinstance(engine, ox.RdfFormat):
        raise ValueError(f"{wanted.name} is no format of RDF. Use one of {FORMATS}.")
    prefixes = {**_PREFIXES, "id": f"{BASE}id/", "concept": f"{BASE}concept/"}
    kept = quads if wanted.holds_graphs else _merged(quads)
    return ox.serialize(kept, format=engine, prefixes=prefixes) or b""


def _merged(quads: Iterable[Quad]) -> Iterable[Quad]:
    """All in the default graph, each statement once, in the order that they came in.

    When a member was made, and of what, only the stream says: a thing that says so of itself in
    the same words (the ontology does) would have two times, or be a version of two things.
    """
    return dict.fromkeys(
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if quad.graph_name == DefaultGraph() or quad.predicate not in _OF_THE_STREAM
    )


def _said(subject: str, predicate: str, value: str | Literal) -> Quad:
    node = value if isinstance(value, Literal) else NamedNode(str(value))
    return Quad(NamedNode(str(subject)), NamedNode(str(predicate)), node)


def _time(entry: Entry) -> Literal:
    return Literal(entry.created, datatype=NamedNode(str(XSD.dateTime)))
