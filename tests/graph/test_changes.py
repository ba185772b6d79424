from __future__ import annotations

import gzip
import json
from pathlib import Path

from graph.changes import ChangedThing, compare, write_changes
from ontology.names import RDF

TYPE = str(RDF.type)
REGION = "http://example.org/Region"


def _line(subject: str, predicate: str, value: str) -> bytes:
    return (
        f"<http://example.org/{subject}> <{predicate}> {value} <http://example.org/g> .\n".encode()
    )


KEPT = _line("a", TYPE, f"<{REGION}>")
OLD_NAME, NEW_NAME = (_line("a", "http://example.org/name", f'"{name} x"') for name in ("A", "B"))
GONE, COME = _line("gone", TYPE, f"<{REGION}>"), _line("new", TYPE, f"<{REGION}>")
BEFORE, AFTER = sorted([KEPT, OLD_NAME, GONE]), sorted([KEPT, NEW_NAME, COME])


def test_changes_name_what_was_added_removed_and_changed() -> None:
    changes = compare(BEFORE, AFTER)

    assert changes.added == (NEW_NAME, COME)
    assert changes.removed == (OLD_NAME, GONE)
    assert changes.things == (
        ChangedThing("http://example.org/a", "changed", (REGION,)),
        ChangedThing("http://example.org/gone", "removed", (REGION,)),
        ChangedThing("http://example.org/new", "added", (REGION,)),
    )


def test_applying_the_changes_gives_the_new_release() -> None:
    changes = compare(BEFORE, AFTER)
    assert sorted((set(BEFORE) - set(changes.removed)) | set(changes.added)) == AFTER


def test_equal_releases_have_no_changes() -> None:
    changes = compare(AFTER, AFTER)
    assert (changes.added, changes.removed, changes.things) == ((), (), ())


def test_the_first_release_adds_everything() -> None:
    changes = compare([], AFTER)
    assert list(changes.added) == AFTER
    assert {thing.change for thing in changes.things} == {"added"}


def test_three_files_are_written(tmp_path: Path) -> None:
    write_changes(compare(BEFORE, AFTER), tmp_path / "changes", "2025.03.31", "2025.03.30")

    summary = json.loads((tmp_path / "changes" / "summary.json").read_text())
    assert gzip.decompress((tmp_path / "changes" / "added.nq.gz").read_bytes()) == NEW_NAME + COME
    assert gzip.decompress((tmp_path / "changes" / "removed.nq.gz").read_bytes()) == OLD_NAME + GONE
    assert (summary["version"], summary["previous"]) == ("2025.03.31", "2025.03.30")
    assert (summary["added"], summary["removed"], summary["things_total"]) == (2, 2, 3)
    assert summary["classes"] == {REGION: {"added": 1, "changed": 1, "removed": 1}}
    assert summary["graphs"] == {"http://example.org/g": {"added": 2, "removed": 2}}
