"""What differs between two releases: quads added, quads removed, and a summary of both.

``added.nq.gz`` and ``removed.nq.gz`` are sorted N-Quads; removing the one and adding the other
turns the named graphs of the release before into those of this one, the graph that describes
the release included. The first release adds everything, so that all the changes, one after
the other, rebuild any release: the very statements of its N-Quads dump.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from ontology.names import RDF

__all__ = [
    "ADDED",
    "REMOVED",
    "SUMMARY",
    "ChangedThing",
    "Changes",
    "by_graph",
    "compare",
    "write_changes",
]

ADDED: Final = "added.nq.gz"
REMOVED: Final = "removed.nq.gz"
SUMMARY: Final = "summary.json"
_LISTED: Final = 5_000  # changed things named in the summary; the N-Quads files have them all
_LINES_AT_ONCE: Final = 10_000
_TYPE: Final = f"<{RDF.type}>".encode()


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """A thing and what happened to it: added, removed or changed."""

    iri: str
    change: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Sorted N-Quads lines that a release added and removed, and the things they are about."""

    added: tuple[bytes, ...]
    removed: tuple[bytes, ...]
    things: tuple[ChangedThing, ...]


def compare(before: Sequence[bytes], after: Sequence[bytes]) -> Changes:
    """Changes between two lists of canonical lines."""
    old, new = set(before), set(after)
    added = tuple(line for line in after if line not in old)
    removed = tuple(line for line in before if line not in new)
    return Changes(added, removed, tuple(_things(before, after, (*added, *removed))))


def write_changes(
    changes: Changes, directory: Path, version: str, previous: str | None
) -> list[Path]:
    """Write the three files of ``changes/``."""
    directory.mkdir(exist_ok=True)
    _write_lines(directory / ADDED, changes.added)
    _write_lines(directory / REMOVED, changes.removed)
    summary = {
        "version": version,
        "previous": previous,
        "added": len(changes.added),
        "removed": len(changes.removed),
        "graphs": by_graph(changes),
        "classes": _by_class(changes.things),
        "things_total": len(changes.things),
        "things": [asdict(thing) for thing in changes.things[:_LISTED]],
    }
    text = json.dumps(summary, indent=1, ensure_ascii=False, sort_keys=True)
    (directory / SUMMARY).write_text(text + "\n", encoding="utf-8")
    return sorted(directory.iterdir())


def by_graph(changes: Changes) -> dict[str, dict[str, int]]:
    """How many statements of each named graph were added and removed."""
    counts: dict[str, Counter[str]] = {}
    for what, lines in (("added", changes.added), ("removed", changes.removed)):
        for line in lines:
            counts.setdefault(_iri(line.rsplit(b" ", 2)[1]), Counter())[what] += 1
    return {name: dict(count) for name, count in counts.items()}


def _things(
    before: Iterable[bytes], after: Iterable[bytes], touched: Iterable[bytes]
) -> Iterator[ChangedThing]:
    old, new = {_subject(line) for line in before}, {_subject(line) for line in after}
    subjects = {_subject(line) for line in touched}
    classes = _classes((*before, *after), subjects)
    for subject in sorted(subjects):
        change = "changed" if subject in old and subject in new else "added"
        yield ChangedThing(
            _iri(subject),
            change if subject in new else "removed",
            tuple(sorted(classes.get(subject, ()))),
        )


def _classes(lines: Iterable[bytes], subjects: set[bytes]) -> dict[bytes, set[str]]:
    found: dict[bytes, set[str]] = {}
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        if predicate == _TYPE and subject in subjects:
            found.setdefault(subject, set()).add(_iri(rest.split(b" ", 1)[0]))
    return found


def _by_class(things: Iterable[ChangedThing]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for thing in things:
        for name in thing.classes:
            counts.setdefault(name, Counter())[thing.change] += 1
    return {name: dict(count) for name, count in counts.items()}


def _subject(line: bytes) -> bytes:
    return line.split(b" ", 1)[0]


def _iri(term: bytes) -> str:
    return term.decode()[1:-1]


def _write_lines(path: Path, lines: Iterable[bytes]) -> None:
    # No name and no time in the header: the same changes give the same bytes.
    with (
        path.open("wb") as plain,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=plain, mtime=0) as packed,
    ):
        remaining = iter(lines)
        while some := b"".join(islice(remaining, _LINES_AT_ONCE)):
            packed.write(some)
