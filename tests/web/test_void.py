from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, URIRef

from graph.dumps import DATASET
from graph.manifest import Manifest, PartRecord
from graph.release import Release
from graph.void import DOCUMENT
from ontology.names import VOID
from tests.web.asking import asking_client
from tests.web.fakes import VERSION, FakeService
from web.void import access_of

PATH = "/.well-known/void"
DATA = URIRef(DATASET)


@pytest.fixture
def asking(service: FakeService) -> FlaskClient:
    return asking_client(service)


@pytest.mark.parametrize(
    ("suffix", "accept", "media_type", "parser"),
    [
        ("", "*/*", "text/turtle", ox.RdfFormat.TURTLE),
        ("", "application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        (
            "",
            "application/rdf+xml;q=1, text/turtle;q=.5",
            "application/rdf+xml",
            ox.RdfFormat.RDF_XML,
        ),
        (".nt", "text/html", "application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_each_format_says_the_same(
    suffix: str, accept: str, media_type: str, parser: ox.RdfFormat, asking: FlaskClient
) -> None:
    response = asking.get(PATH + suffix, headers={"Accept": accept})

    said = {quad.triple for quad in ox.parse(response.data, format=parser)}
    turtle = asking.get(f"{PATH}.ttl").data
    assert response.mimetype == media_type
    assert said == {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def test_addresses_are_those_of_this_server(asking: FlaskClient) -> None:
    graph = Graph().parse(data=asking.get(PATH).data, format="turtle")

    dump = URIRef(f"http://localhost/dumps/{VERSION}/regiograph.nt")
    assert (URIRef(DOCUMENT), RDF.type, VOID.DatasetDescription) in graph
    assert list(graph.objects(DATA, VOID.dataDump)) == [dump]
    assert graph.value(DATA, VOID.sparqlEndpoint) == URIRef("http://localhost/sparql")


def test_a_pack_in_other_words_is_no_dump_of_the_data_set(tmp_path: Path) -> None:
    parts = [PartRecord(f"dumps/{name}", "ab" * 32, 1) for name in ("a.nt.gz", "profiles/b.nt.gz")]
    Manifest(VERSION, "", "", "", "", parts=tuple(parts)).write(tmp_path / "manifest.json")

    dumps = access_of(Release(tmp_path), "http://a.example/").dumps

    assert [dump.address.rpartition("/")[2] for dump in dumps] == ["a.nt.gz"]


def test_a_browser_is_sent_to_the_page(asking: FlaskClient) -> None:
    response = asking.get(PATH, headers={"Accept": "text/html"})

    assert (response.status_code, response.headers["Location"]) == (303, "/schema")
    assert "Accept" in response.headers["Vary"]


def test_an_unknown_suffix_and_an_unknown_type_are_refused(asking: FlaskClient) -> None:
    assert asking.get(f"{PATH}.docx").status_code == 404
    assert asking.get(PATH, headers={"Accept": "image/png"}).status_code == 406


def test_who_has_it_gets_it_no_second_time(asking: FlaskClient) -> None:
    etag = asking.get(PATH).headers["ETag"]

    assert asking.get(PATH, headers={"If-None-Match": etag}).status_code == 304
