"""The whole graph, as a build makes it, but in memory and without a search index."""

from __future__ import annotations

from functools import cache

from graph.dumps import describe_release
from graph.schema_card import SchemaCard
from graph.store import Store
from ingest.inference import infer
from ingest.sources import all_sources


@cache
def whole_store() -> Store:
    """Made once for all tests of a run."""
    store = Store.memory()
    for source in all_sources(None):
        store.insert_published(source.quads())
    store.insert_published(list(infer(store)))
    store.insert_published(describe_release("2025.03.31", ()))
    return store


@cache
def whole_card() -> SchemaCard:
    """What is in it, counted once."""
    return SchemaCard.read(whole_store())
