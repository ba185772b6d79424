"""What differs between any two releases, net of those between them, as RDF Patch.

The files of each release are sorted, so they are merged while they are read: memory stays
flat however long the way is. A line that was added and later removed falls out.
"""

from __future__ import annotations

import gzip
import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from graph.dumps import DATASET
from graph.history import Entry, History
from graph.members import member_iri
from graph.release import Release, ReleaseDirectory, UnknownReleaseError, version_order

__all__ = ["RDF_PATCH", "NotInLogError", "Patch", "patch_between"]

RDF_PATCH: Final = "application/rdf-patch"
_Signed = tuple[bytes, int]  # an N-Quads line, and 1 where it was added, -1 where removed


class NotInLogError(LookupError):
    """A release that the change log doesn't reach; only the whole dump helps."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Steps from one release to another, each forward or back; ``since`` None is nothing."""

    since: str | None
    until: str
    steps: Sequence[tuple[Entry, int]]

    def changes(self) -> Iterator[tuple[str, bytes]]:
        """``D`` or ``A``, and the N-Quads line with its line end, sorted by line."""
        merged = heapq.merge(*self._files())
        for line, found in groupby(merged, itemgetter(0)):
            net = sum(sign for _, sign in found)
            if net:
                yield ("A" if net > 0 else "D"), line

    def lines(self) -> Iterator[bytes]:
        """The patch as an RDF Patch document, one transaction."""
        yield f"H id <{member_iri(DATASET, self.until)}> .\n".encode()
        if self.since is not None:
            yield f"H prev <{member_iri(DATASET, self.since)}> .\n".encode()
        yield b"TX .\n"
        for change, line in self.changes():
            yield change.encode() + b" " + line
        yield b"TC .\n"

    def _files(self) -> Iterator[Iterator[_Signed]]:
        for entry, direction in self.steps:
            yield _signed(entry.added_file, direction)
            yield _signed(entry.removed_file, -direction)


def patch_between(
    releases: ReleaseDirectory, head: History, since: str | None, until: str
) -> Patch:
    """The way from one release to another along the log of ``head`` or of the later one.

    ``since`` None is the empty graph that the log begins with.
    """
    history = _that_knows(releases, head, until)
    entries = history.entries[: history.versions.index(until) + 1]
    if since is None:
        return Patch(None, until, [(entry, 1) for entry in entries])
    versions = [entry.version for entry in entries]
    if since in versions:
        start = versions.index(since) + 1
        return Patch(since, until, [(entry, 1) for entry in entries[start:]])
    return _back(releases, history, since, until)


def _that_knows(releases: ReleaseDirectory, head: History, version: str) -> History:
    if version in head.versions:
        return head
    other = History(releases.get(version)) if version in releases.versions() else head
    if version not in other.versions:
        raise _unreachable(releases, head, version)
    return other


def _back(releases: ReleaseDirectory, history: History, since: str, until: str) -> Patch:
    """The way back to an older release: one that is served again, or was asked for."""
    for later in (history, *map(History, _on_disk(releases, since))):
        if since in later.versions and until in later.versions:
            first, last = later.versions.index(until) + 1, later.versions.index(since) + 1
            return Patch(since, until, [(entry, -1) for entry in later.entries[first:last]])
    raise _unreachable(releases, history, since)


def _on_disk(releases: ReleaseDirectory, version: str) -> list[Release]:
    return [releases.get(version)] if version in releases.versions() else []


def _unreachable(releases: ReleaseDirectory, history: History, version: str) -> LookupError:
    known = ", ".join(history.versions) or "none"
    if version in releases.versions() or _is_before(version, history.versions):
        return NotInLogError(
            f"The change log does not reach back to release {version}; it has {known}. "
            f"Take the whole dump, /dumps/?release={history.release.version}, and go on from it."
        )
    return UnknownReleaseError(f"The change log has no release {version!r}. It has {known}.")


def _is_before(version: str, known: Sequence[str]) -> bool:
    try:
        return bool(known) and version_order(version) < version_order(known[0])
    except ValueError:  # no version at all
        return False


def _signed(path: Path, sign: int) -> Iterator[_Signed]:
    with gzip.open(path) as lines:
        for line in lines:
            yield line, sign
