"""Lines sorted on disk: however many there are, only some thousands are in memory at a time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

__all__ = ["SortedLines"]

_AT_ONCE: Final = 20_000  # lines, a few MB of statements
_OPEN: Final = 200  # files merged at a time; a process may open about a thousand
_Key = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class SortedLines:
    """A file of lines, sorted by their bytes or by a key; read anew at each use."""

    path: Path

    def __iter__(self) -> Iterator[bytes]:
        """The lines, each with its line end."""
        return _read(self.path)

    @classmethod
    def write(
        cls, lines: Iterable[bytes], path: Path, key: _Key | None = None, at_once: int = _AT_ONCE
    ) -> SortedLines:
        """Sort parts of the lines into files beside ``path``, and merge those into it.

        Lines with the same key keep their order.
        """
        with (
            TemporaryDirectory(prefix=f"{path.name}-", dir=path.parent) as aside,
            path.open("wb") as output,
        ):
            output.writelines(_sorted(iter(lines), Path(aside), key, at_once))
        return cls(path)


def _sorted(lines: Iterator[bytes], aside: Path, key: _Key | None, at_once: int) -> Iterator[bytes]:
    new = (aside / str(number) for number in count())
    runs = []
    while run := sorted(islice(lines, at_once), key=key):
        runs.append(_written(run, next(new)))
    while len(runs) > _OPEN:
        runs = [
            _written(_merged(runs[start : start + _OPEN], key), next(new))
            for start in range(0, len(runs), _OPEN)
        ]
    return _merged(runs, key)


def _merged(runs: Iterable[Path], key: _Key | None) -> Iterator[bytes]:
    return heapq.merge(*map(_used_up, runs), key=key)


def _used_up(path: Path) -> Iterator[bytes]:
    yield from _read(path)
    path.unlink()


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as lines:
        yield from lines


def _written(lines: Iterable[bytes], path: Path) -> Path:
    with path.open("wb") as output:
        output.writelines(lines)
    return path
