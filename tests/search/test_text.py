from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import Token, clean, fold, tokens, words

ANY = st.text(st.characters(codec=None), max_size=200)  # lone surrogates and NUL among them


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Phase-3 PILOT", "phase-3 pilot"),
        ("Île-de-France", "ile-de-france"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("Đakovo", "dakovo"),
        ("Ħal Qormi", "hal qormi"),
        ("ΣΤΆΔΙΟ", "σταδιο"),
        ("стадий", "стадии"),
    ],
)
def test_letters_are_compared_without_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_hyphen_parts_words_and_each_knows_its_place() -> None:
    assert tokens("A 3D-printing hub") == [
        Token("a", 0, 1),
        Token("3d", 2, 4),
        Token("printing", 5, 13),
        Token("hub", 14, 17),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("R&D, 2014-2020!", ["r", "d", "2014", "2020"]),
        ("l'étape n° 2", ["l", "etape", "n", "2"]),
        ("", []),
        ("?! … –", []),
    ],
)
def test_punctuation_is_no_word(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  two \t\n words ", "two words"),
        ("a\0b\x1bc\x7fd", "a b c d"),
        ("half \ud800 pair", "half pair"),
        ("e\u0301", "é"),
        ("\0\ud800 ", ""),
        ("🙂", "🙂"),
    ],
)
def test_cleaning_drops_what_no_reader_sees(text: str, seen: str) -> None:
    assert clean(text) == seen


@given(ANY)
def test_a_clean_text_can_be_written_and_stays_as_it_is(text: str) -> None:
    seen = clean(text)
    assert seen.encode("utf-8").decode("utf-8") == seen
    assert not any(unicodedata.category(c) == "Cs" or ord(c) < 32 for c in seen)
    assert clean(seen) == seen


@given(ANY)
def test_every_word_stands_where_its_token_says(text: str) -> None:
    for token in tokens(text):
        assert fold(text[token.start : token.end]) == token.form
