from __future__ import annotations

import json
from itertools import pairwise

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset

from graph.history import History
from graph.release import ReleaseDirectory
from tests.changing import VERSIONS, dump_of
from tests.web.changing import changing_client


@pytest.fixture
def client(changing: ReleaseDirectory) -> FlaskClient:
    return changing_client(changing)


def _applied(statements: set[bytes], patch: bytes) -> set[bytes]:
    for line in patch.splitlines(keepends=True):
        mark, _, rest = line.partition(b" ")
        if mark == b"D":
            statements.remove(rest)
        elif mark == b"A":
            statements.add(rest)
    return statements


def test_a_harvester_that_takes_each_patch_has_each_dump(
    client: FlaskClient, changing: ReleaseDirectory
) -> None:
    statements: set[bytes] = set()
    since = ""
    for version in VERSIONS:
        answer = client.get(f"/changes?since={since}&until={version}")
        statements = _applied(statements, answer.data)
        assert sorted(statements) == dump_of(changing, version)
        since = version


# The reader of rdflib asks its own Dataset for what it calls by old names.
@pytest.mark.filterwarnings("ignore:Dataset[.].*:DeprecationWarning")
def test_a_reader_of_others_rebuilds_the_dump(
    client: FlaskClient, changing: ReleaseDirectory
) -> None:
    replica = Dataset()
    stops = ["", VERSIONS[9], VERSIONS[15], VERSIONS[-1]]
    for since, until in pairwise(stops):
        patch = client.get(f"/changes?since={since}&until={until}").data
        replica.parse(data=patch, format="patch")

    quads = ox.parse(replica.serialize(format="nquads").encode(), format=ox.RdfFormat.N_QUADS)
    assert sorted({f"{quad} .\n".encode() for quad in quads}) == dump_of(changing, VERSIONS[-1])


def test_json_says_the_same(client: FlaskClient, changing: ReleaseDirectory) -> None:
    answer = client.get(f"/changes?since={VERSIONS[9]}", headers={"Accept": "application/json"})
    found = answer.get_json()
    statements = set(dump_of(changing, VERSIONS[9]))
    statements -= {f"{line}\n".encode() for line in found["removed"]}
    statements |= {f"{line}\n".encode() for line in found["added"]}

    assert sorted(statements) == dump_of(changing, VERSIONS[-1])
    assert (found["since"], found["until"]) == (VERSIONS[9], VERSIONS[-1])
    assert found["releases"] == VERSIONS[10:]
    assert client.get(f"/changes?since={VERSIONS[9]}&format=json").get_json() == found


def test_a_patch_is_one_transaction(client: FlaskClient) -> None:
    answer = client.get(f"/changes?since={VERSIONS[-2]}")
    lines = answer.text.splitlines()

    assert answer.mimetype == "application/rdf-patch"
    assert [line[:6] for line in lines[:2]] == ["H id <", "H prev"]
    assert (lines[2], lines[-1]) == ("TX .", "TC .")
    assert {line[:2] for line in lines[3:-1]} == {"A ", "D "}
    assert f'</changes?since={VERSIONS[-1]}>; rel="next"' in answer.headers.getlist("Link")


def test_a_time_stands_for_the_release_of_that_time(
    client: FlaskClient, changing: ReleaseDirectory
) -> None:
    entry = History(changing.current()).entries[5]
    by_version = client.get(f"/changes?since={entry.version}").data

    assert client.get("/changes", query_string={"since": entry.created}).data == by_version
    local = entry.moment.isoformat()  # ends with +00:00, which nobody encodes
    assert client.get(f"/changes?since={local}").data == by_version
    assert client.get("/changes?since=2017-11-08").data == client.get("/changes?since=").data


def test_nothing_has_changed_since_now(client: FlaskClient) -> None:
    text = client.get(f"/changes?since={VERSIONS[-1]}").text
    assert text.splitlines()[-2:] == ["TX .", "TC ."]


def test_an_unchanged_patch_is_not_sent_again(client: FlaskClient) -> None:
    path = f"/changes?since={VERSIONS[3]}"
    etag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ("since=2031.01.01", 404, VERSIONS[0]),
        ("since=last week", 404, "no release 'last week'"),
        ("since=2031-13-01", 400, "neither a release"),
        ("since=2001.01.01", 410, "Take the whole dump, /dumps/?release="),
        ("since=&until=2001-01-01", 404, "The first was at"),
        ("since=&format=xml", 400, "rdf-patch or json"),
    ],
)
def test_what_can_not_be_told_is_refused_with_a_way_on(
    client: FlaskClient, arguments: str, status: int, said: str
) -> None:
    answer = client.get(f"/changes?{arguments}")
    assert answer.status_code == status
    assert said in json.loads(answer.data)["detail"]


@settings(deadline=None, max_examples=50)
@given(text=st.one_of(st.text(max_size=60), st.datetimes().map(str)))
def test_no_text_is_a_fault_of_the_server(changing: ReleaseDirectory, text: str) -> None:
    arguments = {"since": text, "until": VERSIONS[1]}
    answer = changing_client(changing).get("/changes", query_string=arguments)
    assert answer.status_code in (200, 400, 404, 410)


def test_the_log_is_listed_newest_first(client: FlaskClient) -> None:
    found = client.get("/changes").get_json()
    newest = found["releases"][0]

    assert [one["version"] for one in found["releases"]] == VERSIONS[::-1]
    assert newest["patch"] == f"/changes?since={VERSIONS[-2]}&until={VERSIONS[-1]}"
    assert newest["members"] == f"/changes/ldes/{VERSIONS[-1]}"
    assert client.get(newest["patch"]).status_code == 200


def test_a_person_reads_what_changed(client: FlaskClient) -> None:
    answer = client.get("/changes", headers={"Accept": "text/html,*/*;q=0.8"})
    german = client.get("/changes?lang=de", headers={"Accept": "text/html"})

    assert answer.mimetype == "text/html"
    assert '<a href="/id/instrument/i-12">Instrument 12</a>: removed' in answer.text
    assert (
        '<link rel="alternate" type="application/atom+xml" href="/changes/atom?lang=en"'
        in answer.text
    )
    assert "Was sich geändert hat" in german.text
    assert german.headers["ETag"] != answer.headers["ETag"]
