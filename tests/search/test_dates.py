from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from hypothesis import given

from ontology.names import EU_LANGUAGES
from search.dates import asks_of_today, periods
from search.spoken import Spoken
from search.text import words
from search.vocabulary import Vocabulary
from tests.search.speaking import questions, spoken


def keys(question: str, language: str = "en") -> list[str]:
    return [period.key for period in periods(spoken(question, language))]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("bg", "преди март 2018 г."),
        ("cs", "před březnem 2018"),
        ("da", "før marts 2018"),
        ("de", "vor März 2018"),
        ("el", "πριν από τον Μάρτιο του 2018"),
        ("en", "before March 2018"),
        ("es", "antes de marzo de 2018"),
        ("et", "enne 2018. aasta märtsi"),
        ("fi", "ennen maaliskuuta 2018"),
        ("fr", "avant mars 2018"),
        ("ga", "roimh Mhárta 2018"),
        ("hr", "prije ožujka 2018."),
        ("hu", "2018. március előtt"),
        ("it", "prima di marzo 2018"),
        ("lt", "prieš 2018 m. kovą"),
        ("lv", "pirms 2018. gada marta"),
        ("mt", "qabel Marzu 2018"),
        ("nl", "vóór maart 2018"),
        ("pl", "przed marcem 2018"),
        ("pt", "antes de março de 2018"),
        ("ro", "înainte de martie 2018"),
        ("sk", "pred marcom 2018"),
        ("sl", "pred marcem 2018"),
        ("sv", "före mars 2018"),
    ],
)
def test_a_month_that_closes_a_period_is_read_in_every_language(
    language: str, question: str
) -> None:
    assert keys(question, language) == ["time:..2018-02-28"]


@pytest.mark.parametrize(
    ("language", "question", "key"),
    [
        ("en", "in 2018", "time:2018-01-01..2018-12-31"),
        ("sv", "under 2018", "time:2018-01-01..2018-12-31"),
        ("en", "until 2020", "time:..2020-12-31"),
        ("de", "bis Ende 2020", "time:..2020-12-31"),
        ("hu", "2020-ig", "time:..2020-12-31"),
        ("en", "after 2018", "time:2019-01-01.."),
        ("fi", "vuoden 2018 jälkeen", "time:2019-01-01.."),
        ("pl", "od marca 2018", "time:2018-03-01.."),
        ("en", "from 2016 to 2018", "time:2016-01-01..2018-12-31"),
        ("ro", "în 2017 și 2018", "time:2017-01-01..2018-12-31"),
        ("fr", "entre 2016 et 2018", "time:2016-01-01..2018-12-31"),
        ("en", "2016–2018", "time:2016-01-01..2018-12-31"),
        ("en", "8 November 2017", "time:2017-11-08..2017-11-08"),
        ("en", "November 8, 2017", "time:2017-11-08..2017-11-08"),
        ("de", "am 08.11.2017", "time:2017-11-08..2017-11-08"),
        ("en", "2017-11-08", "time:2017-11-08..2017-11-08"),
        ("hu", "2017. november 8", "time:2017-11-08..2017-11-08"),
        ("en", "11/2017", "time:2017-11-01..2017-11-30"),
        ("en", "31/02/2018", "time:2018-01-01..2018-12-31"),
    ],
)
def test_other_periods(language: str, question: str, key: str) -> None:
    assert keys(question, language) == [key]


@pytest.mark.parametrize("question", ["phase 3", "BE2018x", "1234", "2 018 regions", "BE21"])
def test_other_numbers_are_no_dates(question: str) -> None:
    assert keys(question) == []


def test_the_year_in_a_name_is_no_date() -> None:
    assert periods(spoken("Horizon 2020 projects"), taken=[(0, 12)]) == ()


def test_a_period_overlaps_what_is_open_at_one_end() -> None:
    (period,) = periods(spoken("in 2018"))
    assert period.overlaps(None, date(2018, 1, 1))
    assert period.overlaps(date(2017, 1, 1), None)
    assert not period.overlaps(date(2019, 1, 1), None)
    assert not period.overlaps(None, date(2017, 12, 31))


@pytest.mark.parametrize(
    ("language", "question"), [("en", "open now?"), ("de", "derzeit offen"), ("pl", "obecnie")]
)
def test_the_present_is_noticed(language: str, question: str) -> None:
    assert asks_of_today(spoken(question, language)) is not None


def test_a_question_without_it_asks_of_no_day() -> None:
    assert asks_of_today(spoken("which support is there")) is None


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_every_month_of_the_cldr_is_known(language: str) -> None:
    known = Vocabulary.load().table[language]
    names = Locale(language).months["format"]["wide"]
    assert [n for n, name in names.items() if tuple(words(name)) not in known[f"month-{n}"]] == []


@given(questions())
def test_no_question_is_an_error(question: Spoken) -> None:
    assert all(period.words in question.question for period in periods(question))
