from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Store
from ontology.names import BASE
from search.suggestions import Suggestions
from tests.search.inline_turtle import quads

NAMES = f"""
<{BASE}id/instrument/eccp> skos:prefLabel "European Cluster Collaboration Platform"@en,
  "Europäische Plattform für Clusterzusammenarbeit"@de ; skos:altLabel "ECCP" .
<{BASE}concept/audience/aud-clusters> skos:prefLabel "cluster organisations"@en,
  "Clusterorganisationen"@de, "klasteriorganisaatiot"@fi .
<{BASE}id/region/BE2> skos:prefLabel "Vlaams Gewest"@nl ; skos:altLabel "Flanders"@en .
<{BASE}id/region/OLD> skos:prefLabel "Cluster region"@en ; dct:isReplacedBy <{BASE}id/region/BE2> .
<{BASE}id/passage/p1> skos:prefLabel "Cluster passage"@en .
"""


def _store() -> Store:
    store = Store.memory()
    store.insert_published(quads(NAMES))
    return store


@pytest.fixture(scope="module")
def suggestions() -> Suggestions:
    return Suggestions.read(_store())


def _labels(suggestions: Suggestions, typed: str, language: str = "en") -> list[str]:
    return [one.label for one in suggestions.starting(typed, language, 5)]


def test_instruments_come_before_audiences_and_only_things_people_look_for(
    suggestions: Suggestions,
) -> None:
    assert _labels(suggestions, "clu") == [
        "European Cluster Collaboration Platform",
        "cluster organisations",
    ]


@pytest.mark.parametrize("typed", ["europaische", "EUROPÄISCHE PLATT", "eccp", "plattform für"])
def test_case_accents_and_the_place_of_a_word_do_not_matter(
    suggestions: Suggestions, typed: str
) -> None:
    assert _labels(suggestions, typed, "de") == ["Europäische Plattform für Clusterzusammenarbeit"]


def test_a_name_in_another_language_is_found_where_the_own_has_none(
    suggestions: Suggestions,
) -> None:
    (found,) = suggestions.starting("klasteri", "en", 5)
    assert found.label == "cluster organisations"
    assert found.matched == "klasteriorganisaatiot"


def test_a_region_is_shown_as_it_calls_itself_where_there_is_no_other_name(
    suggestions: Suggestions,
) -> None:
    (found,) = suggestions.starting("flan", "de", 5)
    assert (found.label, found.language, found.kind) == ("Flanders", "en", "region")


@pytest.mark.parametrize("typed", ["", "c", "   ", "?!", "zzzz"])
def test_too_little_and_unknown_letters_suggest_nothing(
    suggestions: Suggestions, typed: str
) -> None:
    assert suggestions.starting(typed, "en", 5) == []


def test_no_more_come_than_were_asked_for(suggestions: Suggestions) -> None:
    assert len(suggestions.starting("clu", "en", 1)) == 1


def test_an_empty_store_suggests_nothing() -> None:
    assert Suggestions.read(Store.memory()).starting("clu", "en", 5) == []


@given(typed=st.text(max_size=80))
def test_whatever_is_typed_is_answered(suggestions: Suggestions, typed: str) -> None:
    assert len(suggestions.starting(typed, "en", 3)) <= 3
