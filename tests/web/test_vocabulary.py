from __future__ import annotations

from flask.testing import FlaskClient
from rdflib import Graph, URIRef

from ontology.names import BASE, OWL


def test_a_version_of_the_ontology_answers_with_it(client: FlaskClient) -> None:
    response = client.get("/def/0.1.0", headers={"Accept": "text/turtle"})
    assert response.mimetype == "text/turtle"
    assert response.headers["Content-Location"] == "/def/0.1.0.ttl"
    assert response.data == client.get("/def.ttl").data


def test_a_person_is_led_to_the_page(client: FlaskClient) -> None:
    response = client.get("/def/0.1.0", headers={"Accept": "text/html"})
    assert (response.status_code, response.location) == (303, "/ontology/")


def test_an_unknown_version_names_those_that_are_known(client: FlaskClient) -> None:
    response = client.get("/def/9.9.9", headers={"Accept": "text/turtle"})
    assert response.status_code == 404
    assert "Known: 0.1.0." in response.get_json()["detail"]


def test_the_version_of_the_shapes_answers_with_them(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/shapes.ttl").data, format="turtle")
    version = graph.value(URIRef(f"{BASE}shapes"), OWL.versionIRI)

    response = client.get(f"/{str(version).removeprefix(BASE)}.ttl")
    assert len(Graph().parse(data=response.data, format="turtle")) == len(graph)
    assert client.get("/shapes/9.9.9.ttl").status_code == 404
