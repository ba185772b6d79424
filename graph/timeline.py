"""In which releases each thing was added, changed or removed: an index carried forward.

Every release holds the index of the whole log up to itself, so that one look-up tells what
became of an IRI, however many releases there were, even if their directories are gone.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["TIMELINE", "Event", "Timeline"]

TIMELINE: Final = "timeline.sqlite"
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS event (iri TEXT, number INTEGER, version TEXT, change TEXT, "
    "PRIMARY KEY (iri, number)) WITHOUT ROWID"
)
_NEXT: Final = "SELECT COALESCE(MAX(number), 0) + 1 FROM event"
_INSERT: Final = "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?)"
_LATEST: Final = (
    "SELECT iri, version FROM event JOIN "
    "(SELECT iri AS thing, MAX(number) AS last FROM event GROUP BY iri) "
    "ON iri = thing AND number = last"
)
_SELECT: Final = "SELECT version, change FROM event WHERE iri = ? ORDER BY number"


@dataclass(frozen=True, slots=True)
class Event:
    """What a release did to a thing: added, changed, removed, or part: a part of it changed."""

    version: str
    change: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The index in a file; a file that isn't there knows nothing."""

    path: Path

    def events(self, iri: str) -> list[Event]:
        """What happened to a thing, oldest first."""
        if not self.path.exists():
            return []
        with _opened(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1") as connection:
            rows = connection.execute(_SELECT, (iri,)).fetchall()
        return [Event(version, change) for version, change in rows]

    def latest(self) -> dict[str, str]:
        """The version in which something last happened to each thing, or to a part of it."""
        if not self.path.exists():
            return {}
        with _opened(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1") as connection:
            return dict(connection.execute(_LATEST).fetchall())

    def continued(
        self, earlier: Timeline | None, version: str, changes: Iterable[tuple[str, str]]
    ) -> Timeline:
        """Write the index: the earlier one, then IRI and change of one more release.

        The first change of an IRI counts.
        """
        if earlier is not None and earlier.path.exists():
            shutil.copyfile(earlier.path, self.path)
        with _opened(self.path.resolve().as_uri()) as connection, connection:
            connection.execute(_TABLE)
            (number,) = connection.execute(_NEXT).fetchone()
            rows = ((iri, number, version, change) for iri, change in changes)
            connection.executemany(_INSERT, rows)
        return self


@contextmanager
def _opened(uri: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        # No journal beside the file: it is written once, aside, and read-only ever after.
        connection.execute("PRAGMA journal_mode = MEMORY")
        yield connection
