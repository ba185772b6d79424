from __future__ import annotations

from pathlib import Path

import pytest

from ingest.source import SourceError
from tests.ingest.harbour import copy_harbour, values


def test_sections_know_their_path_and_lines(tmp_path: Path) -> None:
    store = copy_harbour(tmp_path).store()
    section = "<id/section/harbour-tool-bench>"

    assert values(store, f"{section} rg:sectionPath ?x") == {"Title page > 1. Tool bench"}
    assert values(store, f"{section} rg:lineStart ?x") == {"3"}
    assert values(store, f"{section} rg:lineEnd ?x") == {"5"}


def test_the_document_is_fixed_by_its_checksum(tmp_path: Path) -> None:
    harbour = copy_harbour(tmp_path)

    text = harbour.document.read_text(encoding="utf-8")

    found = values(harbour.store(), "<id/document/harbour> rg:codePoints ?x")
    assert found == {str(len(text))}


def test_a_section_before_its_parent_is_refused(tmp_path: Path) -> None:
    harbour = copy_harbour(tmp_path)
    harbour.change("document.yaml", "parent: title-page", "parent: cover")

    with pytest.raises(
        SourceError, match=r"document\.yaml line 12: 'tool-bench' stands here twice"
    ):
        harbour.store()
