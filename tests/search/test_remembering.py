from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.remembering import RememberingEncoder, stored_vectors
from search.vectors import VectorIndex
from search.weights import DIMENSION

Vectors = NDArray[np.float32]


class CountingEncoder:
    """A text's vector points along the axis of its length; every call is kept."""

    def __init__(self) -> None:
        self.seen: list[list[str]] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.seen.append(list(texts))
        return np.eye(DIMENSION, dtype=np.float32)[[len(text) for text in texts]]

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> Vectors:
        return self.encode_queries(texts)


def test_no_question_is_encoded_twice() -> None:
    inner = CountingEncoder()
    encoder = RememberingEncoder(inner, CountingEncoder)
    first = encoder.encode_queries(["a", "bb", "a"])
    again = encoder.encode_queries(["bb", "ccc"])
    assert inner.seen == [["a", "bb"], ["ccc"]]
    assert first.argmax(axis=1).tolist() == [1, 2, 1]
    assert again.argmax(axis=1).tolist() == [2, 3]


def test_known_texts_need_no_encoder_and_new_ones_one_for_all() -> None:
    inner = CountingEncoder()
    made: list[CountingEncoder] = []

    def documents() -> CountingEncoder:
        made.append(inner)
        return inner

    vector = np.eye(DIMENSION, dtype=np.float32)[9]
    encoder = RememberingEncoder(CountingEncoder(), documents, {"known": vector})
    assert encoder.encode_documents(["known"]).argmax(axis=1).tolist() == [9]
    assert made == []
    assert encoder.encode_documents(["dd", "known", "e"]).argmax(axis=1).tolist() == [2, 9, 1]
    encoder.encode_documents(["fff"])
    assert made == [inner]
    assert inner.seen == [["dd", "e"], ["fff"]]


def test_nothing_encoded_has_no_rows() -> None:
    encoder = RememberingEncoder(CountingEncoder(), CountingEncoder)
    assert encoder.encode_documents([]).shape == (0, DIMENSION)


def test_the_vectors_of_a_release_are_found_by_their_texts(tmp_path: Path) -> None:
    vectors = CountingEncoder().encode_documents(["a", "bb"])
    VectorIndex.build(vectors).save(tmp_path / "vectors")
    rows = [{"text": "a"}, {"text": "bb"}, {"text": "found by its letters"}]
    (tmp_path / "texts.json").write_text(json.dumps(rows), encoding="utf-8")
    known = stored_vectors(tmp_path)
    assert known["bb"].argmax() == 2
    assert set(known) == {"a", "bb"}


def test_a_release_without_vectors_knows_none(tmp_path: Path) -> None:
    assert stored_vectors(tmp_path) == {}
