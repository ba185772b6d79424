"""The search index, whose texts are encoded while the steps that don't need them run.

The encoder works in a process of its own; a thread here waits for it, so that both processors
are busy from the first second of a build to the last.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Protocol

from graph.manifest import ModelRecord
from graph.store import Store
from release.plan import Advanced
from release.steps import BuildError
from search.encoder import Encoder, Vectors
from search.encoding_process import EncodingError, EncodingProcess
from search.index import read_content, write_letters, write_vectors
from search.packed_model import WeightsError
from search.vector_cache import CachedEncoder, cache_file
from search.weights import MODEL, SHA256

__all__ = ["IndexAside"]

_TOLD = 0.2  # seconds between two words about the progress


class AsideEncoder(Encoder, Protocol):
    """An encoder that is started ahead of its use, and may be ended at any time."""

    def start(self) -> None:
        """Begin to load; returns at once."""
        ...

    def close(self) -> None:
        """End, whatever is being encoded."""
        ...


class IndexAside:
    """Builds the search index of one release; see `release.plan.Indexer`."""

    def __init__(self, var: Path, encoder: AsideEncoder | None = None) -> None:
        """`var`: where vectors and the unpacked model are kept between builds.

        `encoder` None: the real one.
        """
        self._cache = var / "cache"
        self._encoder = encoder or EncodingProcess(var / "models")
        self._thread = ThreadPoolExecutor(1)
        self._out_dir: Path | None = None
        self._vectors: Future[Vectors] | None = None
        self._progress = (0, 1)  # texts done, of

    def prepare(self) -> None:
        """Load the encoder, which takes seconds, where it will be needed."""
        # With vectors in the cache few texts are new, or none: the encoder may not be needed.
        if not cache_file(self._cache).exists():
            self._encoder.start()

    def begin(self, store: Store, out_dir: Path) -> None:
        """Begin to encode, and write everything but the vectors."""
        content = read_content(store)
        encoder = CachedEncoder(self._cache, self._encoder)
        self._out_dir = out_dir
        self._vectors = self._thread.submit(encoder.encode_documents, content.meant, self._note)
        write_letters(store, out_dir, content)

    def finish(self, advanced: Advanced) -> ModelRecord:
        """Write the vectors as soon as they are there."""
        assert self._vectors is not None, "begin comes first"
        assert self._out_dir is not None, "begin comes first"
        while wait([self._vectors], _TOLD).not_done:
            advanced(*self._progress)
        try:
            vectors = self._vectors.result()
        except (EncodingError, WeightsError) as error:
            raise BuildError(str(error)) from error
        write_vectors(self._out_dir, vectors)
        return ModelRecord(MODEL, SHA256)

    def close(self) -> None:
        """End the encoder, whatever it does, and the thread that waits for it."""
        self._encoder.close()
        self._thread.shutdown(cancel_futures=True)

    def _note(self, done: int, of: int) -> None:
        self._progress = done, of
