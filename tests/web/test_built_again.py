"""A version that was deleted and built again with other content is another release to caches."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.release import Release, ReleaseDirectory
from tests.web.fakes import VERSION, FakeService, open_fakes
from web import (
    atom,
    browse,
    catalogue,
    changes,
    embed,
    entities,
    examples,
    ldes,
    memento,
    pages,
    schema,
    search,
    sitemap,
    sparql,
    suggest,
    void,
)
from web.problems import register_problems

PATHS = (
    "/id/instrument/escp-s3.ttl",
    "/id/instrument/escp-s3.html",
    "/?q=3D+printing",
    "/api/search?q=3D+printing",
    "/api/suggest?q=re",
    "/browse",
    "/catalogue.ttl",
    "/changes",
    "/changes/atom",
    "/changes/ldes",
    "/api/card?thing=escp-s3",
    "/examples",
    "/schema",
    "/sitemap.xml",
    "/.well-known/void",
)
MODULES = (atom, browse, catalogue, changes, embed, entities, examples, ldes, memento, pages)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> FakeService:
    return open_fakes(ReleaseDirectory(tmp_path_factory.mktemp("var")))


def _asking(service: FakeService) -> FlaskClient:
    app = Flask("web", root_path=str(Path(pages.__file__).parent))
    app.register_blueprint(sparql.blueprint(service))  # type: ignore[arg-type]
    for module in (*MODULES, schema, search, sitemap, suggest, void):
        app.register_blueprint(module.blueprint(service))
    register_problems(app)
    return app.test_client()


def _tags(service: FakeService) -> dict[str, str | None]:
    asking = _asking(service)
    return {path: asking.get(path).headers.get("ETag") for path in PATHS}


def test_no_tag_is_kept(built: FakeService) -> None:
    before = _tags(built)
    assert before == _tags(built)
    assert [path for path, tag in before.items() if tag is None] == []
    old = built.opened[VERSION].release
    manifest = old.path / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8")) | {"canonical_hash": "e" * 64}
    manifest.write_text(json.dumps(content), encoding="utf-8")
    again = replace(built.opened[VERSION], release=Release(old.path))
    after = _tags(replace(built, opened=built.opened | {VERSION: again}))

    assert [path for path in PATHS if before[path] == after[path]] == []
