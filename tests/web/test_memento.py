from __future__ import annotations

import re
from datetime import timedelta
from email.utils import format_datetime

import pytest
from flask.testing import FlaskClient
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.history import Entry, History
from graph.release import ReleaseDirectory
from tests.changing import VERSIONS
from tests.web.changing import changing_client

THING = "/id/instrument/i-4"  # there from the third release on
ROOT = "http://localhost"


@pytest.fixture(scope="module")
def client(changing: ReleaseDirectory) -> FlaskClient:
    return changing_client(changing)


def _entry(changing: ReleaseDirectory, version: str) -> Entry:
    entry = History(changing.current()).get(version)
    assert entry is not None
    return entry


def _date(entry: Entry, seconds: float = 0) -> str:
    return format_datetime(entry.moment + timedelta(seconds=seconds), usegmt=True)


def _versions(text: str) -> list[str]:
    return re.findall(r"\?release=([\d.]+)>", text)


def test_a_time_leads_to_the_release_of_that_time(
    client: FlaskClient, changing: ReleaseDirectory
) -> None:
    wanted = _entry(changing, VERSIONS[7])
    answer = client.get(THING, headers={"Accept-Datetime": _date(wanted)})
    version = answer.headers["Location"].rpartition("=")[2]
    listed = _versions(client.get(f"/timemap{THING}").text)

    assert answer.status_code == 302
    assert version in listed
    assert max(one for one in listed if one <= VERSIONS[7]) == version
    assert "Accept-Datetime" in answer.headers["Vary"]
    links = ", ".join(answer.headers.getlist("Link"))
    assert f'<{ROOT}{THING}>; rel="original timegate"' in links
    assert 'rel="first prev memento"' in links
    assert 'rel="last memento"' in links


def test_a_time_before_all_leads_to_the_first_version(client: FlaskClient) -> None:
    long_ago = {"Accept-Datetime": "Wed, 08 Nov 2017 12:00:00 GMT"}
    assert client.get(f"{THING}.ttl", headers=long_ago).headers["Location"] == (
        f"{ROOT}{THING}.ttl?release={VERSIONS[2]}"
    )


def test_an_old_version_says_of_when_it_is(client: FlaskClient, changing: ReleaseDirectory) -> None:
    answer = client.get(f"{THING}?release={VERSIONS[7]}")

    assert answer.headers["Memento-Datetime"] == _date(_entry(changing, VERSIONS[7]))
    assert f'<{ROOT}{THING}>; rel="original timegate"' in answer.headers.getlist("Link")


def test_the_present_version_names_its_time_map(client: FlaskClient) -> None:
    answer = client.get(THING)
    timemap = f'<{ROOT}/timemap{THING}>; rel="timemap"; type="application/link-format"'

    assert "Memento-Datetime" not in answer.headers
    assert timemap in answer.headers.getlist("Link")


def test_a_time_map_lists_only_releases_that_changed_the_description(
    client: FlaskClient, changing: ReleaseDirectory
) -> None:
    answer = client.get(f"/timemap{THING}")
    listed = _versions(answer.text)
    bodies = {version: client.get(f"{THING}.nt?release={version}").data for version in VERSIONS[2:]}

    assert answer.mimetype == "application/link-format"
    assert listed[0] == VERSIONS[2]
    for version, body in bodies.items():
        assert body == bodies[max(one for one in listed if one <= version)]
    assert 3 < len(listed) < len(bodies)


def test_a_time_map_comes_as_json_too(client: FlaskClient) -> None:
    found = client.get(f"/timemap{THING}", headers={"Accept": "application/json"}).get_json()

    assert found["original_uri"] == f"{ROOT}{THING}"
    assert found["mementos"]["first"]["uri"] == f"{ROOT}{THING}?release={VERSIONS[2]}"
    assert client.get(f"/timemap{THING}?format=json").get_json() == found


def test_a_removed_thing_still_has_its_versions(client: FlaskClient) -> None:
    listed = _versions(client.get("/timemap/id/instrument/i-12").text)
    assert listed[0] == VERSIONS[6]
    assert max(listed) <= VERSIONS[8]


def test_what_is_no_date_is_refused(client: FlaskClient) -> None:
    answer = client.get(THING, headers={"Accept-Datetime": "yesterday"})
    assert answer.status_code == 400
    assert "'yesterday' is no date" in answer.get_json()["detail"]


WORDS = "Mon, Sun Jan Feb GMT +0000 -9999 +99999999 12:00:00 99:99 2017 0 1 31 9999999999999 : ,"


@settings(deadline=None, max_examples=200)
@given(words=st.lists(st.sampled_from(WORDS.split()), max_size=8))
@example(words="Jan 9999999999999 Mon, 0.0 +0000".split())
def test_no_date_is_a_fault_of_the_server(client: FlaskClient, words: list[str]) -> None:
    answer = client.get(THING, headers={"Accept-Datetime": " ".join(words)})
    assert answer.status_code in (302, 400)


def test_a_thing_without_versions_has_no_time_map(client: FlaskClient) -> None:
    assert client.get("/timemap/id/instrument/i-99").status_code == 404
    long_ago = {"Accept-Datetime": "Wed, 08 Nov 2017 12:00:00 GMT"}
    assert client.get("/id/instrument/i-99", headers=long_ago).status_code == 404
