"""Two releases side by side, as sorted N-Quads lines: each thing that differs between them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final

from ontology.names import RDF

__all__ = ["ChangedThing", "Difference", "differences", "iri_of"]

_TYPE: Final = f"<{RDF.type}>".encode()
_BEFORE: Final = -1
_BOTH: Final = 0
_AFTER: Final = 1
_Marked = tuple[bytes, int]  # a line, and in which of the two it stands


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """A thing and what happened to it: added, removed or changed."""

    iri: str
    change: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A changed thing: its lines that came and went, and all that it says now, sorted."""

    thing: ChangedThing
    added: tuple[bytes, ...]
    removed: tuple[bytes, ...]
    stated: tuple[bytes, ...]


def differences(before: Iterable[bytes], after: Iterable[bytes]) -> Iterator[Difference]:
    """What differs, thing by thing; both are read once, in step."""
    for subject, lines in groupby(_side_by_side(before, after), _subject):
        marked = list(lines)
        if any(mark != _BOTH for _, mark in marked):
            yield _difference(iri_of(subject), marked)


def iri_of(term: bytes) -> str:
    """The IRI that a term of a line is."""
    return term.decode()[1:-1]


def _side_by_side(before: Iterable[bytes], after: Iterable[bytes]) -> Iterator[_Marked]:
    merged = heapq.merge(((line, _BEFORE) for line in before), ((line, _AFTER) for line in after))
    for line, found in groupby(merged, itemgetter(0)):
        yield line, sum(mark for _, mark in found)


def _difference(iri: str, marked: list[_Marked]) -> Difference:
    marks = {mark for _, mark in marked}
    change = "removed" if marks == {_BEFORE} else "added" if marks == {_AFTER} else "changed"
    return Difference(
        ChangedThing(iri, change, _classes(marked)),
        tuple(line for line, mark in marked if mark == _AFTER),
        tuple(line for line, mark in marked if mark == _BEFORE),
        tuple(line for line, mark in marked if mark != _BEFORE),
    )


def _classes(marked: list[_Marked]) -> tuple[str, ...]:
    terms = (line.split(b" ", 3) for line, _ in marked)
    return tuple(sorted({iri_of(term[2]) for term in terms if term[1] == _TYPE}))


def _subject(marked: _Marked) -> bytes:
    return marked[0].split(b" ", 1)[0]
