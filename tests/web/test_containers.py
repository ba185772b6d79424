from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, URIRef

from graph.store import Store
from ontology.names import BASE, DCT, LDP, RDF
from tests.web.fakes import FakeService
from web.containers import collection_of, container_at


def store_of(service: FakeService) -> Store:
    return service.opened[service.version].release.store


def members(service: FakeService, path: str) -> set[str]:
    found = container_at(store_of(service), path, "en")
    assert found is not None
    return {member.iri.removeprefix(BASE) for member in found.members}


def test_a_kind_holds_its_things(service: FakeService) -> None:
    assert "id/instrument/escp-s3" in members(service, "id/instrument")


def test_all_kinds_are_under_id_and_all_schemes_under_concept(service: FakeService) -> None:
    assert {"id/instrument", "id/region"} <= members(service, "id")
    assert {"concept/stage", "concept/theme"} <= members(service, "concept")


def test_all_named_graphs_are_under_graph(service: FakeService) -> None:
    assert "graph/background/escp-s3" in members(service, "graph")


def test_where_nothing_is_there_is_no_container(service: FakeService) -> None:
    for path in ("id/unicorn", "concept/stage", "graph/background", "elsewhere", "id/a/b"):
        assert container_at(store_of(service), path, "en") is None


def test_a_machine_gets_an_ldp_container(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/id/instrument.ttl").data, format="turtle")
    container = URIRef(f"{BASE}id/instrument")

    assert (container, RDF.type, LDP.BasicContainer) in graph
    assert graph.value(container, DCT.title).value == "instrument"  # type: ignore[union-attr]
    assert URIRef(f"{BASE}id/instrument/escp-s3") in set(graph.objects(container, LDP.contains))


def test_a_person_gets_names_that_lead_on(client: FlaskClient) -> None:
    page = client.get("/id/instrument?lang=de", headers={"Accept": "text/html"}).text
    assert 'href="/id/instrument/escp-s3?lang=de"' in page
    assert "Strategische Clusterpartnerschaften" in page


def test_a_kind_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/id/unicorn").status_code == 404


def test_a_thing_belongs_to_its_kind_a_concept_to_its_scheme() -> None:
    assert collection_of("id/instrument/reconfirm") == "id/instrument"
    assert collection_of("concept/stage/phase-3") == "concept/stage"
    assert collection_of("concept/stage") == "concept"
    assert collection_of("graph/background/reconfirm") == "graph"
    assert collection_of("id") is None
    assert collection_of("def") is None


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/id/", "/id"),
        ("/concept/", "/concept"),
        ("/graph/", "/graph"),
        ("/def/", "/def"),
        ("/id/instrument/", "/id/instrument"),
        ("/id/instrument/escp-s3/", "/id/instrument/escp-s3"),
        ("/id/?release=2025.01.15&lang=de", "/id?release=2025.01.15&lang=de"),
    ],
)
def test_the_end_of_a_prefix_leads_to_what_it_names(
    path: str, target: str, client: FlaskClient
) -> None:
    found = client.get(path)

    assert (found.status_code, found.headers["Location"]) == (301, target)
    assert found.headers["Access-Control-Allow-Origin"] == "*"
