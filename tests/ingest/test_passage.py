from __future__ import annotations

from pathlib import Path

import pytest

from ingest.source import SourceError
from tests.ingest.harbour import copy_harbour, values

OFFICE = "<id/passage/harbour-97-130>"


def test_without_the_document_a_passage_has_place_and_checksum_only(tmp_path: Path) -> None:
    store = copy_harbour(tmp_path).store()

    assert values(store, f"{OFFICE} rg:charStart ?x") == {"97"}
    assert values(store, f"{OFFICE} rg:charEnd ?x") == {"130"}
    assert values(store, f"{OFFICE} rg:lineStart ?x") == {"5"}
    assert values(store, f"{OFFICE} rg:quotation ?x") == set()


def test_with_the_document_a_passage_has_its_words(tmp_path: Path) -> None:
    store = copy_harbour(tmp_path).store(quoted=True)

    words = values(store, f"{OFFICE} rg:quotation ?x", graph="background/tool-bench")

    assert words == {"first ask the office – in writing"}


def test_a_wrong_span_is_refused_with_file_and_line(tmp_path: Path) -> None:
    harbour = copy_harbour(tmp_path)
    for name in ("passages.yaml", "instruments/tool-bench.yaml", "discrepancies.yaml"):
        harbour.change(name, "97-130", "98-130")

    with pytest.raises(
        SourceError, match=r"passages\.yaml line 4: passage 98-130 has the checksum"
    ):
        harbour.store(quoted=True)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("97-130:", "130-97:", r"'130-97' must be a span"),
        ("line: 1,", "line: 4,", r"line 4 is outside section 'title-page' \(1-2\)"),
        ("section: title-page", "section: cover", r"'cover' is no section of document\.yaml"),
        ("6bdc", "6bd", r"is no SHA-256 checksum"),
    ],
)
def test_a_broken_row_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    harbour = copy_harbour(tmp_path)
    harbour.change("passages.yaml", old, new)

    with pytest.raises(SourceError, match=message):
        harbour.store()


def test_evidence_that_is_not_in_the_table_is_refused(tmp_path: Path) -> None:
    harbour = copy_harbour(tmp_path)
    harbour.change("instruments/tool-bench.yaml", "evidence: 69-79", "evidence: 70-79")

    with pytest.raises(SourceError, match=r"line 21: evidence '70-79' is not in passages\.yaml"):
        harbour.store()
