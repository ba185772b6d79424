from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.names import EU_LANGUAGES
from search.headcount import Headcount, headcount, regions_from
from search.vocabulary import Vocabulary

VOCABULARY = Vocabulary.load()


@pytest.mark.parametrize(
    ("language", "question", "said"),
    [
        ("en", "May two regions from one country start?", "two regions from one country"),
        ("de", "Dürfen zwei Regionen aus demselben Land?", "zwei Regionen aus demselben Land"),
        ("fr", "deux régions d'un même pays peuvent-elles", "deux régions d'un même pays"),
        ("el", "δύο περιφέρειες από την ίδια χώρα", "δύο περιφέρειες από την ίδια χώρα"),
        ("fi", "kaksi aluetta samasta maasta", "kaksi aluetta samasta maasta"),
        ("hu", "két régió ugyanabból az országból", "két régió ugyanabból az országból"),
        ("pl", "dwa regiony z jednego kraju chcą", "dwa regiony z jednego kraju"),
    ],
)
def test_two_regions_of_one_country_are_counted(language: str, question: str, said: str) -> None:
    assert headcount(question, language, VOCABULARY) == Headcount(2, 1, said)


def test_numbers_may_be_digits_and_stand_a_word_apart() -> None:
    question = "4 partner regions from 3 different countries"
    assert headcount(question, "en", VOCABULARY) == Headcount(4, 3, question)


def test_countries_that_nobody_counted_are_not_known() -> None:
    found = headcount("we are three regions", "en", VOCABULARY)
    assert found == Headcount(3, None, "three regions")


def test_who_asks_how_many_counts_none() -> None:
    assert headcount("how many regions from how many countries?", "en", VOCABULARY) is None


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_every_language_can_say_one_country(language: str) -> None:
    assert VOCABULARY.table[language].get("one-country")


@given(st.text(max_size=200), st.sampled_from(EU_LANGUAGES))
def test_any_text_can_be_read(question: str, language: str) -> None:
    found = headcount(question, language, VOCABULARY)
    assert found is None or found.words in question


@pytest.mark.parametrize(
    ("language", "question", "places"),
    [
        ("de", "zwei Regionen aus Österreich und eine aus Italien", ("Österreich", "Italien")),
        ("fr", "deux régions de France et une d'Espagne", ("France", "Espagne")),
        ("it", "due regioni italiane e una francese", ("italiane", "francese")),
        ("nl", "twee regio's uit Nederland en een uit België", ("Nederland", "België")),
        ("en", "three regions from Spain, Italy and Malta", ("Spain", "Italy", "Malta")),
    ],
)
def test_regions_of_several_countries_are_added_up(
    language: str, question: str, places: tuple[str, ...]
) -> None:
    spans = [(question.index(name), question.index(name) + len(name)) for name in places]
    assert regions_from(question, language, VOCABULARY, spans) == 3


def test_an_article_alone_counts_nothing() -> None:
    question = "regions of a country such as Poland"
    span = (question.index("Poland"), len(question))
    assert regions_from(question, "en", VOCABULARY, [span]) is None
