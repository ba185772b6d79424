from __future__ import annotations

import numpy as np
import pytest

from bench.large import Vectors, recall
from search.vectors import VectorIndex


@pytest.fixture
def vectors() -> Vectors:
    rows = np.random.default_rng(3).standard_normal((200, 16), dtype=np.float32)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def test_an_exact_index_finds_all(vectors: Vectors) -> None:
    assert recall(VectorIndex.build(vectors), vectors, vectors[:5]) == 1.0


def test_an_index_of_other_vectors_does_not(vectors: Vectors) -> None:
    assert recall(VectorIndex.build(vectors[::-1]), vectors, vectors[:5]) < 0.5
