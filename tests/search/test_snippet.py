from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.snippet import snippet


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("Digital Innovation Hubs", "hubs", "Digital Innovation **Hubs**"),
        ("Région de Łódź", "lodz region", "**Région** de **Łódź**"),
        ("3D-printing pilot", '"3d printing"', "**3D**-**printing** pilot"),
        ("Digital hubs", "dig*", "**Digital** hubs"),
        ("nothing here", "else", "nothing here"),
        ("…", "else", "…"),
    ],
)
def test_the_words_looked_for_stand_between_stars(text: str, query: str, shown: str) -> None:
    assert snippet(text, query) == shown


def test_a_long_text_is_cut_around_the_first_word() -> None:
    text = " ".join(f"w{n}" for n in range(60))
    shown = snippet(text, "w30")
    assert shown.startswith("… w24 w25 w26 w27 w28 w29 **w30** w31")
    assert shown.endswith("w47 …")


@given(st.text(), st.text())
def test_a_short_text_loses_nothing_but_gains_stars(text: str, query: str) -> None:
    plain = text.replace("*", "")
    if len(plain.split()) < 5 and "-" not in plain:
        assert snippet(plain, query).replace("*", "").strip("… ") in plain or plain == ""
