"""What became of each code between NUTS 2021 and NUTS 2024."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ingest.source import SourceError
from ingest.sources.nuts_workbook import CodePair, NutsWorkbook, Remark

# How the remarks name codes. A sum gives the parts of a split; the others, where land went.
_SUM = re.compile(r"(\w+(?: \+ \w+)+) = ex-(\w+)")
_MERGED = re.compile(r"[Ee]x-(\w+) and ex-(\w+) regions merged to (\w+)")
_MERGED_INTO = re.compile(r"ex-(\w+)\) merged into ex-(\w+)")
_MOVED = re.compile(r"moved from ex-(\w+) to ex-(\w+)")
_OUT_OF = re.compile(r"\((\w+) [^)]*\) created out of parts of ex-(\w+) and ex-(\w+)")
_FORMERLY = re.compile(r"\((?:formerly|formely|fromely): ([^)]+)\)")


class ChangeKind(StrEnum):
    """Kinds of change, in the words that the graph uses."""

    CODE = "code change"
    BOUNDARY = "boundary shift"
    BOUNDARY_CODE_KEPT = "boundary shift without a new code"
    SPLIT = "split"
    MERGER = "merger"
    NEW = "new"
    DISCONTINUED = "discontinued"
    NAME = "name change"

    @property
    def replaces(self) -> bool:
        """Whether the old code lives on under the new ones."""
        return self in {self.CODE, self.BOUNDARY, self.SPLIT, self.MERGER}


_KINDS: Mapping[str, ChangeKind] = {
    "Code change": ChangeKind.CODE,
    "Boundary shift": ChangeKind.BOUNDARY,
    "art. 5(2a)": ChangeKind.BOUNDARY_CODE_KEPT,
    "Split": ChangeKind.SPLIT,
    "Merged": ChangeKind.MERGER,
    "New region": ChangeKind.NEW,
    "New region / name change": ChangeKind.NEW,
    "Name change": ChangeKind.NAME,
}


@dataclass(frozen=True, slots=True)
class NutsChange:
    """One change; ``old`` is empty for a new region, ``new`` for one that is gone."""

    kind: ChangeKind
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Versions and the code that changed: the old one, or the new one of a new region."""
        named = self.new if self.kind is ChangeKind.NEW else self.old
        return f"2021-2024-{named[0]}"


def changes(workbook: NutsWorkbook) -> list[NutsChange]:
    """Changes in the order of the workbook, a new region only where no old code lives on in it."""
    successors = _Successors(workbook)
    found = [
        change for pair in workbook.pairs if pair.change for change in _change(pair, successors)
    ]
    heirs = {code for change in found if change.kind.replaces for code in change.new}
    return [
        change
        for change in found
        if change.kind is not ChangeKind.NEW or heirs.isdisjoint(change.new)
    ]


def former_names(workbook: NutsWorkbook) -> dict[str, str]:
    """Name before 2024 of each region that kept its code and changed its name."""
    found = ((remark.code, _FORMERLY.search(remark.text)) for remark in workbook.remarks)
    return {code: match[1].strip() for code, match in found if match}


class _Successors:
    """Where the land of an old code is now, by name or, failing that, by the remarks."""

    def __init__(self, workbook: NutsWorkbook) -> None:
        gained = [pair for pair in workbook.pairs if pair.new and not pair.old]
        self._by_name = {
            (pair.country, pair.level, pair.name): pair.new for pair in gained if pair.new
        }
        lost = [pair for pair in workbook.pairs if pair.old and not pair.new]
        self._same = {pair.old: new for pair in lost if pair.old and (new := self._named(pair))}
        self._remarked = list(_remarked_moves(workbook.remarks))
        self._origins = list(_remarked_origins(workbook.remarks))

    def of(self, pair: CodePair) -> tuple[str, ...]:
        """New codes of an old one; a boundary shift is two rows that share only the name."""
        if pair.old in self._same:
            return (self._same[pair.old],)
        targets = [self._same.get(new, new) for old, new in self._remarked if old == pair.old]
        return tuple(dict.fromkeys(targets))

    def origins(self, pair: CodePair) -> tuple[str, ...]:
        """Old codes that gave land to a new region of its own."""
        return tuple(old for new, old in self._origins if new == pair.new)

    def _named(self, pair: CodePair) -> str | None:
        return self._by_name.get((pair.country, pair.level, pair.name))


def _change(pair: CodePair, successors: _Successors) -> Iterator[NutsChange]:
    if pair.change not in _KINDS:
        message = f"change {pair.change!r} is unknown; the known ones are {sorted(_KINDS)}"
        raise SourceError("nuts", pair.place, message)
    kind = _KINDS[pair.change]
    if pair.old and pair.new:
        yield NutsChange(kind, (pair.old,), (pair.new,))
    elif pair.old:
        yield NutsChange(kind, (pair.old,), successors.of(pair))
    elif pair.new:
        yield NutsChange(kind, successors.origins(pair), (pair.new,))


def _remarked_moves(remarks: Iterable[Remark]) -> Iterator[tuple[str, str]]:
    for text in (remark.text for remark in remarks):
        for parts, old in _SUM.findall(text):
            yield from ((old, new) for new in parts.split(" + "))
        for first, second, new in _MERGED.findall(text):
            yield from ((first, new), (second, new))
        yield from _MERGED_INTO.findall(text)
        yield from _MOVED.findall(text)


def _remarked_origins(remarks: Iterable[Remark]) -> Iterator[tuple[str, str]]:
    for remark in remarks:
        for new, *olds in _OUT_OF.findall(remark.text):
            yield from ((new, old) for old in olds)
