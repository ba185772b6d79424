"""The real searches over the whole graph, by letters alone: no test waits for an encoder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.finder import Finder
from graph.guard import Guard
from graph.rewriting import rewrite
from search.finding import MeaningFinder
from search.index import TEXTS, build_index
from search.loading import load_engine
from search.text_index import TextIndex
from search.weights import DIMENSION
from tests.graph.whole import whole_store


class NoEncoder:
    """Gives every text the same vector: nobody will look at it."""

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        return np.ones((len(texts), DIMENSION), np.float32)

    encode_queries = encode_documents


@cache
def whole_finders() -> Mapping[str, Finder]:
    """Made once for all tests of a run."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        build_index(whole_store(), directory, NoEncoder())
        engine = load_engine(directory, "2025.03.31", None)
        texts = TextIndex(directory / TEXTS)
        texts.instances([])  # opened: the file may go
    return {"search": MeaningFinder(engine, texts.instances), "text": texts}


def searched(query: str) -> str:
    """A query as the engine reads it, with the things found in the place of its searches."""
    calls = Guard().inspect(query).calls
    return rewrite(query, calls, whole_finders()).text if calls else query
