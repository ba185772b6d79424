"""A server like the real one, with a small release and searches that find a fixed thing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from graph.finder import Found
from graph.pool import Limits, QueryPool
from graph.release import Release, ReleaseDirectory
from graph.terms import Literal
from ontology.names import thing
from server import create_app
from tests.graph.finders import ListFinder, found
from tests.web.fakes import OLDER, VERSION, FakeEngine, write_release
from web.service import Opened
from web.settings import Settings

FOUND = thing("instrument", "escp-s3")


def opened(release: Release) -> Opened:
    words: Found = {
        **found(FOUND, 0.5),
        "label": Literal("Strategic partnerships", language="en"),
    }
    finders = {
        "search": ListFinder([found(FOUND, 0.9, label="Strategic partnerships")]),
        "text": ListFinder([words]),
    }
    pool = QueryPool(release.graph_dir, Limits(workers=1), finders=finders)
    return Opened(release, FakeEngine(), pool)


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the SPARQL endpoint of a running server."""
    var: Path = tmp_path_factory.mktemp("served")
    releases = ReleaseDirectory(var)
    for version in (OLDER, VERSION):
        write_release(releases, version)
    releases.switch(VERSION)
    app = create_app(releases, Settings(var=var), opened)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()
    app.extensions["regiograph"].close()
