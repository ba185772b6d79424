from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.release import ReleaseDirectory
from tests.web.fakes import FakeEngine, FakePool, FakeService, open_fakes
from web import (
    admin,
    browse,
    discovery,
    embed,
    entities,
    exports,
    oembed,
    pages,
    reference,
    search,
    sitemap,
    suggest,
)
from web.problems import register_problems


@pytest.fixture(scope="session")
def small_releases(tmp_path_factory: pytest.TempPathFactory) -> ReleaseDirectory:
    return ReleaseDirectory(tmp_path_factory.mktemp("var"))


@pytest.fixture(scope="session")
def opened_service(small_releases: ReleaseDirectory) -> FakeService:
    return open_fakes(small_releases)


@pytest.fixture
def service(opened_service: FakeService) -> FakeService:
    for parts in opened_service.opened.values():
        parts.search.asked.clear()
        parts.pool.queries.clear()
        parts.search.broken = parts.pool.broken = False
    return opened_service


@pytest.fixture
def engine(service: FakeService) -> FakeEngine:
    return service.opened[service.version].search


@pytest.fixture
def pool(service: FakeService) -> FakePool:
    return service.opened[service.version].pool


@pytest.fixture
def app(service: FakeService) -> Flask:
    app = Flask("web", root_path=str(Path(pages.__file__).parent))
    for module in (pages, search, browse, entities, exports, admin):
        app.register_blueprint(module.blueprint(service))
    for module in (discovery, sitemap, suggest, embed, oembed, reference):
        app.register_blueprint(module.blueprint(service))
    register_problems(app)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
