"""The change log up to a release: one entry a release, oldest first, the first from nothing.

A release holds the whole log: the changes of the releases before it are links to the same
files, so that an operator who deletes the directory of an old release takes away its graph
and its downloads, not its part of the log.

The log follows the order of publication. Where an operator went back to an older release
and built on, the release that was withdrawn stays in the log, and the next entry is what
differs from it: a harvester that took it over comes right again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from graph.changes import ADDED, REMOVED, SUMMARY
from graph.members import page_name
from graph.release import Release, ReleaseDirectory
from graph.timeline import TIMELINE, Timeline

__all__ = ["Entry", "History", "carry_forward", "newest", "next_moment", "write_log"]

_LOG: Final = "log.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one release changed; ``created`` is UTC in ISO 8601, ``pages`` of the event stream."""

    version: str
    created: str
    added: int
    removed: int
    things: int
    pages: int
    directory: Path
    news: int = 0  # things of which news.json tells

    @property
    def moment(self) -> datetime:
        """When it was published."""
        return datetime.fromisoformat(self.created)

    @property
    def added_file(self) -> Path:
        """Sorted N-Quads that it added, gzip."""
        return self.directory / ADDED

    @property
    def removed_file(self) -> Path:
        """Sorted N-Quads that it removed, gzip."""
        return self.directory / REMOVED

    def page_file(self, number: int) -> Path:
        """A page of the event stream, counted from 1."""
        return self.directory / page_name(number)

    def summary(self) -> dict[str, Any]:
        """Its summary.json."""
        found: dict[str, Any] = json.loads((self.directory / SUMMARY).read_text(encoding="utf-8"))
        return found


@dataclass(frozen=True)
class History:
    """The log of one release; no entries if it was built before there was a log."""

    release: Release

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, oldest first; the last is the release itself."""
        try:
            text = (self.release.history_dir / _LOG).read_text(encoding="utf-8")
        except FileNotFoundError:
            return ()
        return tuple(
            Entry(**found, directory=self._directory(found["version"]))
            for found in json.loads(text)
        )

    @property
    def versions(self) -> list[str]:
        """Versions in the log, oldest first."""
        return [entry.version for entry in self.entries]

    @property
    def timeline(self) -> Timeline:
        """What happened to each thing."""
        return Timeline(self.release.changes_dir / TIMELINE)

    def get(self, version: str) -> Entry | None:
        """The entry of a version."""
        return next((entry for entry in self.entries if entry.version == version), None)

    def at(self, moment: datetime) -> Entry | None:
        """The entry that was the last one at a time, None before the first."""
        past = (entry for entry in reversed(self.entries) if entry.moment <= moment)
        return next(past, None)

    def _directory(self, version: str) -> Path:
        if version == self.release.version:
            return self.release.changes_dir
        return self.release.history_dir / version


def newest(releases: ReleaseDirectory) -> Release | None:
    """The release published last among those with a log: what the next one is compared with."""
    found = [History(releases.get(version)) for version in releases.versions()]
    kept = [history for history in found if history.entries]
    return max(kept, key=lambda history: history.entries[-1].moment).release if kept else None


def carry_forward(earlier: Release, staging: Path) -> None:
    """Link the changes of the releases so far into the one that is being built."""
    for entry in History(earlier).entries:
        target = staging / "history" / entry.version
        target.mkdir(parents=True)
        for path in _kept(entry.directory):
            _link(path, target / path.name)


def next_moment(earlier: Release | None, now: datetime) -> str:
    """The time of publication of a new release, to the second, later than the one before."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    if earlier is not None:
        moment = max(moment, History(earlier).entries[-1].moment + timedelta(seconds=1))
    return moment.isoformat().replace("+00:00", "Z")


def write_log(earlier: Release | None, entry: Entry, staging: Path) -> None:
    """Write the list of entries, with one more."""
    directory = staging / "history"
    directory.mkdir(exist_ok=True)
    entries = [*(History(earlier).entries if earlier else ()), entry]
    text = json.dumps([_told(entry) for entry in entries], indent=1)
    (directory / _LOG).write_text(text + "\n", encoding="utf-8")


def _told(entry: Entry) -> dict[str, Any]:
    found = asdict(entry)
    del found["directory"]
    return found


def _kept(directory: Path) -> Iterator[Path]:
    """Files of an entry but the index, which each release has anew."""
    return (path for path in sorted(directory.iterdir()) if path.name != TIMELINE)


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # a file system without links
        shutil.copyfile(path, target)
