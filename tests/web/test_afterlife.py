from __future__ import annotations

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


@pytest.mark.parametrize(
    ("suffix", "format_"), [(".ttl", "turtle"), (".rdf", "xml"), (".nt", "nt")]
)
def test_a_merged_thing_leads_to_its_successor(
    client: FlaskClient, suffix: str, format_: str
) -> None:
    answer = client.get(f"{MERGED}{suffix}")
    body = Graph().parse(data=answer.data, format=format_)

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/id/instrument/i-0{suffix}"
    assert (
        URIRef(thing("instrument", "i-3")),
        DCT.isReplacedBy,
        URIRef(thing("instrument", "i-0")),
    ) in body


def test_a_browser_follows_a_merged_thing(client: FlaskClient) -> None:
    shown = client.get(MERGED, headers={"Accept": "text/html"}, follow_redirects=True)
    assert (shown.status_code, shown.request.path) == (200, "/id/instrument/i-0")


def test_a_merged_thing_is_itself_in_an_old_release(client: FlaskClient) -> None:
    before, after = (f"{MERGED}?release={version}" for version in (VERSIONS[4], MERGED_IN))
    assert client.get(before).status_code == 200
    assert client.get(after).headers["Location"] == f"/id/instrument/i-0?release={MERGED_IN}"


def test_a_removed_thing_has_a_tombstone(client: FlaskClient, changing: ReleaseDirectory) -> None:
    answer = client.get(REMOVED, headers={"Accept": "text/turtle"})
    body = Graph().parse(data=answer.data, format="turtle")
    iri = URIRef(thing("instrument", "i-12"))
    removed = History(changing.current()).get(REMOVED_IN)

    assert answer.status_code == 410
    assert answer.mimetype == "text/turtle"
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
