"""What the document gets wrong or leaves out: discrepancies and absences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph import Quad
from ingest.sources.evidence import Citations, interpretation
from ingest.sources.fact import Subject
from ingest.sources.fact_file import Entry
from ingest.sources.named_graph import NamedGraph
from ingest.sources.passage import section_iri
from ingest.sources.reference import iri_of
from ingest.sources.thing_file import section_graph
from ontology.names import DCT, RDF, RG, SKOS, concept, graph_name, slug_of, thing

_DISCREPANCY_KEYS = frozenset("slug section label concerns statement note evidence".split())
_ABSENCE_KEYS = frozenset({"fact", "what", "about", "all-but", "label", "statement"})


@dataclass(frozen=True, slots=True)
class Described:
    """Things that absences can be about, and the section each is described in."""

    document: str
    subjects: Mapping[str, Subject]
    sections: Mapping[str, str]
    instruments: Sequence[str]


def discrepancy_quads(citations: Citations, file: Entry) -> Iterator[Quad]:
    """All discrepancies, each in the graph of the section it stands in."""
    file.only({"discrepancies"})
    for entry in file.entries("discrepancies"):
        entry.only(_DISCREPANCY_KEYS)
        graph = section_graph(entry)
        node = citations.mint("discrepancy", entry.text("slug"), entry)
        yield graph.link(node, RDF.type, RG.Discrepancy)
        yield graph.text(node, SKOS.prefLabel, entry.text("label"), "en")
        yield graph.text(node, RG.statement, entry.text("statement"), "en")
        yield interpretation().text(node, SKOS.editorialNote, entry.text("note"), "en")
        for reference in entry.texts("concerns"):
            yield graph.link(node, RG.concerns, iri_of(entry, reference))
            yield graph.link(node, RG.about, iri_of(entry, reference))
        yield from citations.backing(graph, node, entry)


def absence_quads(citations: Citations, described: Described, file: Entry) -> Iterator[Quad]:
    """One absence for each thing of each group."""
    file.only({"absences"})
    for group in file.entries("absences"):
        group.only(_ABSENCE_KEYS)
        for reference in _references(described, group):
            yield from _absence(citations, described, group, reference)


def _references(described: Described, group: Entry) -> list[str]:
    if group.texts("about") == ["all"]:
        return list(described.instruments)
    if "all-but" in group:
        left_out = {f"instrument/{slug}" for slug in group.texts("all-but")}
        if unknown := left_out - set(described.instruments):
            raise group.error(f"no instrument is called {min(unknown)!r}", "all-but")
        return [reference for reference in described.instruments if reference not in left_out]
    return [slug if "/" in slug else f"instrument/{slug}" for slug in group.texts("about")]


def _absence(
    citations: Citations, described: Described, group: Entry, reference: str
) -> Iterator[Quad]:
    subject = described.subjects.get(reference) or _concept(group, reference)
    slug = f"{subject.slug}-{group.optional('what') or group.text('fact')}"
    node = citations.mint("absence", slug, group)
    label = group.text("label").replace("{called}", subject.called)
    statement = group.text("statement").replace("{called}", subject.called)
    section = described.sections.get(reference)
    graph = NamedGraph(graph_name("background", section)) if section else interpretation()
    yield graph.link(node, RDF.type, RG.Absence)
    yield graph.text(node, SKOS.prefLabel, f"Not stated: {label}", "en")
    yield graph.text(node, RG.statement, statement, "en")
    yield graph.link(node, RG.about, subject.iri)
    yield graph.link(subject.iri, RG.hasAbsence, node)
    yield graph.link(node, RG.factKind, concept("fact", group.text("fact")))
    yield graph.link(node, DCT.source, thing("document", described.document))
    yield graph.day(node, RG.statedOn, citations.stated_on)
    if section:
        yield graph.link(node, RG.inSection, section_iri(described.document, section))


def _concept(group: Entry, reference: str) -> Subject:
    """A concept has its labels in its scheme; here its slug has to do."""
    iri = iri_of(group, reference)
    if "/id/" in iri:
        raise group.error(f"{reference!r} is not described in any file", "about")
    slug = slug_of(iri)
    name = slug.partition("-")[2].replace("-", " ")
    return Subject(iri, slug, name, name)
