from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.request import Terms, pack, unpack

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_IRIS = st.lists(_TEXTS, max_size=3).map(tuple)


@given(_TEXTS, _TEXTS, _IRIS, _IRIS, st.integers(1), st.integers(1), st.floats(0, 1e6))
def test_what_is_unpacked_is_what_was_packed(  # noqa: PLR0913 -- the members of Terms
    query: str,
    base: str,
    default: tuple[str, ...],
    named: tuple[str, ...],
    max_bytes: int,
    max_rows: int,
    processor: float,
) -> None:
    terms = Terms(base, "text/csv", default, named, max_bytes, max_rows, processor)
    assert unpack(pack(terms, query)) == (terms, query)
