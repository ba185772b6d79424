from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from search.vectors import VectorIndex, VectorsError


def rows_of(*rows: list[float]) -> NDArray[np.float32]:
    found = np.array(rows, np.float32)
    unit: NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
    return unit


VECTORS = rows_of([1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1])
EAST = rows_of([1, 0, 0])[0]


def test_the_nearest_rows_come_best_first_with_their_cosines() -> None:
    found = VectorIndex.build(VECTORS).search(EAST, 2)
    assert found.rows.tolist() == [0, 2]
    assert found.scores == pytest.approx([1.0, 2**-0.5])


def test_a_restricted_search_sees_these_rows_only() -> None:
    assert VectorIndex.build(VECTORS).search(EAST, 3, among=[1, 2]).rows.tolist() == [2, 1]


def test_a_search_among_no_rows_finds_nothing() -> None:
    assert VectorIndex.build(VECTORS).search(EAST, 3, among=[]).rows.tolist() == []


def test_similarities_are_the_cosines_of_all_rows() -> None:
    found = VectorIndex.build(VECTORS).similarities(EAST)
    assert found == pytest.approx([1.0, 0.0, 2**-0.5, 0.0])


def test_a_saved_index_finds_the_same_after_loading(tmp_path: Path) -> None:
    VectorIndex.build(VECTORS).save(tmp_path / "vectors")
    loaded = VectorIndex.load(tmp_path / "vectors")
    assert len(loaded) == 4
    assert loaded.search(EAST, 2).rows.tolist() == [0, 2]
    assert loaded.similarities(EAST) == pytest.approx(VECTORS @ EAST)
    assert loaded.rows([3, 1]) == pytest.approx(VECTORS[[3, 1]])


def test_a_search_agrees_with_sorting_all_similarities() -> None:
    numbers = np.random.default_rng(7).normal(size=(500, 384))
    index = VectorIndex.build(rows_of(*numbers.tolist()))
    asked = rows_of(numbers[3].tolist())[0]
    assert (
        index.search(asked, 10).rows.tolist()
        == np.argsort(-index.similarities(asked))[:10].tolist()
    )


def test_an_index_of_no_vectors_finds_nothing(tmp_path: Path) -> None:
    VectorIndex.build(np.empty((0, 3), np.float32)).save(tmp_path)
    loaded = VectorIndex.load(tmp_path)
    assert loaded.search(EAST, 5).rows.tolist() == []
    assert loaded.similarities(EAST).tolist() == []


def test_a_vector_of_another_length_is_refused() -> None:
    with pytest.raises(VectorsError, match="2 numbers can't be compared with vectors of 3"):
        VectorIndex.build(VECTORS).similarities(np.ones(2, np.float32))


def test_vectors_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(VectorsError, match="finite"):
        VectorIndex.build(np.array([[np.nan, 1.0]], np.float32))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VectorsError, match=r"vectors\.faiss does not exist"):
        VectorIndex.load(tmp_path)


def test_similarities_of_some_runs_are_those_of_their_rows(tmp_path: Path) -> None:
    VectorIndex.build(VECTORS).save(tmp_path)
    found = VectorIndex.load(tmp_path).similarities_of(EAST, [range(2, 4), range(0, 1)])
    assert found == pytest.approx([2**-0.5, 0.0, 1.0])
