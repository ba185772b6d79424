"""The ontology and the concepts come into the graph without blank nodes, the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ingest.source import SourceError
from ingest.sources.vocabulary import VocabularySource

BASE = "https://w3id.org/regiograph/"
LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


def test_the_shipped_vocabulary_fills_two_graphs() -> None:
    store = Store.memory()
    store.insert_published(VocabularySource().quads())

    assert [graph.value for graph in store.graphs()] == [
        f"{BASE}graph/concepts",
        f"{BASE}graph/ontology",
    ]
    assert store.ask(f"ASK {{ <{BASE}def#Figure> a <http://www.w3.org/2002/07/owl#Class> }}")
    assert store.ask(f"ASK {{ <{BASE}concept/stage/phase-3> a <{BASE}def#SupportStage> }}")


def test_the_same_files_give_the_same_statements_in_the_same_order() -> None:
    assert list(VocabularySource().quads()) == list(VocabularySource().quads())


def test_lists_of_axioms_get_names(tmp_path: Path) -> None:
    file = tmp_path / "small.ttl"
    file.write_text("<urn:a> <urn:steps> ( <urn:b> ) .", encoding="utf-8")

    quads = list(VocabularySource(ontology=[file], concepts=[]).quads())

    assert all(isinstance(quad.subject, NamedNode) for quad in quads)
    assert sum(str(quad.subject).startswith(f"<{BASE}id/node/") for quad in quads) == 2


def test_labels_keep_their_language(tmp_path: Path) -> None:
    file = tmp_path / "scheme.ttl"
    file.write_text(f'<urn:a> <{LABEL.value}> "photonics"@en .', encoding="utf-8")

    quads = list(VocabularySource(ontology=[], concepts=[file]).quads())

    label = Literal("photonics", language="en")
    assert quads == [Quad(NamedNode("urn:a"), LABEL, label, NamedNode(f"{BASE}graph/concepts"))]


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .\n\n<urn:a> is broken\n", encoding="utf-8")

    with pytest.raises(SourceError, match=r"vocabulary, broken\.ttl:3: "):
        list(VocabularySource(ontology=[file], concepts=[]).quads())


def test_inputs_are_the_turtle_files() -> None:
    names = {path.name for path in VocabularySource().inputs()}

    assert {"regiograph.ttl", "eurio.ttl", "stage.ttl", "measure.ttl"} <= names
