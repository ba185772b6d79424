from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.names import EU_LANGUAGES
from search.quantity import Quantity
from search.quantity_wording import amount_words, quantity_words
from tests.search.tiny import ASKED_BUDGET, HUBS, PLANNED, TWENTY_MILLION, tiny_wording


def amount(language: str, low: float | None, high: float | None, **more: object) -> str:
    quantity = replace(Quantity(ASKED_BUDGET, PLANNED, low, high), **more)  # type: ignore[arg-type]
    return plain(amount_words(quantity, tiny_wording(language)))


def plain(text: str) -> str:
    """Without the spaces that do not break, which few can tell apart."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_a_number_is_written_as_its_readers_write_it() -> None:
    assert amount("de", 2_800_000, 2_800_000, currency="EUR") == "2,8 Mio. €"
    assert amount("en", 2_800_000, 2_800_000, currency="EUR") == "€2.8M"
    assert amount("fr", 75, 75, unit="PERCENT") == "75 %"
    assert amount("de", 1_234, 1_234, unit="NUM") == "1.234"


def test_a_language_without_short_amounts_of_money_has_long_ones() -> None:
    assert "20" in amount("mt", 20_000_000, 20_000_000, currency="EUR")


def test_one_bound_is_said_as_what_it_is() -> None:
    assert amount("en", 722, None) == "at least 722"
    assert amount("en", 350, None, exclusive=True) == "more than 350"
    assert amount("de", None, 10) == "höchstens 10"
    assert amount("de", None, 10, exclusive=True) == "weniger als 10"


def test_a_range_a_rough_number_and_a_gift() -> None:
    assert amount("de", 15, 30, unit="DAY") == "15–30 Tage"
    assert amount("en", 3, 3, unit="YR") == "3 years"
    assert amount("de", 10, 10, approximate=True) == "etwa 10"
    assert amount("fr", 0, 0, currency="EUR") == "gratuit"


def test_a_quantity_tells_how_firm_it_is_and_for_when() -> None:
    assert plain(quantity_words(TWENTY_MILLION, HUBS, tiny_wording("de"))) == (
        "Digitale Zentren – Budget: 20 Mio. € (geplant, bis 31. Dezember 2020,"
        " Stand: November 2017)."
    )


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_every_language_has_its_numbers_and_dates(language: str) -> None:
    said = quantity_words(TWENTY_MILLION, HUBS, tiny_wording(language))
    assert "20" in said
    assert "2020" in said
    assert "2017" in said


@given(
    st.sampled_from(EU_LANGUAGES),
    st.floats(0, 1e12),
    st.sampled_from(["NUM", "DAY", "YR", "PERCENT", None]),
)
def test_any_number_can_be_said(language: str, number: float, unit: str | None) -> None:
    currency = None if unit else "EUR"
    assert amount(language, number, number, unit=unit, currency=currency)
