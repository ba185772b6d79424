"""Old versions of a description, by the time of their release (RFC 7089)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.history import Entry, History

__all__ = ["Memento", "closest", "mementos_of"]


@dataclass(frozen=True, slots=True)
class Memento:
    """A description as of a release."""

    version: str
    moment: datetime


def mementos_of(history: History, iri: str, on_disk: set[str]) -> list[Memento]:
    """Versions of what is said of a thing, oldest first, each once.

    A description holds until the next change, so where the directory of a release was
    deleted, the next one that still has the same description stands in for it.
    """
    events = history.timeline.events(iri)
    places = [history.versions.index(event.version) for event in events]
    ends = [*places[1:], len(history.entries)][: len(places)]
    found = []
    for event, start, end in zip(events, places, ends, strict=True):
        kept = (entry for entry in history.entries[start:end] if entry.version in on_disk)
        entry = next(kept, None)
        if entry is not None and event.change != "removed":
            found.append(_memento(entry))
    return found


def closest(mementos: list[Memento], moment: datetime) -> Memento:
    """The one that was valid at a time; the first for a time before all."""
    past = [memento for memento in mementos if memento.moment <= moment]
    return past[-1] if past else mementos[0]


def _memento(entry: Entry) -> Memento:
    return Memento(entry.version, entry.moment)
