"""An encoder that encodes nothing twice, so that many systems can be asked the same questions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.encoder import Encoder, Progress
from search.vectors import VectorIndex
from search.weights import DIMENSION

Vectors = NDArray[np.float32]


class RememberingEncoder:
    """Questions by one encoder, texts by another, each only once. For one thread."""

    def __init__(
        self,
        questions: Encoder,
        documents: Callable[[], Encoder],
        known: Mapping[str, Vectors] | None = None,
    ) -> None:
        """`documents` makes its encoder when a text comes that is not in `known`."""
        self._questions = questions
        self._make_documents = documents
        self._asked: dict[str, Vectors] = {}
        self._known: dict[str, Vectors] = dict(known or {})

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per question."""
        new = [text for text in dict.fromkeys(texts) if text not in self._asked]
        if new:
            self._asked.update(zip(new, self._questions.encode_queries(new), strict=True))
        return _stacked([self._asked[text] for text in texts])

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row of length 1 per text, in the order of the texts."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            vectors = self._documents.encode_documents(new, progress)
            self._known.update(zip(new, vectors, strict=True))
        return _stacked([self._known[text] for text in texts])

    @cached_property
    def _documents(self) -> Encoder:
        return self._make_documents()


def stored_vectors(search_dir: Path) -> dict[str, Vectors]:
    """The vectors of a release by the texts they stand for; none if it was built without."""
    stored = search_dir / "vectors"
    if not stored.exists():
        return {}
    rows = json.loads((search_dir / "texts.json").read_text(encoding="utf-8"))
    index = VectorIndex.load(stored)
    vectors = index.rows(range(len(index)))
    # The last texts have none: they are found by their letters.
    return {row["text"]: vector for row, vector in zip(rows, vectors, strict=False)}


def _stacked(vectors: list[Vectors]) -> Vectors:
    return np.stack(vectors) if vectors else np.empty((0, DIMENSION), np.float32)
