from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import RDF, RDFS, Graph, URIRef

from graph.finder import SERVICES
from ontology.names import BASE, SD
from web import search_terms


@pytest.fixture
def terms(app: Flask) -> FlaskClient:
    app.register_blueprint(search_terms.blueprint(app.extensions.get("regiograph")))  # type: ignore[arg-type]
    return app.test_client()


@pytest.mark.parametrize("name", SERVICES)
def test_each_property_of_a_search_is_explained_where_its_iri_leads(
    terms: FlaskClient, name: str
) -> None:
    response = terms.get(f"/{name}", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=response.data, format="turtle")

    service = SERVICES[name]
    assert (URIRef(f"{BASE}{name}"), RDF.type, SD.Feature) in graph
    for local in service.names:
        term = URIRef(f"{service.namespace}{local}")
        assert str(graph.value(term, RDFS.label)) == f"{name}:{local}"
        assert graph.value(term, RDFS.comment)


def test_a_browser_gets_a_page_with_parameters_columns_and_examples(terms: FlaskClient) -> None:
    page = terms.get("/search", headers={"Accept": "text/html"}).text

    assert "<code>search:threshold</code></th><td>Least score, 0 to 1; 0.</td>" in page
    assert "<code>search:verdict</code>" in page
    assert "/sparql?example=search-a-need" in page
    assert 'lang="en"' in page


def test_a_suffix_chooses_the_format_and_an_etag_spares_the_rest(terms: FlaskClient) -> None:
    response = terms.get("/text.jsonld")
    assert response.content_type.startswith("application/ld+json")
    again = terms.get("/text.jsonld", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_a_person_who_asks_here_is_led_to_the_search(terms: FlaskClient) -> None:
    response = terms.get("/search?q=3D+Druck&lang=de", headers={"Accept": "text/html"})
    assert (response.status_code, response.location) == (303, "/?q=3D+Druck&lang=de")
