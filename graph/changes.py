"""What differs between two releases: quads added, quads removed, and a summary of both.

``added.nq.gz`` and ``removed.nq.gz`` are sorted N-Quads; removing the one and adding the other
turns the named graphs of the release before into those of this one, the graph that describes
the release included. The first release adds everything, so that all the changes, one after
the other, rebuild any release: the very statements of its N-Quads dump.

Both releases are read once, side by side, and one thing at a time is in memory.
"""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, cast

from graph.differences import ChangedThing, Difference, iri_of

__all__ = ["ADDED", "REMOVED", "SUMMARY", "Changes"]

ADDED: Final = "added.nq.gz"
REMOVED: Final = "removed.nq.gz"
SUMMARY: Final = "summary.json"
_LISTED: Final = 5_000  # changed things named in the summary; the N-Quads files have them all
_BUFFER: Final = 1 << 20  # bytes; lines come in small pieces
_Counts = dict[str, Counter[str]]


@dataclass(slots=True)
class Changes:
    """The files in the directory of a release, and what they count.

    ``listed`` is a file aside that names the changed things for as long as the build runs.
    """

    directory: Path
    listed: Path
    statements: Counter[str] = field(default_factory=Counter)  # "added" and "removed"
    graphs: _Counts = field(default_factory=dict)
    classes: _Counts = field(default_factory=dict)
    total: int = 0  # changed things

    def added(self) -> Iterator[bytes]:
        """N-Quads lines that the release added, sorted."""
        return _lines(self.directory / ADDED)

    def removed(self) -> Iterator[bytes]:
        """N-Quads lines that it removed, sorted."""
        return _lines(self.directory / REMOVED)

    def things(self) -> Iterator[ChangedThing]:
        """What it changed, in the order of the lines."""
        with self.listed.open(encoding="utf-8") as lines:
            for line in lines:
                iri, change, classes = json.loads(line)
                yield ChangedThing(iri, change, tuple(classes))

    def written(self, differences: Iterable[Difference]) -> Iterator[Difference]:
        """Hand the differences on, each of them written down and counted."""
        with (
            _packed(self.directory / ADDED) as added,
            _packed(self.directory / REMOVED) as removed,
            self.listed.open("w", encoding="utf-8") as listed,
        ):
            for difference in differences:
                added.writelines(difference.added)
                removed.writelines(difference.removed)
                thing = difference.thing
                listed.write(json.dumps([thing.iri, thing.change, thing.classes]) + "\n")
                self._count(difference)
                yield difference

    def summarise(self, version: str, previous: str | None) -> None:
        """Write ``summary.json``."""
        things = [asdict(thing) for thing, _ in zip(self.things(), range(_LISTED), strict=False)]
        summary = {
            "version": version,
            "previous": previous,
            "added": self.statements["added"],
            "removed": self.statements["removed"],
            "graphs": self.graphs,
            "classes": self.classes,
            "things_total": self.total,
            "things": things,
        }
        text = json.dumps(summary, indent=1, ensure_ascii=False, sort_keys=True)
        (self.directory / SUMMARY).write_text(text + "\n", encoding="utf-8")

    def _count(self, difference: Difference) -> None:
        self.total += 1
        for what, lines in (("added", difference.added), ("removed", difference.removed)):
            self.statements[what] += len(lines)
            for line in lines:
                self.graphs.setdefault(iri_of(line.rsplit(b" ", 2)[1]), Counter())[what] += 1
        for name in difference.thing.classes:
            self.classes.setdefault(name, Counter())[difference.thing.change] += 1


@contextmanager
def _packed(path: Path) -> Iterator[BinaryIO]:
    # No name and no time in the header: the same changes give the same bytes.
    with (
        path.open("wb") as plain,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=plain, mtime=0) as packed,
        io.BufferedWriter(cast("io.RawIOBase", packed), _BUFFER) as output,
    ):
        yield cast("BinaryIO", output)


def _lines(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as lines:
        yield from lines
