"""What is known about a thing: figures, requirements, statements without a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph import Quad
from ingest.sources.evidence import Citations, firmness
from ingest.sources.fact_file import Entry
from ingest.sources.machine_form import CONDITIONS, conditions, decimal, said
from ingest.sources.named_graph import NamedGraph
from ontology.names import CV, DCT, EU_AUTHORITY, QUDT_UNIT, RDF, RG, SKOS, concept, thing

_COMMON = frozenset({"what", "fact", "title", "statement", "evidence", "firmness"})
_FACT_KEYS = _COMMON | {"says", "about", "section"}
_REQUIREMENT_KEYS = _COMMON | CONDITIONS
_FIGURE_KEYS = (_COMMON - {"title"}) | set(
    "measure label min max unit currency approximate exclusive from until".split()
)
_UNITS = frozenset({"NUM", "DAY", "YR", "PERCENT"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing that facts are about, with its name alone and ``called`` so in a sentence."""

    iri: str
    slug: str
    label: str
    called: str


def read_subject(entry: Entry, kind: str) -> Subject:
    """The subject that an entry describes; ``kind`` is the part of the IRI before the slug."""
    slug, label = entry.text("slug"), entry.text("label")
    return Subject(thing(kind, slug), slug, label, entry.optional("called") or label)


def fact_quads(citations: Citations, subject: Subject, entry: Entry) -> Iterator[Quad]:
    """A statement without a number, and what it says to the machine."""
    entry.only(_FACT_KEYS)
    node = citations.mint("statement", f"{subject.slug}-{entry.text('what')}", entry)
    graph = citations.graph(entry)
    yield graph.link(node, RDF.type, RG.Statement)
    yield graph.link(subject.iri, RG.hasStatement, node)
    yield firmness(graph, node, entry)
    yield from _sentence(citations, graph, node, subject, entry)
    says = entry.entry("says")
    if says is not None:
        yield from said(graph, subject.iri, says)


def requirement_quads(citations: Citations, subject: Subject, entry: Entry) -> Iterator[Quad]:
    """A condition for using a thing."""
    entry.only(_REQUIREMENT_KEYS)
    slug = f"{subject.slug}-{entry.text('what')}"
    node, graph = citations.mint("requirement", slug, entry), citations.graph(entry)
    yield graph.link(node, RDF.type, RG.EligibilityRequirement)
    yield graph.link(node, RDF.type, CV.Requirement)
    yield graph.text(node, DCT.identifier, slug)
    yield graph.text(node, DCT.title, entry.text("title"), "en")
    yield graph.text(node, DCT.description, entry.text("statement"), "en")
    yield graph.link(subject.iri, RG.hasEligibility, node)
    yield graph.link(subject.iri, CV.holdsRequirement, node)
    yield firmness(graph, node, entry)
    yield from _sentence(citations, graph, node, subject, entry)
    yield from conditions(graph, node, entry)


def figure_quads(citations: Citations, subject: Subject, entry: Entry) -> Iterator[Quad]:
    """A quantity with its bounds, unit, firmness and period."""
    entry.only(_FIGURE_KEYS)
    slug = f"{subject.slug}-{entry.text('what')}"
    node, graph = citations.mint("figure", slug, entry), citations.graph(entry)
    yield graph.link(node, RDF.type, RG.Figure)
    yield graph.text(node, SKOS.prefLabel, entry.text("label"), "en")
    yield graph.link(subject.iri, RG.hasFigure, node)
    yield graph.link(node, RG.measure, concept("measure", entry.text("measure")))
    yield graph.link(node, RG.firmness, concept("firmness", entry.text("firmness")))
    yield from answer(citations, graph, node, subject, entry)
    yield from _amount(graph, node, entry)
    yield from _unit(graph, node, entry)
    yield from _period(graph, node, entry)


def answer(
    citations: Citations, graph: NamedGraph, node: str, subject: Subject, entry: Entry
) -> Iterator[Quad]:
    """What a node is about, the kind of fact, the sentence that answers, and the evidence."""
    yield graph.link(node, RG.about, subject.iri)
    yield graph.link(node, RG.factKind, concept("fact", entry.text("fact")))
    yield graph.text(node, RG.statement, entry.text("statement"), "en")
    yield from citations.backing(graph, node, entry)


def _sentence(
    citations: Citations, graph: NamedGraph, node: str, subject: Subject, entry: Entry
) -> Iterator[Quad]:
    label = f"{subject.label}: {entry.text('title')}"
    yield graph.text(node, SKOS.prefLabel, label, "en")
    yield from answer(citations, graph, node, subject, entry)


def _amount(graph: NamedGraph, node: str, entry: Entry) -> Iterator[Quad]:
    lowest, highest = entry.number("min"), entry.number("max")
    if lowest is None and highest is None:
        raise entry.error("a figure needs 'min', 'max' or both")
    if lowest is not None and highest is not None and lowest > highest:
        raise entry.error(f"min {lowest} is above max {highest}", "min")
    if lowest is not None:
        yield decimal(node, RG.minValue, str(lowest), graph)
    if highest is not None:
        yield decimal(node, RG.maxValue, str(highest), graph)
    for name in ("approximate", "exclusive"):
        if entry.flag(name):
            yield graph.flag(node, RG[name], True)


def _unit(graph: NamedGraph, node: str, entry: Entry) -> Iterator[Quad]:
    unit, currency = entry.optional("unit"), entry.optional("currency")
    if (unit is None) == (currency is None) or unit not in {None, *_UNITS}:
        raise entry.error(f"a figure needs a 'currency' or a 'unit' of {', '.join(sorted(_UNITS))}")
    if unit is not None:
        yield graph.link(node, RG.unit, QUDT_UNIT[unit])
    else:
        yield graph.link(node, RDF.type, RG.MonetaryFigure)
        yield graph.link(node, CV.currency, EU_AUTHORITY[f"currency/{currency}"])


def _period(graph: NamedGraph, node: str, entry: Entry) -> Iterator[Quad]:
    for key, predicate in (("from", RG.appliesFrom), ("until", RG.appliesUntil)):
        day = entry.day(key)
        if day is not None:
            yield graph.day(node, predicate, day)
