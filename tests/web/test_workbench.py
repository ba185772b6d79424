from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.fakes import OLDER, FakeService
from web import pages, sparql, workbench
from web.problems import register_problems

NAME = "workbench-4BCNYAC2.js"
BROWSER = {"Accept": "text/html"}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_text("start();", encoding="utf-8")
    (tmp_path / "manifest.json").write_text(json.dumps({"script": NAME}), encoding="utf-8")
    return tmp_path


def _client(service: FakeService, built: Path) -> FlaskClient:
    app = Flask("web", root_path=str(Path(pages.__file__).parent))
    app.register_blueprint(pages.blueprint(service))
    app.register_blueprint(sparql.blueprint(service))  # type: ignore[arg-type]
    app.register_blueprint(workbench.blueprint(service, built))
    register_problems(app)
    return app.test_client()


def test_a_script_is_kept_for_good_because_its_name_follows_its_content(
    service: FakeService, built: Path
) -> None:
    with _client(service, built).get(f"/static/workbench/{NAME}") as response:
        assert (response.status_code, response.data) == (200, b"start();")
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.mimetype == "text/javascript"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "gzip"), ("gzip;q=0", None), ("br", None), ("", None)],
)
def test_a_script_is_packed_for_who_can_unpack_it(
    accepted: str, encoding: str | None, service: FakeService, built: Path
) -> None:
    (built / f"{NAME}.gz").write_bytes(gzip.compress(b"start();"))
    asked = {"Accept-Encoding": accepted}
    with _client(service, built).get(f"/static/workbench/{NAME}", headers=asked) as response:
        content = gzip.decompress(response.data) if encoding else response.data
        assert (response.headers.get("Content-Encoding"), content) == (encoding, b"start();")
        assert response.mimetype == "text/javascript"
        assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("name", ["manifest.json", "workbench.js", "part-00000000.js", "..%2fx.js"])
def test_nothing_else_is_served_beside_it(name: str, service: FakeService, built: Path) -> None:
    assert _client(service, built).get(f"/static/workbench/{name}").status_code == 404


def test_the_vocabulary_is_that_of_the_release_asked_for(service: FakeService, built: Path) -> None:
    client = _client(service, built)

    response = client.get(f"/sparql/vocabulary.json?release={OLDER}")

    found = response.get_json()
    [instrument] = [term for term in found["classes"] if term["written"] == "rg:SupportInstrument"]
    assert (found["release"], instrument["count"]) == (OLDER, 2)
    assert instrument["label"] == "Support instrument"
    assert "classes" not in instrument
    known = {"If-None-Match": response.headers["ETag"]}
    assert client.get(f"/sparql/vocabulary.json?release={OLDER}", headers=known).status_code == 304


def test_an_unknown_release_has_no_vocabulary(service: FakeService, built: Path) -> None:
    response = _client(service, built).get("/sparql/vocabulary.json?release=1999.01.01")

    assert response.status_code == 404


def test_where_the_script_was_not_built_there_is_none() -> None:
    assert workbench.script_in(Path("nowhere")) is None
