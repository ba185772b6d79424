from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.names import EU_LANGUAGES
from search.numerals import numerals


def values(text: str, language: str) -> list[Decimal]:
    return [numeral.value for numeral in numerals(text, language)]


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("en", "2.8", "2.8"),
        ("en", "2,800", "2800"),
        ("en", "2,800,000.50", "2800000.50"),
        ("en", "2,8", "2.8"),
        ("de", "2,8", "2.8"),
        ("de", "2.800", "2800"),
        ("de", "2.800.000,50", "2800000.50"),
        ("de", "2.8", "2.8"),
        ("fr", "2 800 000", "2800000"),
        ("fr", "2\u202f800,5", "2800.5"),
        ("cs", "50\u00a0000", "50000"),
        ("it", "50'000", "50000"),
        ("fi", "0,125", "0.125"),
        ("mt", "50,000", "50000"),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(
    language: str, written: str, value: str
) -> None:
    assert values(f"x {written} y", language) == [Decimal(value)]


def test_letters_and_points_before_a_number_are_no_number() -> None:
    assert values("BE21 v1.2 S3", "en") == []


def test_a_number_of_too_many_digits_is_left_out() -> None:
    assert values("1" * 400, "en") == []


@given(st.text(), st.sampled_from(EU_LANGUAGES))
def test_no_text_is_an_error(text: str, language: str) -> None:
    assert all(value >= 0 for value in values(text, language))
