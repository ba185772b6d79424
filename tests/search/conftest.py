"""A fake encoder that needs no weights, and the real one, made once for all tests."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from search.encoder import DocumentEncoder, QueryEncoder
from search.lexical import letter_groups
from search.text import words
from search.weights import DIMENSION, model_directory
from tests.search.mini import MiniRelease, mini_release

Vectors = NDArray[np.float32]


class HashEncoder:
    """Texts that share letter groups are near each other; the same on every machine."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoded(texts)

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> Vectors:
        if progress:
            progress(len(texts), len(texts))
        return self._encoded(texts)

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSION), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            row[0] = 1e-3  # a text without words has a direction too
            for group in (group for word in words(text) for group in letter_groups(word)):
                digest = hashlib.blake2b(group.encode(), digest_size=4).digest()
                row[int.from_bytes(digest) % DIMENSION] += 1
            row /= np.linalg.norm(row)
        return vectors


@pytest.fixture
def hash_encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> MiniRelease:
    """A release of the real instruments, rules and needs, made once for all tests: 3 s."""
    return mini_release(tmp_path_factory.mktemp("mini"), HashEncoder())


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the weights are unpacked, once for all tests: 235 MB, a few seconds."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def document_encoder(models: Path) -> DocumentEncoder:
    with warnings.catch_warnings():
        # What the imported libraries deprecate among themselves is not ours to mend.
        warnings.simplefilter("ignore")
        return DocumentEncoder(model_directory(models))


@pytest.fixture(scope="session")
def query_encoder() -> QueryEncoder:
    return QueryEncoder()
