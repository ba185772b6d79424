"""The projects funded under INNOSUP-1, by their CORDIS number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from graph import Quad
from ingest.sources.facts_table import Row, read_table, shipped_table
from ingest.sources.named_graph import NamedGraph
from ontology.names import DCT, FOAF, RDF, RDFS, RG, SKOS, graph_name, thing

_COLUMNS = ("cordis_id", "topic", "acronym", "acronym_source")
_CORDIS_ID = re.compile(r"\d{6}|\d{9}")


@dataclass(frozen=True, slots=True)
class ProjectsSource:
    """Our own table of projects; an acronym is there only where a source confirms it."""

    name: ClassVar[str] = "projects"
    title: ClassVar[str] = "Projects funded under INNOSUP-1"
    licence: ClassVar[str] = "http://creativecommons.org/licenses/by/4.0/"

    table: Path = field(default_factory=lambda: shipped_table("innosup_projects.csv"))

    def inputs(self) -> Sequence[Path]:
        """The table."""
        return [self.table]

    def quads(self) -> Iterator[Quad]:
        """Statements in graph/projects."""
        graph = NamedGraph(graph_name("projects"))
        for row in read_table(self.table, _COLUMNS):
            yield from _project(graph, row)


def _project(graph: NamedGraph, row: Row) -> Iterator[Quad]:
    number = row["cordis_id"]
    if not _CORDIS_ID.fullmatch(number):
        raise row.error(f"cordis_id {number!r} is no project number; it has 6 or 9 digits")
    iri = thing("project", number)
    yield graph.link(iri, RDF.type, RG.InvestmentProject)
    yield graph.text(iri, DCT.identifier, number)
    yield graph.text(iri, RG.callTopic, row["topic"])
    yield graph.link(iri, RG.underInstrument, thing("instrument", "innosup-1"))
    yield graph.link(iri, RG.fundedUnder, thing("programme", "horizon-2020"))
    yield graph.link(iri, FOAF.page, f"https://cordis.europa.eu/project/id/{number}")
    yield from _names(graph, iri, row)


def _names(graph: NamedGraph, iri: str, row: Row) -> Iterator[Quad]:
    plain = f"INNOSUP-1 project {row['cordis_id']}"
    yield graph.text(iri, SKOS.prefLabel, row["acronym"] or plain, "en")
    if row["acronym"]:
        yield graph.text(iri, SKOS.altLabel, plain, "en")
        yield graph.text(iri, RG.acronym, row["acronym"])
        yield from _acronym_source(graph, iri, row["acronym_source"])


def _acronym_source(graph: NamedGraph, iri: str, source: str) -> Iterator[Quad]:
    if source.startswith("https://"):
        yield graph.link(iri, DCT.source, source)
    else:
        yield graph.text(iri, RDFS.comment, f"Acronym confirmed by: {source}.", "en")
