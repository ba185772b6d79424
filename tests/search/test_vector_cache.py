from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from search.encoder import Encoder, Progress, Vectors
from search.vector_cache import CachedEncoder, cache_file


class Counting:
    """Notes what it was given to encode."""

    def __init__(self, inner: Encoder) -> None:
        self._inner = inner
        self.seen: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._inner.encode_queries(texts)

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.seen += texts
        return self._inner.encode_documents(texts, progress)


@pytest.fixture
def counting(hash_encoder: Encoder) -> Counting:
    return Counting(hash_encoder)


def encode(directory: Path, encoder: Encoder, *texts: str) -> Vectors:
    return CachedEncoder(directory, encoder).encode_documents(texts)


def test_a_text_is_encoded_once(tmp_path: Path, counting: Counting) -> None:
    first = encode(tmp_path, counting, "hubs", "regions", "hubs")
    second = encode(tmp_path, counting, "hubs", "money", "regions")
    assert counting.seen == ["hubs", "regions", "money"]
    assert first[0].tolist() == first[2].tolist() == second[0].tolist()
    expected = counting.encode_documents(["hubs", "money", "regions"])
    assert second.tolist() == expected.tolist()


def test_no_encoder_is_asked_when_nothing_is_new(tmp_path: Path, counting: Counting) -> None:
    encode(tmp_path, counting, "hubs")
    counting.seen.clear()
    seen: list[tuple[int, int]] = []
    again = CachedEncoder(tmp_path, counting).encode_documents(
        ["hubs"], lambda done, of: seen.append((done, of))
    )
    assert again.shape == (1, 384)
    assert seen == [(1, 1)]
    assert counting.seen == []


def test_texts_that_are_gone_are_not_kept(tmp_path: Path, counting: Counting) -> None:
    encode(tmp_path, counting, "hubs")
    encode(tmp_path, counting, "regions")
    encode(tmp_path, counting, "hubs")
    assert counting.seen == ["hubs", "regions", "hubs"]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 cut off", b"no archive at all"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, counting: Counting, damage: bytes) -> None:
    encode(tmp_path, counting, "hubs")
    cache_file(tmp_path).write_bytes(damage)
    encode(tmp_path, counting, "hubs")
    encode(tmp_path, counting, "hubs")
    assert counting.seen == ["hubs", "hubs"]
    assert [path.name for path in tmp_path.iterdir()] == [cache_file(tmp_path).name]


def test_nothing_to_encode_gives_no_rows(tmp_path: Path, hash_encoder: Encoder) -> None:
    assert encode(tmp_path, hash_encoder).shape == (0, 384)
    assert not cache_file(tmp_path).exists()


def test_questions_are_passed_on(tmp_path: Path, hash_encoder: Encoder) -> None:
    cached = CachedEncoder(tmp_path, hash_encoder)
    assert np.array_equal(cached.encode_queries(["who"]), hash_encoder.encode_queries(["who"]))
