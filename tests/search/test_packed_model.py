from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search.packed_model import PackedModel, Shape, WeightsError, read_packed
from search.weights import DIMENSION, packed_weights

SHAPE = Shape(32, 0, 1, 32, 2, 1, 2, 1e-12, 0, 2, 1, 3)


@pytest.fixture(scope="module")
def packed() -> PackedModel:
    return read_packed(packed_weights())


def test_the_installed_file_has_the_shape_of_the_small_model(packed: PackedModel) -> None:
    shape = packed.shape
    assert (shape.hidden, shape.layers, shape.heads, shape.inner) == (DIMENSION, 12, 12, 1536)
    assert (shape.start, shape.padding, shape.end, shape.unknown) == (0, 1, 2, 3)
    assert shape.epsilon == pytest.approx(1e-12)


def test_pieces_come_with_their_scores(packed: PackedModel) -> None:
    assert [piece for piece, _ in packed.pieces[:4]] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert dict(packed.pieces)["▁the"] < 0


def test_a_block_is_its_half_bytes_less_eight_times_its_scale() -> None:
    # The low half bytes are the first 16 numbers, the high ones the last 16.
    block = np.concatenate((np.array([0.5], "<f2").view(np.uint8), np.full(16, 0x9F, np.uint8)))
    values = PackedModel(SHAPE, (), {"w": block}).blocks("w", 32)
    assert values.tolist() == [[3.5] * 16 + [0.5] * 16]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(WeightsError, match="is not a packed model"):
        read_packed(other)
