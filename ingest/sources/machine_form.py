"""The machine form of a fact: properties that ``says`` and requirements may use."""

from __future__ import annotations

from collections.abc import Iterator

from graph import Literal, NamedNode, Quad
from ingest.sources.fact_file import Entry
from ingest.sources.named_graph import NamedGraph
from ingest.sources.reference import concept_of, iri_of
from ontology.names import DCT, FOAF, RDFS, RG, XSD, concept

_LINKS = {
    name: str(RG[name])
    for name in (
        "managedBy manages coProvider fundedBy fundedUnder underProgramme supports advises"
        " implements leverages buildsOn hosts organises hostsCallOf resultsIn setsUp bringsInto"
        " worksWith targets coordinatedBy inContextOf associatedWith coordinatesProjectsOf"
        " facilitates contact leadsToMilestone"
    ).split()
} | {"partOf": str(DCT.isPartOf)}
_PAGES = {
    "homepage": str(FOAF.homepage),
    "mbox": str(FOAF.mbox),
    "seeAlso": str(RDFS.seeAlso),
    "contactPage": str(RG.contactPage),
}
_DAYS = ("appliesFrom", "appliesUntil")
_WORDS = ("statedStatus",)
_NAMES = ("socialNetwork", "hashtag")
_FLAGS = ("freeOfCharge",)
SAYS = frozenset({*_LINKS, *_PAGES, *_DAYS, *_WORDS, *_NAMES, *_FLAGS})

_AUDIENCES = {
    "reservedFor": str(RG.reservedFor),
    "forAudience": str(DCT.audience),
    "leadBy": str(RG.leadBy),
    "contact": str(RG.contact),
}
CONDITIONS = frozenset(
    {
        *_AUDIENCES,
        "requiresMilestone",
        "requiresManagementOf",
        "requiresMembershipOf",
        "shareAtLeast",
        "appliesIf",
        "minRegions",
        "minMemberStates",
    }
)


def said(graph: NamedGraph, subject: str, says: Entry) -> Iterator[Quad]:
    """Statements of ``says`` about a subject."""
    says.only(SAYS)
    for name in says.nodes:
        for value in says.texts(name):
            yield from _statement(graph, subject, says, name, value)


def conditions(graph: NamedGraph, subject: str, entry: Entry) -> Iterator[Quad]:
    """Machine-readable conditions of a requirement or a rule."""
    for name, predicate in _AUDIENCES.items():
        for slug in entry.texts(name):
            yield graph.link(subject, predicate, concept_of(entry, slug))
    for slug in entry.texts("requiresMilestone"):
        yield graph.link(subject, RG.requiresMilestone, concept("milestone", slug))
    for slug in entry.texts("requiresManagementOf"):
        fund = iri_of(entry, f"programme/{slug}")
        yield graph.link(subject, RG.requiresManagementOf, fund)
    for reference in entry.texts("requiresMembershipOf"):
        yield graph.link(subject, RG.requiresMembershipOf, iri_of(entry, reference))
    yield from _bounds(graph, subject, entry)


def decimal(subject: str, predicate: str, value: str, graph: NamedGraph) -> Quad:
    """A statement whose object is an xsd:decimal."""
    literal = Literal(value, datatype=NamedNode(XSD.decimal))
    return Quad(NamedNode(subject), NamedNode(predicate), literal, NamedNode(graph.iri))


def _statement(
    graph: NamedGraph, subject: str, says: Entry, name: str, value: str
) -> Iterator[Quad]:
    if name in _LINKS:
        yield from _link(graph, subject, name, iri_of(says, value))
    elif name in _PAGES:
        yield graph.link(subject, _PAGES[name], _page(says, name, value))
    elif name in _DAYS:
        day = says.day(name)
        if day is not None:
            yield graph.day(subject, RG[name], day)
    elif name in _FLAGS:
        yield graph.flag(subject, RG[name], says.flag(name))
    else:
        yield graph.text(subject, RG[name], value, "en" if name in _WORDS else None)


def _link(graph: NamedGraph, subject: str, name: str, target: str) -> Iterator[Quad]:
    yield graph.link(subject, _LINKS[name], target)
    if name == "managedBy":
        yield graph.link(target, RG.manages, subject)


def _page(says: Entry, name: str, value: str) -> str:
    if not value.startswith(("http://", "https://", "mailto:")) or " " in value:
        raise says.error(f"{value!r} must be a full address, with http:// or mailto:", name)
    return value


def _bounds(graph: NamedGraph, subject: str, entry: Entry) -> Iterator[Quad]:
    for name in ("minRegions", "minMemberStates"):
        count = entry.number(name)
        if count is not None:
            yield graph.number(subject, RG[name], int(count))
    share, case = entry.number("shareAtLeast"), entry.optional("appliesIf")
    if share is not None:
        yield decimal(subject, RG.shareAtLeast, str(share), graph)
    if case is not None:
        yield graph.text(subject, RG.appliesIf, case, "en")
