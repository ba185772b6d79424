"""Exact nearest-neighbour search over the vectors of one release.

Flat on purpose: 10,000 vectors are compared in a third of a millisecond, 100,000 in 6 to 8, and
nothing has to be trained or can be missed. One question uses one thread: FAISS shares work out
by question, so the waiting threads of OpenMP never spin here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]


class VectorsError(ValueError):
    """Vectors that can't be indexed or searched as they are."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Rows of the nearest vectors, best first, and their cosines. Both are k long or shorter."""

    rows: Rows
    scores: Vectors


class VectorIndex:
    """Vectors of length 1 by row number. Searching is thread-safe; nothing changes it."""

    def __init__(self, index: faiss.IndexFlat) -> None:
        """Use `build` or `load`."""
        self._index = index
        # The same bytes as numpy sees them; the index keeps them alive.
        self._stored: Vectors = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d)

    @classmethod
    def build(cls, vectors: Vectors) -> VectorIndex:
        """Row i of `vectors` is found as row i."""
        if vectors.ndim != 2 or not np.isfinite(vectors).all():
            raise VectorsError(
                f"Vectors of shape {vectors.shape} can't be indexed; give one row of finite "
                "numbers per text."
            )
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, np.float32))
        return cls(index)

    def __len__(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    def similarities(self, vector: Vectors) -> Vectors:
        """The cosine of one vector with every row."""
        return self.similarities_of(vector, [range(len(self))])

    def similarities_of(self, vector: Vectors, runs: Sequence[range]) -> Vectors:
        """The cosines with the rows of these runs, in their order; other rows are not read."""
        self._check(vector)
        asked = _flat(vector)
        found = np.empty(sum(map(len, runs)), np.float32)
        done = 0
        for run in runs:
            part = found[done : done + len(run)]
            _inner_products(asked, self._stored[run.start * self._index.d :], part)
            done += len(run)
        return found

    def search(self, vector: Vectors, k: int, among: Iterable[int] | None = None) -> Neighbours:
        """The `k` nearest rows; `among` restricts the search to these rows."""
        self._check(vector)
        limits = _restriction(among)
        scores, rows = self._index.search(_flat(vector).reshape(1, -1), k, params=limits)
        found = rows[0] >= 0
        return Neighbours(rows[0][found], scores[0][found])

    def rows(self, numbers: Sequence[int]) -> Vectors:
        """A copy of the vectors of these rows."""
        found: Vectors = self._index.reconstruct_batch(np.asarray(numbers, np.int64))
        return found

    def save(self, directory: Path) -> None:
        """Write into a directory that `load` reads."""
        directory.mkdir(parents=True, exist_ok=True)
        faiss.write_index(self._index, str(directory / _FILE))

    @classmethod
    def load(cls, directory: Path) -> VectorIndex:
        """Map what `save` wrote: processes that serve the same release share its memory."""
        path = directory / _FILE
        if not path.is_file():
            raise VectorsError(f"{path} does not exist; build the release again.")
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        if not isinstance(index, faiss.IndexFlat):
            raise VectorsError(f"{path} holds no flat index; build the release again.")
        return cls(index)

    def _check(self, vector: Vectors) -> None:
        if vector.size != self._index.d:
            raise VectorsError(
                f"A vector of {vector.size} numbers can't be compared with vectors of "
                f"{self._index.d}; encode it with the model of the release."
            )


_FILE = "vectors.faiss"


def _inner_products(asked: Vectors, rows: Vectors, found: Vectors) -> None:
    # In a mapped file numbers don't start at whole words; numpy would copy them all first.
    faiss.fvec_inner_products_ny(  # type: ignore[attr-defined]
        faiss.swig_ptr(found), faiss.swig_ptr(asked), faiss.swig_ptr(rows), len(asked), len(found)
    )


def _flat(vector: Vectors) -> Vectors:
    return np.ascontiguousarray(vector.reshape(-1), np.float32)


def _restriction(among: Iterable[int] | None) -> faiss.SearchParameters | None:
    if among is None:
        return None
    rows = np.fromiter(among, np.int64)
    return faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))  # type: ignore[call-arg]
