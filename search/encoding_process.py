"""The document encoder in a process of its own: it loads while the sources are still read.

Importing and loading it takes ten seconds, and the process that builds a release never has to
hold its memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from search.encoder import Progress, Vectors

Way = Literal["encode_documents", "encode_queries"]


class EncodingError(RuntimeError):
    """The process of the encoder failed or was killed."""


class EncodingProcess:
    """An encoder that is started ahead of its use. For one thread; another one may close it."""

    def __init__(self, models: Path) -> None:
        """`models`: where the weights are unpacked; nothing is started yet."""
        self._models = models
        self._process: BaseProcess | None = None
        self._other_end: Connection[Any, Any] | None = None
        self._closed = False
        self._changing = Lock()

    def start(self) -> None:
        """Begin to load; returns at once. The process ends with this one, or by `close`."""
        with self._changing:
            if self._closed or self._process:
                return
            # A fork would copy locks that other threads hold.
            context = get_context("spawn")
            self._other_end, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._models), daemon=True)
            self._process.start()
            theirs.close()

    def close(self) -> None:
        """End the process, whatever it does, for good."""
        with self._changing:
            self._closed = True
            if self._process:
                self._process.terminate()
                self._process.join()
                # Not closed: a thread that waits for it reads its end, and says so.
                self._process = None

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row of length 1 per text, in the order of the texts."""
        return self._encoded("encode_documents", texts, progress)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per question."""
        return self._encoded("encode_queries", texts, None)

    def _encoded(self, way: Way, texts: Sequence[str], progress: Progress | None) -> Vectors:
        self.start()
        try:
            if self._closed or self._other_end is None:
                raise EOFError
            self._other_end.send((way, list(texts)))
            while isinstance(told := self._other_end.recv(), tuple):
                if progress:
                    progress(*told)
        except (EOFError, OSError) as error:
            self.close()
            raise EncodingError(
                "The process that encodes the texts has ended; is there 1 GB of memory for it?"
            ) from error
        if isinstance(told, Exception):
            raise told
        vectors: Vectors = told
        return vectors


def _serve(other_end: Connection[Any, Any], models: Path) -> None:
    from search.encoder import DocumentEncoder
    from search.weights import model_directory

    try:
        encoder = DocumentEncoder(model_directory(models))
        while True:
            way, texts = other_end.recv()
            if way == "encode_queries":
                other_end.send(encoder.encode_queries(texts))
            else:
                tell = lambda done, of: other_end.send((done, of))  # noqa: E731
                other_end.send(encoder.encode_documents(texts, tell))
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return  # the builder is gone
    except Exception as error:
        other_end.send(error)
