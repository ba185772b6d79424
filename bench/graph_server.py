"""Our server over a graph of the benchmark: ``python -m bench.graph_server VAR PORT``.

It is the real one, with all its routes and workers, over a release that holds a store and
nothing else. Only the search has nothing to search in.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from graph.manifest import Manifest
from graph.pool import QueryPool
from graph.release import Release, ReleaseDirectory
from graph.store import Store
from ontology.names import BASE
from server import asgi_from_environment
from web.lookups import Lookups
from web.opening import limits_of
from web.service import Opened
from web.serving import run_server
from web.settings import Settings

_VERSION = "2025.01.01"


@dataclass(frozen=True, slots=True)
class _NoSearch:
    def answer(
        self, question: str, *, lang: str | None, limit: int, without: Sequence[str]
    ) -> NoReturn:
        raise LookupError("The benchmark's graph has no search index.")


def write_release(var: Path, graph: Path) -> None:
    """A release whose default graph is what a file of N-Triples states."""
    path = var / "releases" / _VERSION
    path.mkdir(parents=True)
    store = Store.create(path / "graph")
    store.bulk_load(graph)
    store.optimise()
    manifest = Manifest(_VERSION, "2025-01-01T00:00:00Z", BASE, "0", "0" * 64)
    manifest.write(path / "manifest.json")
    ReleaseDirectory(var).switch(_VERSION)


def app() -> Lookups:
    """The application over the release in the environment."""
    limits = limits_of(Settings.from_environment(os.environ))

    def opener(release: Release) -> Opened:
        return Opened(release, _NoSearch(), QueryPool(release.graph_dir, limits))

    return asgi_from_environment(opener)


if __name__ == "__main__":
    settings = Settings.from_environment(os.environ)
    var, port = sys.argv[1:]
    run_server(replace(settings, var=Path(var), port=int(port)), "bench.graph_server:app")
