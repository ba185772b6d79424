from __future__ import annotations

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Literal, URIRef

from graph.history import History
from graph.release import ReleaseDirectory
from ontology.names import AS, DCT, XSD, thing
from tests.changing import VERSIONS
from tests.web.changing import changing_client

MERGED, MERGED_IN = "/id/instrument/i-3", VERSIONS[5]
REMOVED, REMOVED_IN, LAST = "/id/instrument/i-12", VERSIONS[9], VERSIONS[8]


@pytest.fixture
def client(changing: ReleaseDirectory) -> FlaskClient:
    return changing_client(changing)


FORMATS = [
    (".ttl", "text/turtle"),
    (".rdf", "application/rdf+xml"),
    (".nt", "application/n-triples"),
    (".jsonld", "application/ld+json"),
]


def _read(content: bytes, media_type: str) -> Graph:
    format_ = ox.RdfFormat.from_media_type(media_type)
    triples = (quad.triple for quad in ox.parse(content, format=format_))
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=text, format="nt")


@pytest.mark.parametrize(("suffix", "media_type"), FORMATS)
def test_a_merged_thing_leads_to_its_successor(
    client: FlaskClient, suffix: str, media_type: str
) -> None:
    for path, accept, target in (
        (f"{MERGED}{suffix}", "*/*", f"/id/instrument/i-0{suffix}"),
        (MERGED, media_type, "/id/instrument/i-0"),
    ):
        answer = client.get(path, headers={"Accept": accept})
        body = _read(answer.data, media_type)

        assert (answer.status_code, answer.mimetype) == (301, media_type)
        assert answer.headers["Location"] == target
        assert (
            URIRef(thing("instrument", "i-3")),
            DCT.isReplacedBy,
            URIRef(thing("instrument", "i-0")),
        ) in body


def test_the_way_to_a_successor_keeps_what_was_asked(client: FlaskClient) -> None:
    answer = client.get(f"{MERGED}.ttl?lang=de&_profile=cpsv-ap")
    assert answer.headers["Location"] == "/id/instrument/i-0.ttl?_profile=cpsv-ap&lang=de"


def test_a_browser_follows_a_merged_thing(client: FlaskClient) -> None:
    shown = client.get(MERGED, headers={"Accept": "text/html"}, follow_redirects=True)
    assert (shown.status_code, shown.request.path) == (200, "/id/instrument/i-0")


def test_a_merged_thing_is_itself_in_an_old_release(client: FlaskClient) -> None:
    before, after = (f"{MERGED}?release={version}" for version in (VERSIONS[4], MERGED_IN))
    assert client.get(before).status_code == 200
    assert client.get(after).headers["Location"] == f"/id/instrument/i-0?release={MERGED_IN}"


@pytest.mark.parametrize(("suffix", "media_type"), FORMATS)
def test_a_removed_thing_has_a_tombstone(
    client: FlaskClient, changing: ReleaseDirectory, suffix: str, media_type: str
) -> None:
    answer = client.get(REMOVED, headers={"Accept": media_type})
    body = _read(answer.data, media_type)
    iri = URIRef(thing("instrument", "i-12"))
    removed = History(changing.current()).get(REMOVED_IN)

    assert answer.status_code == client.get(f"{REMOVED}{suffix}").status_code == 410
    assert answer.mimetype == client.get(f"{REMOVED}{suffix}").mimetype == media_type
    assert (iri, None, AS.Tombstone) in body
    assert removed is not None
    assert body.value(iri, AS.deleted) == Literal(removed.created, datatype=XSD.dateTime)
    assert body.value(iri, DCT.hasVersion) == URIRef(f"{iri}?release={LAST}")


def test_a_person_is_led_to_the_last_release_that_has_it(client: FlaskClient) -> None:
    shown = client.get(REMOVED, headers={"Accept": "text/html"})

    assert shown.status_code == 410
    assert f"removed with release {REMOVED_IN}" in shown.text
    assert f'href="{REMOVED}?release={LAST}"' in shown.text
    assert client.get(f"{REMOVED}?release={LAST}").status_code == 200


def test_a_graph_that_is_gone_has_a_tombstone_of_its_release(client: FlaskClient) -> None:
    early = client.get(f"/graph/replacements?release={VERSIONS[0]}")
    assert early.status_code == 404
    assert client.get("/graph/replacements").status_code == 200


def test_what_never_was_is_unknown(client: FlaskClient) -> None:
    assert client.get("/id/instrument/i-99").status_code == 404
    assert client.get(f"{REMOVED}?release={VERSIONS[0]}").status_code == 404
