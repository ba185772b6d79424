from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.formats import N_TRIPLES, RESULT_FORMATS, RESULTS_JSON, Format
from graph.row_count import RowCount
from graph.store import Store

_TRICKS = [
    "},{",
    '},{"a":{"type":',
    "},{}",
    "},{},",
    "a\r\nb",
    '"',
    "<result/>",
    "</result>",
    "\t",
    "\\",
]


def counted(text: bytes, format: Format, size: int, exact: bool = True) -> int:
    count = RowCount(format.media_type, exact=exact)
    for start in range(0, len(text), size):
        count.feed(text[start : start + size])
    return count.rows


def written(rows: list[list[str | None]], format: Format) -> bytes:
    cells = " ".join(f"({' '.join(map(_cell, row))})" for row in rows)
    query = f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {cells} }} }}"
    found: Any = Store.memory().engine.query(query)
    return bytes(found.serialize(format=format.engine))


def _cell(text: str | None) -> str:
    if text is None:
        return "UNDEF"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\r", "\\r").replace("\t", "\\t") + '"'


_VALUE = (
    st.none()
    | st.sampled_from([trick for trick in _TRICKS if trick != "},{},"])
    | st.text(alphabet='ab,{}"\n\r').filter(lambda text: "},{}" not in text)
)


@pytest.mark.parametrize("format", RESULT_FORMATS, ids=lambda one: one.name)
@given(rows=st.lists(st.lists(_VALUE, min_size=2, max_size=2), max_size=8), size=st.integers(1, 90))
def test_rows_are_counted_exactly_however_they_are_cut(
    format: Format, rows: list[list[str | None]], size: int
) -> None:
    assert counted(written(rows, format), format, size) == len(rows)


@pytest.mark.parametrize("format", RESULT_FORMATS, ids=lambda one: one.name)
@given(rows=st.integers(0, 40), size=st.integers(1, 200))
def test_plain_values_are_counted_the_quick_way_too(format: Format, rows: int, size: int) -> None:
    text = written([["x", None], ["y", "z"]] * rows, format)
    assert counted(text, format, size, exact=False) == 2 * rows


def test_rows_without_any_value_count() -> None:
    text = written([[None, None]] * 3, RESULTS_JSON)
    assert counted(text, RESULTS_JSON, 5) == counted(text, RESULTS_JSON, 5, exact=False) == 3


def test_a_graph_has_no_rows() -> None:
    assert counted(b"<urn:a> <urn:b> <urn:c> .\n", N_TRIPLES, 3) == 0
