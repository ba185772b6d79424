from __future__ import annotations

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.catalogue import CATALOGUE
from tests.web.fakes import OLDER, VERSION, FakeService
from web import catalogue
from web.problems import register_problems


@pytest.fixture
def asking(service: FakeService) -> FlaskClient:
    app = Flask("web")
    app.register_blueprint(catalogue.blueprint(service))
    register_problems(app)
    return app.test_client()


@pytest.mark.parametrize(
    ("suffix", "accept", "media_type", "parser"),
    [
        ("", "*/*", "text/turtle", ox.RdfFormat.TURTLE),
        ("", "application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("", "application/ld+json;q=.9, image/png", "application/ld+json", ox.RdfFormat.JSON_LD),
        (".nt", "text/html", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        (".rdf", "*/*", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_each_format_says_the_same(
    suffix: str, accept: str, media_type: str, parser: ox.RdfFormat, asking: FlaskClient
) -> None:
    response = asking.get(f"/catalogue{suffix}", headers={"Accept": accept})

    said = {quad.triple for quad in ox.parse(response.data, format=parser)}
    turtle = asking.get("/catalogue.ttl").data
    assert response.content_type == f"{media_type}; charset=utf-8"
    assert said == {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def test_addresses_are_those_of_this_server(asking: FlaskClient) -> None:
    turtle = asking.get("/catalogue").text

    assert "<http://localhost/sparql>" in turtle
    assert f"<http://localhost/dumps/{VERSION}/regiograph.nt>" in turtle
    assert CATALOGUE in turtle


@pytest.mark.parametrize("path", ["/.well-known/dcat", "/catalog"])
def test_other_places_where_portals_look_lead_there(path: str, asking: FlaskClient) -> None:
    for suffix in ("", ".rdf"):
        found = asking.get(path + suffix)
        assert (found.status_code, found.headers["Location"]) == (301, f"/catalogue{suffix}")
        older = asking.get(f"{path}{suffix}?release={VERSION}").headers["Location"]
        assert older == f"/catalogue{suffix}?release={VERSION}"


def test_a_browser_is_sent_to_the_downloads(asking: FlaskClient) -> None:
    response = asking.get("/catalogue", headers={"Accept": "text/html"})

    assert (response.status_code, response.headers["Location"]) == (303, "/dumps/")
    assert "Accept" in response.headers["Vary"]


def test_a_version_is_described_in_the_catalogue(asking: FlaskClient) -> None:
    found = asking.get(f"/id/dataset/regiograph/{VERSION}")

    assert (found.status_code, found.headers["Location"]) == (303, "/catalogue")
    assert asking.get("/id/dataset/regiograph/1999.01.01").status_code == 404
    assert asking.get("/id/dataset/regiograph-tables").status_code == 303


def test_who_has_it_gets_it_no_second_time(asking: FlaskClient) -> None:
    etag = asking.get("/catalogue").headers["ETag"]

    assert asking.get("/catalogue", headers={"If-None-Match": etag}).status_code == 304
    assert asking.get("/catalogue.docx").status_code == 404
    assert asking.get("/catalogue", headers={"Accept": "image/png"}).status_code == 406


def test_a_damaged_release_of_the_past_does_not_hide_the_others(
    asking: FlaskClient, service: FakeService
) -> None:
    manifest = service.releases.releases / OLDER / "manifest.json"
    kept = manifest.read_text(encoding="utf-8")
    manifest.write_text("{", encoding="utf-8")
    try:
        turtle = asking.get("/catalogue.ttl").text
    finally:
        manifest.write_text(kept, encoding="utf-8")

    assert f"release {VERSION}" in turtle
    assert f"release {OLDER}" not in turtle
