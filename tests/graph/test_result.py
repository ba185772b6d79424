from __future__ import annotations

import csv
import io

import pytest

from graph.formats import RESULTS_CSV, RESULTS_JSON, RESULTS_TSV, Format
from graph.result import Result, Spool, cut_marker

_ROWS = "The result has more than 30,000,000 rows."


def _cut(format: Format, text: bytes, reason: str = _ROWS) -> str:
    spool = Spool()
    spool.write(text)
    spool.finish(reason)
    return Result(format, None, spool).read().decode()


def test_a_number_in_the_marker_of_csv_keeps_its_value() -> None:
    assert cut_marker(RESULTS_CSV, _ROWS, b"a,b") == (
        b"\n!! RESULT CUT: The result has more than 30000000 rows.,,\n"
    )


def test_other_formats_say_the_number_as_people_read_it() -> None:
    assert cut_marker(RESULTS_TSV, _ROWS, b"?a\t?b").endswith(b"30,000,000 rows.\t\t\n")
    assert cut_marker(RESULTS_JSON, _ROWS) == f"\n!! RESULT CUT: {_ROWS}\n".encode()


def test_a_comma_between_words_makes_no_cell_in_csv() -> None:
    assert cut_marker(RESULTS_CSV, "One, or two.", b"a") == b"\n!! RESULT CUT: One; or two.,\n"


@pytest.mark.parametrize("begun", [b"a,b\r\n1,2\r\n3", b'a,b\r\n1,"two, and', b'a,b\r\n1,"2 ""'])
def test_a_row_too_wide_ends_csv_wherever_it_is_cut(begun: bytes) -> None:
    rows = list(csv.reader(io.StringIO(_cut(RESULTS_CSV, begun))))
    assert rows[-1] == ["!! RESULT CUT: The result has more than 30000000 rows.", "", ""]


def test_what_is_whole_has_no_marker() -> None:
    spool = Spool()
    spool.write(b"a\r\n1\r\n")
    spool.finish()
    assert Result(RESULTS_CSV, None, spool).read() == b"a\r\n1\r\n"
