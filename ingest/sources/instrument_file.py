"""One support instrument: its file under facts/instruments, as statements."""

from __future__ import annotations

from collections.abc import Iterator

from graph import Quad
from ingest.sources.evidence import Citations, interpretation
from ingest.sources.fact import Subject, read_subject
from ingest.sources.fact_file import Entry
from ingest.sources.reference import concept_of
from ingest.sources.thing_file import (
    COMMON_KEYS,
    Named,
    common_quads,
    relevance_quads,
    section_graph,
)
from ontology.names import CPSV, CV, DCT, RDF, RG, SKOS, concept, thing

_KEYS = COMMON_KEYS | set(
    "type stage part_of all_themes technologies sectors topics offerings".split()
)
_TYPES = {
    "SupportService": ("SupportService",),
    "FundingInstrument": ("FundingInstrument",),
    "FundingCall": ("FundingCall", "FundingInstrument"),
}
# Each links to a concept that the document names for the instrument.
_NAMED_CONCEPTS = {"technologies": RG.technology, "sectors": RG.sector, "topics": RG.topic}
_OFFERING_KEYS = frozenset({"what", "kind", "title", "description", "evidence"})


def read_instrument(file: Entry) -> Subject:
    """The instrument that a file is about; the file is named after its slug."""
    slug = file.text("slug")
    if slug != file.path.stem:
        raise file.error(f"slug {slug!r} must be the name of the file", "slug")
    return read_subject(file, "instrument")


def instrument_quads(citations: Citations, file: Entry) -> Iterator[Quad]:
    """Statements about one instrument."""
    file.only(_KEYS)
    subject = read_instrument(file)
    named = Named(subject, section_graph(file), file)
    yield from _classes(named)
    yield named.graph.link(subject.iri, RG.supportsStage, concept("stage", file.text("stage")))
    yield from common_quads(citations, named)
    yield from _named_concepts(citations, named)
    for offering in file.entries("offerings"):
        yield from _offering(citations, subject, offering)
    for parent in file.texts("part_of"):
        yield named.graph.link(subject.iri, RG.partOfInstrument, thing("instrument", parent))
    yield from _reading(named)


def _classes(named: Named) -> Iterator[Quad]:
    name = named.entry.text("type")
    if name not in _TYPES:
        raise named.entry.error(f"type {name!r} is none of {', '.join(_TYPES)}", "type")
    for local in (*_TYPES[name], "SupportInstrument"):
        yield named.graph.link(named.subject.iri, RDF.type, RG[local])
    yield named.graph.link(named.subject.iri, RDF.type, CPSV.PublicService)


def _named_concepts(citations: Citations, named: Named) -> Iterator[Quad]:
    told = set()
    for key, predicate in _NAMED_CONCEPTS.items():
        for entry in named.entry.entries(key):
            entry.only({"concept", "evidence"})
            slug = entry.text("concept")
            target = concept_of(entry, slug)
            yield citations.graph(entry).link(named.subject.iri, predicate, target)
            # A technology can be a topic too; one node carries the evidence of both.
            if slug not in told:
                yield from relevance_quads(citations, named, slug, "direct", entry)
            told.add(slug)


def _offering(citations: Citations, subject: Subject, entry: Entry) -> Iterator[Quad]:
    entry.only(_OFFERING_KEYS)
    slug = f"{subject.slug}-{entry.text('what')}"
    node, graph = citations.mint("offering", slug, entry), citations.graph(entry)
    yield graph.link(node, RDF.type, RG.Offering)
    yield graph.link(node, RDF.type, CV.Output)
    yield graph.text(node, DCT.identifier, slug)
    yield graph.text(node, DCT.title, entry.text("title"), "en")
    yield graph.text(node, SKOS.prefLabel, entry.text("title"), "en")
    yield graph.text(node, DCT.description, entry.text("description"), "en")
    yield graph.link(node, DCT.type, concept("offer", entry.text("kind")))
    yield graph.link(subject.iri, RG.offers, node)
    yield graph.link(subject.iri, CPSV.produces, node)
    yield from citations.backing(graph, node, entry)


def _reading(named: Named) -> Iterator[Quad]:
    """What we read into the document: the body that answers to the public, open to all themes."""
    graph, iri = interpretation(), named.subject.iri
    # CPSV-AP asks for an authority, and the document names a manager for a few only. It is
    # the Commission's document and presents EU support, so the Commission answers for all.
    yield graph.link(iri, CV.hasCompetentAuthority, thing("actor", "european-commission"))
    if "all_themes" in named.entry:
        yield graph.flag(iri, RG.allThemes, True)
        yield graph.text(iri, SKOS.editorialNote, named.entry.text("all_themes"), "en")
