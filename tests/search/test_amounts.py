from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from search.amounts import amounts
from search.spoken import Spoken
from tests.search.speaking import questions, spoken


def keys(question: str, language: str = "en") -> list[str]:
    return [amount.key for amount in amounts(spoken(question, language))]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("bg", "помощ до 50 000 евро"),
        ("cs", "nejvýše 50 000 eur"),
        ("da", "højst 50.000 euro"),
        ("de", "höchstens 50.000 Euro"),
        ("el", "έως 50.000 ευρώ"),
        ("en", "grants up to 50 000 euro"),
        ("es", "hasta 50.000 euros"),
        ("et", "kuni 50 000 eurot"),
        ("fi", "enintään 50 000 euroa"),
        ("fr", "jusqu'à 50 000 €"),
        ("ga", "suas go 50,000 euro"),
        ("hr", "najviše 50.000 eura"),
        ("hu", "50 000 euróig"),
        ("it", "fino a 50.000 euro"),
        ("lt", "iki 50 000 eurų"),
        ("lv", "līdz 50 000 eiro"),
        ("mt", "sa 50,000 ewro"),
        ("nl", "maximaal 50.000 euro"),
        ("pl", "najwyżej 50 tys. euro"),
        ("pt", "até 50 mil euros"),
        ("ro", "cel mult 50 000 de euro"),
        ("sk", "najviac 50 000 eur"),
        ("sl", "največ 50.000 evrov"),
        ("sv", "högst 50 000 euro"),
    ],
)
def test_a_highest_sum_is_read_in_every_language(language: str, question: str) -> None:
    assert keys(question, language) == ["money:..50000:EUR"]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("bg", "2,8 милиона евро"),
        ("cs", "2,8 milionu eur"),
        ("da", "2,8 mio. euro"),
        ("de", "2,8 Mio. €"),
        ("el", "2,8 εκατ. ευρώ"),
        ("en", "EUR 2.8 million"),
        ("en", "€2.8m"),
        ("es", "2,8 millones de euros"),
        ("et", "2,8 miljonit eurot"),
        ("fi", "2,8 miljoonaa euroa"),
        ("fr", "2,8 millions d'euros"),
        ("ga", "2.8 milliún euro"),
        ("hr", "2,8 milijuna eura"),
        ("hu", "2,8 millió euró"),
        ("it", "2,8 milioni di euro"),
        ("lt", "2,8 mln. eurų"),
        ("lv", "2,8 miljoni eiro"),
        ("mt", "2.8 miljun ewro"),
        ("nl", "2,8 miljoen euro"),
        ("pl", "2,8 mln euro"),
        ("pt", "2,8 milhões de euros"),
        ("ro", "2,8 milioane de euro"),
        ("sk", "2,8 milióna eur"),
        ("sl", "2,8 milijona evrov"),
        ("sv", "2,8 miljoner euro"),
    ],
)
def test_millions_are_read_in_every_language(language: str, question: str) -> None:
    assert keys(question, language) == ["money:2800000..2800000:EUR"]


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("we need 50k for a prototype", "money:50000..50000:EUR"),
        ("more than 2 million euro", "money:2000000..:EUR"),
        ("at least EUR 1 million", "money:1000000..:EUR"),
        ("around EUR 4 million", "money:3400000..4600000:EUR"),
        ("between 1 and 2 million euro", "money:1000000..2000000:EUR"),
        ("1-2 million euros", "money:1000000..2000000:EUR"),
        ("under $100,000", "money:..100000:USD"),
    ],
)
def test_bounds_ranges_and_currencies(question: str, key: str) -> None:
    assert keys(question) == [key]


@pytest.mark.parametrize(
    "question", ["5 million patients", "in 2018 and 2020", "phase 3", "3 regions", "NUTS BE21", "m"]
)
def test_a_number_without_money_is_no_sum(question: str) -> None:
    assert keys(question) == []


def test_a_sum_keeps_the_words_that_named_it() -> None:
    assert amounts(spoken("is there up to 50 000 euro?"))[0].words == "up to 50 000 euro"


def test_a_sum_meets_a_stated_range_that_shares_a_value() -> None:
    (amount,) = amounts(spoken("between 1 and 2 million euro"))
    assert amount.meets(Decimal(1_500_000), None)
    assert not amount.meets(Decimal(2_500_000), None)
    assert not amount.meets(Decimal(1), Decimal(10))


@given(questions())
def test_no_question_is_an_error(question: Spoken) -> None:
    assert all(amount.words in question.question for amount in amounts(question))
