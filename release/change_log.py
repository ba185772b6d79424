"""The step of a build that continues the change log: what differs from the release before."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from graph.canonical import canonical_lines, release_lines
from graph.changes import Changes
from graph.differences import differences
from graph.dumped_lines import DumpedLines
from graph.history import Entry, History, carry_forward, newest, next_moment, write_log
from graph.members import write_pages
from graph.news import News, owners_of, tell, write_news
from graph.release import Release
from graph.store import Store, StoreError
from graph.timeline import TIMELINE, Timeline
from release.steps import Work

__all__ = ["write"]


@dataclass(frozen=True, slots=True)
class _Before:
    """The release that the changes start from; nothing at all for the first."""

    release: Release | None
    store: Store
    lines: Iterable[bytes]


def write(work: Work) -> str:
    """Write the changes of the release, and carry the log so far forward."""
    before = _before(work)
    after = heapq.merge(work.lines, release_lines(work.store))
    directory = work.staging / "changes"
    directory.mkdir()
    changes = Changes(directory, work.scratch / "changed-things")
    found = changes.written(differences(before.lines, after))
    pages = write_pages(found, work.version, directory)
    changes.summarise(work.version, before.release.version if before.release else None)
    told = _write_index(work, before, changes)
    work.created = next_moment(before.release, datetime.now(UTC))
    added, removed = (changes.statements[what] for what in ("added", "removed"))
    entry = Entry(work.version, work.created, added, removed, changes.total, pages, directory, told)
    if before.release:
        carry_forward(before.release, work.staging)
    write_log(before.release, entry, work.staging)
    return f"{added:,} added, {removed:,} removed"


def _write_index(work: Work, before: _Before, changes: Changes) -> int:
    directory = work.staging / "changes"
    owners = owners_of(work.store, before.store)
    # Everything is new in the first release, so nothing is news.
    news: list[News] = []
    if before.release:
        news = tell(changes, before.store, work.store, owners)
    write_news(news, directory)
    own = ((thing.iri, thing.change) for thing in changes.things())
    graphs = _graphs(before.store, work.store, changes)
    touched = {owner for thing in changes.things() for owner in owners.get(thing.iri, ())}
    earlier = History(before.release).timeline if before.release else None
    by_parts = ((iri, "part") for iri in sorted(touched))
    events = chain(own, graphs, by_parts)
    Timeline(directory / TIMELINE).continued(earlier, work.version, events)
    return len(news)


def _graphs(before: Store, after: Store, changes: Changes) -> Iterator[tuple[str, str]]:
    """Named graphs whose statements changed, and how."""
    old, new = ({graph.value for graph in store.graphs()} for store in (before, after))
    for graph in sorted(changes.graphs):
        change = "changed" if graph in old and graph in new else "added"
        yield graph, change if graph in new else "removed"


def _before(work: Work) -> _Before:
    releases = work.plan.releases
    work.previous = releases.current_version()
    earlier = newest(releases)
    if earlier is None:
        return _Before(None, Store.memory(), [])
    try:
        store = earlier.store
        lines = _lines(earlier, work.scratch / "before.nq")
    except StoreError as error:
        # A damaged release must not keep the next one from being built.
        work.warnings.append(f"Changes start from nothing: {error}")
        work.previous = None
        return _Before(None, Store.memory(), [])
    return _Before(earlier, store, heapq.merge(lines, release_lines(store)))


def _lines(release: Release, path: Path) -> Iterable[bytes]:
    """The canonical lines of an earlier release, at best without sorting them again."""
    dumped = DumpedLines(release)
    return dumped if dumped.are_whole else canonical_lines(release.store, path)
