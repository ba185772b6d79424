from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from graph import NamedNode, Quad
from ingest.source import SourceError
from ingest.sources.projects import ProjectsSource
from ontology.names import DCT, FOAF, RG, SKOS, graph_name, thing


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(ProjectsSource().quads())


@pytest.fixture(scope="module")
def graph(quads: list[Quad]) -> Graph:
    lines = (f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
    return Graph().parse(data="\n".join(lines), format="nt")


def objects(graph: Graph, project: str, predicate: URIRef) -> list[str]:
    return sorted(
        str(value) for value in graph.objects(URIRef(thing("project", project)), predicate)
    )


def test_there_are_29_projects_of_one_instrument(graph: Graph) -> None:
    innosup = URIRef(thing("instrument", "innosup-1"))

    assert len(set(graph.subjects())) == 29
    assert len(set(graph.subjects(RG.underInstrument, innosup))) == 29


def test_a_project_has_its_number_topic_programme_and_page(graph: Graph) -> None:
    assert objects(graph, "691554", DCT.identifier) == ["691554"]
    assert objects(graph, "691554", RG.callTopic) == ["INNOSUP-1-2015"]
    assert objects(graph, "691554", RG.fundedUnder) == [thing("programme", "horizon-2020")]
    assert objects(graph, "691554", FOAF.page) == ["https://cordis.europa.eu/project/id/691554"]


def test_only_confirmed_acronyms_are_names(graph: Graph) -> None:
    acronyms = {str(value) for value in graph.objects(None, RG.acronym)}

    assert acronyms == {
        "AMULET",
        "Cross4Health",
        "DIGI-B-CUBE",
        "GreenOffshoreTech",
        "INNOLABS",
        "NEPTUNE",
        "PERMIDES",
    }
    assert objects(graph, "691554", SKOS.prefLabel) == ["NEPTUNE"]
    assert objects(graph, "731343", SKOS.prefLabel) == ["INNOSUP-1 project 731343"]


def test_every_statement_is_in_the_graph_of_projects(quads: list[Quad]) -> None:
    assert {quad.graph_name for quad in quads} == {NamedNode(graph_name("projects"))}


def test_what_is_no_project_number_is_named_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "projects.csv"
    table.write_text("cordis_id,topic,acronym,acronym_source\n12,T,,\n", encoding="utf-8")

    with pytest.raises(SourceError, match=r"projects\.csv line 2: cordis_id '12'"):
        list(ProjectsSource(table).quads())
