"""A real release without countries and partnerships, searched by letters alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import ingest
from graph import Store
from ingest.sources.background import BackgroundSource
from ingest.sources.relevance import RelevanceTable
from ingest.sources.vocabulary import VocabularySource
from search.encoder import Encoder
from search.engine import SearchEngine
from search.index import build_index
from search.loading import load_engine

RELEVANCE = Path(ingest.__file__).parent / "facts" / "relevance.csv"


@dataclass(frozen=True, slots=True)
class MiniRelease:
    """The statements, and the engine over them."""

    store: Store
    engine: SearchEngine

    def receipt(self, sparql: str) -> list[str]:
        """The things that the query of an answer gives."""
        return [row["thing"].value for row in self.store.select(sparql)]


def mini_release(directory: Path, encoder: Encoder) -> MiniRelease:
    """Read the sources, index them with any encoder, and leave it out when searching."""
    store = Store.memory()
    for source in (VocabularySource(), BackgroundSource(None), RelevanceTable(RELEVANCE)):
        store.insert_published(source.quads())
    build_index(store, directory, encoder)
    return MiniRelease(store, load_engine(directory, "2026-01-01", None))
