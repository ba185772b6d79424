from __future__ import annotations

import pytest

from graph.labels import Labels
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.names import DCT, RDFS, SKOS

THING = "http://example.org/thing"
PREFERRED = NamedNode(str(SKOS.prefLabel))


@pytest.fixture
def store() -> Store:
    store = Store.memory()
    store.insert(
        [
            Quad(NamedNode(THING), PREFERRED, Literal("a thing", language="en")),
            Quad(NamedNode(THING), PREFERRED, Literal("rzecz", language="pl")),
            Quad(NamedNode(THING), NamedNode(str(DCT.title)), Literal("THING-1")),
            Quad(NamedNode(THING), NamedNode(str(RDFS.seeAlso)), Literal("more", language="en")),
        ]
    )
    return store


@pytest.mark.parametrize(("language", "name"), [("pl", "rzecz"), ("de", "a thing")])
def test_a_thing_is_called_as_in_the_language_else_as_in_english(
    language: str, name: str, store: Store
) -> None:
    label = Labels(store).preferred(THING, language)
    assert label is not None
    assert label.value == name


def test_what_has_no_label_has_no_name(store: Store) -> None:
    assert Labels(store).preferred("http://example.org/other", "en") is None


def test_a_thing_is_named_in_english_or_without_a_language(store: Store) -> None:
    naming = Labels(store).naming(NamedNode(THING))
    assert [quad.object for quad in naming] == [
        Literal("a thing", language="en"),
        Literal("THING-1"),
    ]


def test_a_name_is_read_once(store: Store) -> None:
    labels = Labels(store)
    first = labels.preferred(THING, "pl")
    store.engine.clear()
    assert labels.preferred(THING, "pl") == first
