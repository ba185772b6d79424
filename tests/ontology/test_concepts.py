"""The concept schemes: complete, in plain English, with the numbers of the stages kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, URIRef

from ontology import concept_files, read
from ontology.names import RG, concept, concept_scheme

SMALL = ("criterion degree firmness ket measure milestone offer outcome reading role stage").split()


@pytest.mark.parametrize("path", concept_files(), ids=lambda path: path.stem)
def test_a_file_holds_one_scheme_named_as_the_file(path: Path) -> None:
    graph = Graph().parse(data=read(path), format="turtle")

    assert list(map(str, graph.subjects(RDF.type, SKOS.ConceptScheme))) == [
        concept_scheme(path.stem)
    ]


@pytest.mark.parametrize("path", concept_files(), ids=lambda path: path.stem)
def test_each_concept_has_one_english_label_and_its_scheme(path: Path) -> None:
    graph = Graph().parse(data=read(path), format="turtle")

    for node in graph.subjects(RDF.type, SKOS.Concept):
        labels = [getattr(text, "language", None) for text in graph.objects(node, SKOS.prefLabel)]
        assert labels == ["en"], node
        assert str(graph.value(node, SKOS.inScheme)) == concept_scheme(path.stem)


@pytest.mark.parametrize("scheme", SMALL)
def test_each_concept_of_a_small_scheme_has_a_definition(scheme: str) -> None:
    graph = load(scheme)

    for node in graph.subjects(RDF.type, SKOS.Concept):
        assert str(graph.value(node, SKOS.definition)).endswith((".", "?")), node


@pytest.mark.parametrize(
    ("reading", "number", "stage"),
    [
        ("headings", 1, "phase-1"),
        ("headings", 3, "phase-3"),
        ("headings", 4, "phase-4"),
        ("prep-then-three", 1, "phase-2"),
        ("prep-then-three", 3, "phase-4"),
    ],
)
def test_a_reading_gives_a_number_to_a_stage(reading: str, number: int, stage: str) -> None:
    graph = load("reading")
    position = URIRef(concept("reading", f"{reading}/{number}"))

    assert str(graph.value(position, URIRef(RG.stage))) == concept("stage", stage)
    assert str(graph.value(position, URIRef(RG.ordinal))) == str(number)


@pytest.mark.parametrize(("year", "size"), [(2009, 5), (2012, 6), (2018, 6)])
def test_each_list_of_enabling_technologies_is_a_collection(year: int, size: int) -> None:
    graph = load("ket")
    members = set(graph.objects(URIRef(concept("ket", f"list-{year}")), SKOS.member))

    assert len(members) == size
    assert all((member, RDF.type, URIRef(RG.KeyEnablingTechnology)) in graph for member in members)


def load(scheme: str) -> Graph:
    [path] = (path for path in concept_files() if path.stem == scheme)
    return Graph().parse(data=read(path), format="turtle")
