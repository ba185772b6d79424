from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Namespace, URIRef

from graph.checksums import sha256_of
from graph.manifest import Manifest, PartRecord
from graph.profiles import write_packs
from graph.release import Release
from ontology.names import BASE, DCT, SCHEMA, SKOS, concept, thing
from tests.web.fakes import VERSION, FakeService
from web import entities, exports, pages, profiles
from web.problems import register_problems

SH = Namespace("http://www.w3.org/ns/shacl#")
ALTR = Namespace("http://www.w3.org/ns/dx/connegp/altr#")
CALL = "/id/instrument/escp-s3"


@pytest.fixture(scope="module")
def asking(opened_service: FakeService) -> Iterator[FlaskClient]:
    """A client of a service whose release was told in all profiles, for as long as needed."""
    release = opened_service.releases.get(VERSION)
    before = release.manifest
    packs = write_packs(release.store, VERSION, release.dumps_dir)
    files = sorted((release.dumps_dir / "profiles").iterdir())
    parts = tuple(_part(release, path) for path in files)
    warnings = tuple(f"profile {p.profile.token}: broken" for p in packs if p.conformance.findings)
    with_packs = replace(before, parts=(*before.parts, *parts), warnings=warnings)
    _write(release, with_packs)
    app = Flask("web", root_path=str(Path(pages.__file__).parent))
    for module in (pages, entities, exports, profiles):
        app.register_blueprint(module.blueprint(opened_service))
    register_problems(app)
    yield app.test_client()
    _write(release, before)


def _part(release: Release, path: Path) -> PartRecord:
    name = path.relative_to(release.path).as_posix()
    return PartRecord(name, sha256_of(path), path.stat().st_size)


def _write(release: Release, manifest: Manifest) -> None:
    manifest.write(release.path / "manifest.json")


def parsed(client: FlaskClient, path: str, **headers: str) -> Graph:
    found = client.get(path, headers={"Accept": "text/turtle"} | headers)
    assert found.status_code == 200, found.text
    return Graph().parse(data=found.data, format="turtle")


def test_a_thing_comes_in_the_profile_of_the_argument(asking: FlaskClient) -> None:
    found = asking.get(f"{CALL}?_profile=schema-org", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=found.data, format="turtle")

    assert (URIRef(thing("instrument", "escp-s3")), RDF.type, SCHEMA.GovernmentService) in graph
    assert found.headers["Content-Profile"] == f"<{BASE}profiles/schema-org>"
    assert f'<{BASE}profiles/schema-org>; rel="profile"' in found.headers.getlist("Link")
    assert not any(str(one).startswith(f"{BASE}def#") for one in graph.predicates())


def test_a_thing_comes_in_the_profile_of_the_header(asking: FlaskClient) -> None:
    found = asking.get(
        CALL, headers={"Accept": "text/turtle", "Accept-Profile": "<https://schema.org>"}
    )

    assert found.headers["Content-Profile"] == f"<{BASE}profiles/schema-org>"
    assert "Accept-Profile" in found.headers["Vary"]


def test_without_a_wish_it_speaks_its_own_words(asking: FlaskClient) -> None:
    for _ in range(2):  # made, then remembered
        found = asking.get(CALL, headers={"Accept": "text/turtle"})
        assert found.headers["Content-Profile"] == f"<{BASE}def>"


def test_tags_of_two_profiles_differ(asking: FlaskClient) -> None:
    tags = {
        asking.get(f"{CALL}.ttl?_profile={one}").headers["ETag"] for one in ("native", "cpsv-ap")
    }

    assert len(tags) == 2


def test_where_a_header_asks_in_vain_our_own_words_follow(asking: FlaskClient) -> None:
    found = asking.get(CALL, headers={"Accept": "text/turtle", "Accept-Profile": f"<{SKOS}>"})

    assert (found.status_code, found.headers["Content-Profile"]) == (200, f"<{BASE}def>")


def test_where_an_argument_asks_in_vain_the_others_are_named(asking: FlaskClient) -> None:
    found = asking.get(f"{CALL}.ttl?_profile=skos")

    assert found.status_code == 404
    assert "native, cpsv-ap" in found.get_json()["detail"]
    assert asking.get("/id/instrument/nothing.ttl?_profile=skos").status_code == 404


def test_the_list_of_profiles_names_each_address(asking: FlaskClient) -> None:
    graph = parsed(asking, f"{CALL}?_profile=alt")
    iri = thing("instrument", "escp-s3")

    assert (URIRef(iri), ALTR.hasDefaultRepresentation, URIRef(f"{iri}?_profile=native")) in graph
    node = URIRef(f"{iri}?_profile=schema-org")
    assert (URIRef(iri), ALTR.hasRepresentation, node) in graph
    assert graph.value(node, URIRef(str(DCT.conformsTo))) == URIRef(f"{BASE}profiles/schema-org")


def test_a_browser_that_asks_for_a_profile_gets_data(asking: FlaskClient) -> None:
    found = asking.get(f"{CALL}?_profile=schema-org", headers={"Accept": "text/html"})

    assert found.mimetype == "text/turtle"


def test_a_whole_pack_comes_in_any_format(asking: FlaskClient) -> None:
    turtle = parsed(asking, "/profiles/skos")
    triples = asking.get("/profiles/skos.nt")

    stage = URIRef(concept("stage", "phase-3"))
    assert (stage, RDF.type, SKOS.Concept) in turtle
    assert len(Graph().parse(data=triples.data, format="nt")) == len(turtle)
    assert triples.headers["Content-Profile"] == f"<{BASE}profiles/skos>"
    again = asking.get("/profiles/skos.nt", headers={"If-None-Match": triples.headers["ETag"]})
    assert again.status_code == 304


def test_shapes_and_report_stand_beside_the_pack(asking: FlaskClient) -> None:
    report = parsed(asking, "/profiles/kohesio/report")
    shapes = parsed(asking, "/profiles/kohesio/shapes")

    assert report.value(URIRef(f"{BASE}profiles/kohesio/report"), SH.conforms) is not None
    assert (None, RDF.type, SH.NodeShape) in shapes
    assert asking.get("/profiles/kohesio/shapes.jsonld").mimetype == "application/ld+json"
    assert asking.get("/profiles/kohesio/nothing").status_code == 404


def test_the_page_lists_profiles_with_their_files(asking: FlaskClient) -> None:
    page = asking.get("/profiles/", headers={"Accept": "text/html"}).text

    assert "EURIO 2.4" in page
    assert f"/dumps/{VERSION}/profiles/regiograph-{VERSION}-eurio.ttl.zst" in page
    assert parsed(asking, "/profiles/").value(URIRef(f"{BASE}profiles/eurio"), RDF.type) is not None


def test_a_release_from_before_has_no_packs(asking: FlaskClient) -> None:
    assert asking.get("/profiles/skos.ttl?release=2025.01.15").status_code == 404
    assert asking.get("/profiles/inspire").status_code == 404
    assert asking.get("/profiles/skos", headers={"Accept": "text/html"}).status_code == 303
