"""Evidence: which passages an entry cites, and so which graph its statements belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph import Quad
from ingest.sources.fact_file import Entry
from ingest.sources.named_graph import NamedGraph
from ingest.sources.passage import Passage
from ontology.names import RG, concept, graph_name, thing

INTERPRETATION = "interpretation"


@dataclass(frozen=True, slots=True)
class Citations:
    """The passages of one document, the day it speaks of, and the IRIs given out so far."""

    passages: Mapping[str, Passage]
    stated_on: date
    _minted: set[str] = field(default_factory=set)

    def mint(self, kind: str, slug: str, entry: Entry) -> str:
        """IRI of a new node; a second one with the same slug is a mistake in the files."""
        iri = thing(kind, slug)
        if iri in self._minted:
            raise entry.error(f"there is a {kind} {slug!r} already: change 'what' or 'slug'")
        self._minted.add(iri)
        return iri

    def cited(self, entry: Entry) -> list[Passage]:
        """Passages of the key ``evidence``, at least one."""
        keys = entry.texts("evidence")
        if not keys:
            raise entry.error("'evidence' is missing: cite a passage of passages.yaml")
        for key in keys:
            if key not in self.passages:
                raise entry.error(f"evidence {key!r} is not in passages.yaml", "evidence")
        return [self.passages[key] for key in keys]

    def graph(self, entry: Entry) -> NamedGraph:
        """Graph of the section first cited, or that of interpretation."""
        if entry.optional("firmness") == INTERPRETATION:
            return interpretation()
        return NamedGraph(graph_name("background", self.cited(entry)[0].section))

    def backing(self, graph: NamedGraph, iri: str, entry: Entry) -> Iterator[Quad]:
        """Links from a node to its passages, and the day it was stated."""
        for passage in self.cited(entry):
            yield graph.link(iri, RG.evidence, passage.iri)
        yield graph.day(iri, RG.statedOn, self.stated_on)


def interpretation() -> NamedGraph:
    """Graph of what we read into the document."""
    return NamedGraph(graph_name("background", INTERPRETATION))


def firmness(graph: NamedGraph, iri: str, entry: Entry) -> Quad:
    """How firm an entry is; stated, unless it says otherwise."""
    return graph.link(iri, RG.firmness, concept("firmness", entry.optional("firmness") or "stated"))
