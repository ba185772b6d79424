from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.tokens import Place, UnfinishedTextError, place_of, skeleton, tokens

_PIECES = st.sampled_from(
    ["SELECT", "a:b", ":", "<a>", "<", "?x", "'", '"', "'''", "\\", "#", "\n", " ", "1.5e3", "^^"]
)


def _words_and_marks(text: str) -> list[str]:
    return [token.text if token.kind in ("word", "mark") else "" for token in tokens(text)]


def test_the_skeleton_of_a_query_is_its_words_and_marks() -> None:
    text = "# all\nSELECT * { ?s a:b 'x{' ; <c> 1 }\n# end"
    assert skeleton(text) == ["SELECT", "*", "{", "", "", "", ";", "", "", "}"]


@pytest.mark.parametrize("text", ["", "  ", "# only a comment", "\n#a\r\n#b\n"])
def test_blanks_and_comments_leave_nothing(text: str) -> None:
    assert (skeleton(text), list(tokens(text))) == ([], [])


@given(st.text() | st.lists(_PIECES).map("".join))
def test_the_skeleton_is_what_the_tokens_say(text: str) -> None:
    try:
        expected = _words_and_marks(text)
    except UnfinishedTextError:
        assert {"'", '"'} & set(skeleton(text))
    else:
        assert skeleton(text) == expected


def test_a_place_counts_lines_and_columns_from_one() -> None:
    assert place_of("a\nbc", 3) == Place(2, 2)
