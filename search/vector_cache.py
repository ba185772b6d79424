"""Vectors kept between builds: a text that was encoded once is not encoded again.

One file a model, named after the checksum of its weights. It holds the vectors of the last
build alone, so it can't grow; it may be deleted at any time.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from search.encoder import Encoder, Progress, readable
from search.weights import DIMENSION, SHA256

Vectors = NDArray[np.float32]

WAY = 1  # of encoding; raise it when the same weights give other vectors
KEY_BYTES = 16


class CachedEncoder:
    """Encodes the texts that the cache lacks, and leaves all of them in it. For one thread."""

    def __init__(self, directory: Path, documents: Encoder) -> None:
        """`documents` is not asked when there is nothing new."""
        self._file = cache_file(directory)
        self._documents = documents

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row of length 1 per text, in the order of the texts."""
        keys = [_key(text) for text in texts]
        known = _read(self._file)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            rows = self._documents.encode_documents(list(missing.values()), progress)
            known.update(zip(missing, rows, strict=True))
            _write(self._file, {key: known[key] for key in dict.fromkeys(keys)})
        elif progress:
            progress(len(texts), len(texts))
        found = [known[key] for key in keys]
        return np.stack(found) if found else np.empty((0, DIMENSION), np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per question; questions are not kept."""
        return self._documents.encode_queries(texts)


def cache_file(directory: Path) -> Path:
    """The file of today's weights and way of encoding."""
    return directory / f"vectors-{SHA256[:8]}-{WAY}.npz"


def _key(text: str) -> bytes:
    return sha256(readable(text).encode()).digest()[:KEY_BYTES]


def _read(file: Path) -> dict[bytes, Vectors]:
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            keys, vectors = stored["keys"], stored["vectors"]
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return {}  # none yet, or damaged: everything is encoded again
    if vectors.shape != (len(keys), DIMENSION):
        return {}
    return dict(zip((key.tobytes() for key in keys), vectors, strict=True))


def _write(file: Path, vectors: dict[bytes, Vectors]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    keys = np.frombuffer(b"".join(vectors), np.uint8).reshape(-1, KEY_BYTES)
    # A build that is killed here leaves the old file, or the whole new one.
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".tmp", delete=False) as stream:
        np.savez(stream, keys=keys, vectors=np.stack(list(vectors.values())))
        stream.flush()
        os.fsync(stream.fileno())
    Path(stream.name).replace(file)
