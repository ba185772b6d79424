"""A thing of the background document: what all kinds of things have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph import Quad
from ingest.sources.evidence import Citations, interpretation
from ingest.sources.fact import (
    Subject,
    answer,
    fact_quads,
    figure_quads,
    read_subject,
    requirement_quads,
)
from ingest.sources.fact_file import Entry
from ingest.sources.machine_form import CONDITIONS, conditions
from ingest.sources.named_graph import NamedGraph
from ingest.sources.reference import concept_of, iri_of
from ontology.names import CV, DCT, EU_AUTHORITY, RDF, RG, SKOS, concept, graph_name, thing

COMMON_KEYS = frozenset(
    "slug section label called names names_not_printed description evidence audience requirements"
    " figures facts".split()
)
_OWN_KEYS = frozenset(
    "class same_as unit_of part_of kept_by about fact statement areas stages readings".split()
)
_FILE_KEYS = frozenset({"kind", "class", "things"})
_CLASSES: Mapping[str, str] = {
    name: str(RG[name])
    for name in (
        "Platform Initiative SupportProgramme ParticipationRule PolicyEvent SupportResource"
    ).split()
} | {"PublicOrganisation": str(CV.PublicOrganisation)}
_DEGREES = {"core": "direct", "also": "suitable"}


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with the graph of the section that describes it."""

    subject: Subject
    graph: NamedGraph
    entry: Entry


def read_things(file: Entry) -> Iterator[tuple[Entry, Subject]]:
    """Entries of a file that lists things of one kind."""
    file.only(_FILE_KEYS)
    kind = file.text("kind")
    for entry in file.entries("things"):
        yield entry, read_subject(entry, kind)


def things_quads(citations: Citations, file: Entry) -> Iterator[Quad]:
    """Statements about all things of a file."""
    for entry, subject in read_things(file):
        entry.only(COMMON_KEYS | _OWN_KEYS | CONDITIONS)
        named = Named(subject, section_graph(entry), entry)
        name = entry.optional("class") or file.text("class")
        if name not in _CLASSES:
            raise entry.error(f"class {name!r} is none of {', '.join(sorted(_CLASSES))}")
        yield named.graph.link(subject.iri, RDF.type, _CLASSES[name])
        yield from common_quads(citations, named)
        yield from _own_quads(citations, named)


def common_quads(citations: Citations, named: Named) -> Iterator[Quad]:
    """Names, description, evidence, audience, requirements, figures and facts of a thing."""
    graph, iri, entry = named.graph, named.subject.iri, named.entry
    yield graph.text(iri, DCT.identifier, named.subject.slug)
    yield graph.text(iri, DCT.title, named.subject.label, "en")
    yield graph.text(iri, SKOS.prefLabel, named.subject.label, "en")
    yield graph.text(iri, DCT.description, entry.text("description"), "en")
    for name in entry.texts("names"):
        yield graph.text(iri, SKOS.altLabel, name, "en")
    for name in entry.texts("names_not_printed"):
        yield interpretation().text(iri, SKOS.altLabel, name, "en")
    yield from citations.backing(graph, iri, entry)
    for audience in entry.entries("audience"):
        yield from _audience(citations, named, audience)
    for part in entry.entries("requirements"):
        yield from requirement_quads(citations, named.subject, part)
    for part in entry.entries("figures"):
        yield from figure_quads(citations, named.subject, part)
    for part in entry.entries("facts"):
        yield from fact_quads(citations, named.subject, part)


def section_graph(entry: Entry) -> NamedGraph:
    """Graph of the section that describes a thing."""
    return NamedGraph(graph_name("background", entry.text("section")))


def relevance_quads(
    citations: Citations, named: Named, slug: str, degree: str, entry: Entry
) -> Iterator[Quad]:
    """The node that says, with evidence, that a thing names a concept."""
    node = citations.mint("relevance", f"{named.subject.slug}--{slug}", entry)
    graph = citations.graph(entry)
    yield graph.link(node, RDF.type, RG.Relevance)
    yield graph.link(node, RG.relevantThing, named.subject.iri)
    yield graph.link(node, RG.relevantTo, concept_of(entry, slug))
    yield graph.link(node, RG.degree, concept("degree", degree))
    yield graph.link(node, RG.firmness, concept("firmness", "stated"))
    yield from citations.backing(graph, node, entry)


def _audience(citations: Citations, named: Named, entry: Entry) -> Iterator[Quad]:
    entry.only({"who", "strength", "evidence"})
    who, strength = entry.text("who"), entry.text("strength")
    if strength not in _DEGREES:
        raise entry.error(f"strength {strength!r} must be core or also", "strength")
    graph = citations.graph(entry)
    yield graph.link(named.subject.iri, DCT.audience, concept_of(entry, who))
    yield from relevance_quads(citations, named, who, _DEGREES[strength], entry)
    node = thing("relevance", f"{named.subject.slug}--{who}")
    yield graph.text(node, RG.audienceStrength, strength)


def _own_quads(citations: Citations, named: Named) -> Iterator[Quad]:
    entry, iri, graph = named.entry, named.subject.iri, named.graph
    if "same_as" in entry:
        yield from _public_body(iri, entry.text("same_as"))
    for key, predicate, kind in (
        ("unit_of", "http://www.w3.org/ns/org#unitOf", "actor/"),
        ("part_of", str(DCT.isPartOf), "programme/"),
        ("kept_by", str(RG.keptBy), ""),
    ):
        for reference in entry.texts(key):
            yield graph.link(iri, predicate, iri_of(entry, kind + reference))
    if "about" in entry:
        yield from _rule(citations, named)
    yield from _platform(citations, named)


def _public_body(iri: str, code: str) -> Iterator[Quad]:
    graph, europe = interpretation(), str(EU_AUTHORITY["country/EUR"])
    yield graph.link(iri, SKOS.exactMatch, EU_AUTHORITY[f"corporate-body/{code}"])
    yield graph.link(iri, DCT.spatial, europe)
    yield graph.link(europe, RDF.type, DCT.Location)


def _rule(citations: Citations, named: Named) -> Iterator[Quad]:
    entry, graph = named.entry, named.graph
    platform = Subject(iri_of(entry, entry.text("about")), "", "", "")
    yield graph.link(named.subject.iri, RDF.type, CV.Requirement)
    yield from answer(citations, graph, named.subject.iri, platform, entry)
    yield from conditions(graph, named.subject.iri, entry)


def _platform(citations: Citations, named: Named) -> Iterator[Quad]:
    for area in named.entry.entries("areas"):
        area.only({"concept", "vanguard", "evidence"})
        graph, theme = citations.graph(area), concept_of(area, area.text("concept"))
        yield graph.link(named.subject.iri, RG.thematicArea, theme)
        yield from citations.backing(graph, theme, area)
        if area.flag("vanguard"):
            vanguard = thing("actor", "vanguard-initiative")
            yield graph.link(theme, RG.establishedUnder, vanguard)
    for key, scheme in (("stages", "stage"), ("readings", "reading")):
        for entry in named.entry.entries(key):
            entry.only({"concept", "evidence"})
            graph, node = citations.graph(entry), concept(scheme, entry.text("concept"))
            for passage in citations.cited(entry):
                yield graph.link(node, RG.evidence, passage.iri)
