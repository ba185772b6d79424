from __future__ import annotations

import pytest
from hypothesis import given

from ontology.names import thing
from search.catalogue import Catalogue, Node, edge_table
from search.places import Places
from search.spoken import Spoken
from tests.search.speaking import questions, spoken

FLANDERS, LOMBARDY = thing("region", "BE2"), thing("region", "ITC4")
SLOVENIA, SPAIN = thing("country", "SVN"), thing("country", "ESP")
NODES = {
    FLANDERS: Node(FLANDERS, "region", {"en": "Flanders", "pl": "Flandria"}),
    LOMBARDY: Node(LOMBARDY, "region", {"en": "Lombardy", "pl": "Lombardia"}),
    SLOVENIA: Node(SLOVENIA, "country", {"en": "Slovenia", "de": "Slowenien", "fr": "Slovénie"}),
    SPAIN: Node(SPAIN, "country", {"en": "Spain"}),
}
SEATS = [(thing("membership", str(n)), "memberRegion", r) for n, r in enumerate((LOMBARDY,))]
PLACES = Places(Catalogue(NODES, (), {}, edge_table(SEATS)))


def named(question: str, language: str = "en") -> list[tuple[str, str]]:
    return [(m.node, m.words) for m in PLACES.of(spoken(question, language))]


def test_a_code_in_capitals_is_a_region() -> None:
    assert named("what is BE2?") == [(FLANDERS, "BE2")]
    assert named("what is be2 or BE99?") == []


@pytest.mark.parametrize(
    ("language", "question", "found"),
    [
        ("en", "partnerships with Slovenian regions", (SLOVENIA, "Slovenian")),
        ("en", "partnerships with Spanish regions", (SPAIN, "Spanish")),
        ("de", "Partnerschaften mit slowenischen Regionen", (SLOVENIA, "slowenischen")),
        ("fr", "partenariats avec des régions slovènes", (SLOVENIA, "slovènes")),
        ("pl", "partnerstwa w Lombardii", (LOMBARDY, "Lombardii")),
    ],
)
def test_adjectives_and_inflected_names_count_where_partnerships_are_asked_for(
    language: str, question: str, found: tuple[str, str]
) -> None:
    assert named(question, language) == [found]


def test_elsewhere_an_adjective_may_be_a_language() -> None:
    assert named("is there a Spanish translation?") == []


@given(questions())
def test_no_question_is_an_error(question: Spoken) -> None:
    assert all(m.words in question.question for m in PLACES.of(question))
