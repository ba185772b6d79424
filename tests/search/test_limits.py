from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.amounts import amounts
from search.dates import periods
from search.limits import amount_label, label_of, period_label
from tests.search.speaking import spoken


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("up to 50 000 euro", "≤ 50\u00a0000 EUR"),
        ("at least 2 million euro", "≥ 2\u00a0000\u00a0000 EUR"),
        ("EUR 2.5 million", "2\u00a0500\u00a0000 EUR"),
        ("1-2 million euro", "1\u00a0000\u00a0000 – 2\u00a0000\u00a0000 EUR"),
    ],
)
def test_a_sum_is_shown_in_signs_and_so_is_its_key(question: str, label: str) -> None:
    (amount,) = amounts(spoken(question))
    assert amount_label(amount) == label
    assert label_of(amount.key) == label


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("in 2018", "2018"),
        ("2016-2018", "2016 – 2018"),
        ("until 2020", "≤ 2020-12-31"),
        ("since March 2018", "≥ 2018-03-01"),
        ("8 November 2017", "2017-11-08"),
    ],
)
def test_a_period_is_shown_in_signs_and_so_is_its_key(question: str, label: str) -> None:
    (period,) = periods(spoken(question))
    assert period_label(period) == label
    assert label_of(period.key) == label


@pytest.mark.parametrize("key", ["", "https://w3id.org/x", "time:2018-99-99..", "money:x..:EUR"])
def test_what_is_no_key_has_no_label(key: str) -> None:
    assert label_of(key) is None


@given(st.text())
def test_no_key_is_an_error(key: str) -> None:
    assert label_of(key) is None or key.startswith(("money:", "time:"))
