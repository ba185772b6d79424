"""Two releases of four statements, and what differs between any two."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph.changes import Changes
from graph.differences import differences
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


def compared(before: Iterable[bytes], after: Iterable[bytes], path: Path) -> Changes:
    """The changes, written below a path."""
    directory = path / "changes"
    directory.mkdir()
    changes = Changes(directory, path / "changed-things")
    for _ in changes.written(differences(before, after)):
        pass
    return changes
