from __future__ import annotations

import pytest
from hypothesis import given

from search.listing import listing
from search.spoken import Spoken
from tests.search.speaking import questions, spoken


@pytest.mark.parametrize(
    ("language", "question", "kind", "asked"),
    [
        ("en", "list all thematic areas", "theme", "list"),
        ("en", "how many instruments are there", "instrument", "how-many"),
        ("en", "which partnerships are there", "partnership", "which"),
        ("en", "instruments without a call", "instrument", ""),
        ("de", "alle Instrumente", "instrument", "list"),
        ("fr", "combien de partenariats", "partnership", "how-many"),
        ("pl", "ile jest instrumentów", "instrument", "how-many"),
        ("hu", "hány tematikus terület van", "theme", "how-many"),
        ("el", "πόσα μέσα στήριξης", "instrument", "how-many"),
        ("fi", "kaikki tukivälineet", "instrument", "list"),
    ],
)
def test_what_is_to_be_listed(language: str, question: str, kind: str, asked: str) -> None:
    found = listing(spoken(question, language), [])
    assert found is not None
    assert (found.kind, found.asked) == (kind, asked)


@pytest.mark.parametrize("question", ["we look for partners", "help with the instruments of trade"])
def test_other_questions_list_nothing(question: str) -> None:
    assert listing(spoken(question), []) is None


def test_words_that_nothing_accounts_for_are_counted() -> None:
    question = "list all instruments for dentists"
    found = listing(spoken(question), [])
    assert found is not None
    assert found.unexplained == 1
    explained = listing(spoken(question), [(25, 33)])
    assert explained is not None
    assert explained.unexplained == 0


@given(questions())
def test_no_question_is_an_error(question: Spoken) -> None:
    found = listing(question, [])
    assert found is None or found.unexplained >= 0


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Wie viele thematische Bereiche gibt es?"),
        ("fr", "Combien de domaines thématiques existe-t-il ?"),
        ("fi", "Kuinka monta temaattista aluetta on olemassa?"),
        ("el", "Πόσες θεματικές περιοχές υπάρχουν;"),
        ("bg", "Колко са тематичните области?"),
        ("et", "Mitu temaatilist valdkonda on?"),
        ("lv", "Cik ir tematisko jomu?"),
        ("lt", "Kiek yra teminių sričių?"),
        ("hr", "Koliko tematskih područja postoji?"),
        ("sl", "Koliko tematskih področij obstaja?"),
        ("ga", "Cé mhéad réimse téamach atá ann?"),
        ("pt", "Quantas áreas temáticas existem?"),
    ],
)
def test_how_many_areas_exist_is_wholly_explained(language: str, question: str) -> None:
    found = listing(spoken(question, language), [])
    assert found is not None
    assert (found.kind, found.asked, found.unexplained) == ("theme", "how-many", 0)


def test_kinds_of_offer_with_a_limit_stand_for_the_instruments() -> None:
    question = spoken("grants over 100 million euro")
    found = listing(question, [(0, 28)], offered=[0])
    assert found is not None
    assert (found.kind, found.unexplained) == ("instrument", 0)
    assert listing(question, [(0, 28)]) is None
