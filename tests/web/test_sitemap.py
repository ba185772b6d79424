from __future__ import annotations

from xml.etree import ElementTree

from flask import Flask
from flask.testing import FlaskClient

from graph.history import History
from graph.release import ReleaseDirectory
from tests.web.fakes import FakeService
from web import sitemap
from web.sitemap import pages_of

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _entries(client: FlaskClient, path: str) -> dict[str, str]:
    root = ElementTree.fromstring(client.get(path).data)
    return {entry.findtext(f"{NS}loc", ""): entry.findtext(f"{NS}lastmod", "") for entry in root}


def _small_parts(service: FakeService, most: int) -> FlaskClient:
    app = Flask("web")
    app.register_blueprint(sitemap.blueprint(service, most))
    return app.test_client()


def test_every_thing_worth_finding_is_in_it_with_its_day(client: FlaskClient) -> None:
    found = _entries(client, "/sitemap.xml")

    assert found["http://localhost/id/instrument/escp-s3"] == "2025-03-31"
    assert "http://localhost/about" in found
    assert "http://localhost/concept/stage/phase-3" in found
    assert not any("/id/relevance/" in address for address in found)


def test_every_page_in_it_answers_at_once(client: FlaskClient) -> None:
    for address in _entries(client, "/sitemap.xml"):
        path = address.removeprefix("http://localhost")
        if path.startswith(("/id/", "/concept/")):
            assert client.get(path, headers={"Accept": "text/html"}).status_code == 200, path


def test_a_large_one_is_an_index_of_parts(service: FakeService, client: FlaskClient) -> None:
    parts = _small_parts(service, 10)
    index = _entries(parts, "/sitemap.xml")
    together = {
        address: day
        for part in index
        for address, day in _entries(parts, part.removeprefix("http://localhost")).items()
    }

    assert list(index)[:2] == ["http://localhost/sitemap-1.xml", "http://localhost/sitemap-2.xml"]
    assert together == _entries(client, "/sitemap.xml")
    assert all(len(_entries(parts, part.removeprefix("http://localhost"))) <= 10 for part in index)


def test_a_part_beyond_the_last_is_unknown(client: FlaskClient) -> None:
    assert client.get("/sitemap-0.xml").status_code == 404
    assert client.get("/sitemap-99.xml").status_code == 404


def test_the_day_is_that_of_the_last_change(changing: ReleaseDirectory) -> None:
    release = changing.current()
    history = History(release)
    created = {entry.version: entry.created[:10] for entry in history.entries}

    for page in pages_of(release):
        iri = f"{release.manifest.base}{page.path[1:]}"
        events = history.timeline.events(iri)
        if events:
            assert page.changed == created[events[-1].version]
