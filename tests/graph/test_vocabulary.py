from __future__ import annotations

from graph.store import Store
from graph.vocabulary import Vocabulary
from ontology.names import BASE, RG, SKOS


def test_terms_in_use_come_most_used_first_as_queries_write_them(tiny_store: Store) -> None:
    found = Vocabulary.read(tiny_store)

    counts = [term.count for term in found.properties]
    assert counts == sorted(counts, reverse=True)
    written = {term.written: term for term in (*found.classes, *found.properties)}
    assert written["rg:Region"].iri == str(RG.Region)
    assert written["skos:prefLabel"].iri == str(SKOS.prefLabel)


def test_a_property_names_the_classes_whose_things_have_it(tiny_store: Store) -> None:
    found = {term.written: term for term in Vocabulary.read(tiny_store).properties}

    assert "rg:Region" in found["skos:prefLabel"].classes


def test_prefixes_are_ours_and_those_of_the_examples(tiny_store: Store) -> None:
    prefixes = Vocabulary.read(tiny_store).prefixes

    assert prefixes["rg"] == str(RG)
    assert prefixes["region"] == f"{BASE}id/region/"


def test_the_searches_inside_queries_have_words_too(tiny_store: Store) -> None:
    found = Vocabulary.read(tiny_store)

    assert f"<{BASE}search>" in [term.written for term in found.services]
    assert "search:query" in [term.written for term in found.parameters]
    assert found.prefixes["search"] == f"{BASE}search#"
