"""A small store on disk: three sources that overlap."""

from __future__ import annotations

from pathlib import Path

from graph.store import Store
from graph.terms import NamedNode, Quad

EXAMPLE = "http://example.org/"
SIZES = (10, 20, 30)


def write_store(path: Path, sizes: tuple[int, ...] = SIZES) -> Path:
    """Source number n states the first ``sizes[n]`` things, and the default graph all."""
    store = Store.create(path)
    for number, size in enumerate(sizes):
        store.insert_published(
            Quad(
                NamedNode(f"{EXAMPLE}thing-{index}"),
                NamedNode(f"{EXAMPLE}kind"),
                NamedNode(f"{EXAMPLE}kind-{index % 7}"),
                NamedNode(f"{EXAMPLE}source-{number}"),
            )
            for index in range(size)
        )
    store.optimise()
    return path
