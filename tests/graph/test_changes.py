from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from graph.changes import Changes
from graph.differences import differences
from tests.graph.comparing import AFTER, BEFORE, COME, GONE, NEW_NAME, OLD_NAME, REGION, compared


@pytest.fixture
def changes(tmp_path: Path) -> Changes:
    return compared(BEFORE, AFTER, tmp_path)


def test_what_came_and_went_is_written_and_counted(changes: Changes) -> None:
    assert list(changes.added()) == [NEW_NAME, COME]
    assert list(changes.removed()) == [OLD_NAME, GONE]
    assert (changes.statements["added"], changes.statements["removed"], changes.total) == (2, 2, 3)


def test_things_are_read_back_as_they_were_found(changes: Changes) -> None:
    assert list(changes.things()) == [one.thing for one in differences(BEFORE, AFTER)]


def test_equal_releases_have_no_changes(tmp_path: Path) -> None:
    changes = compared(AFTER, AFTER, tmp_path)
    assert [*changes.added(), *changes.removed(), *changes.things()] == []


def test_three_files_are_written(changes: Changes) -> None:
    changes.summarise("2025.03.31", "2025.03.30")

    directory = changes.directory
    summary = json.loads((directory / "summary.json").read_text())
    assert gzip.decompress((directory / "added.nq.gz").read_bytes()) == NEW_NAME + COME
    assert gzip.decompress((directory / "removed.nq.gz").read_bytes()) == OLD_NAME + GONE
    assert (summary["version"], summary["previous"]) == ("2025.03.31", "2025.03.30")
    assert (summary["added"], summary["removed"], summary["things_total"]) == (2, 2, 3)
    assert summary["classes"] == {REGION: {"added": 1, "changed": 1, "removed": 1}}
    assert summary["graphs"] == {"http://example.org/g": {"added": 2, "removed": 2}}
    assert [thing["iri"].rpartition("/")[2] for thing in summary["things"]] == ["a", "gone", "new"]
