from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ontology.names import BASE

ESCP = "id/instrument/escp-s3"


@pytest.mark.parametrize(
    "link",
    [
        f'<{BASE}{ESCP}>; rel="canonical"',
        f'<{BASE}{ESCP}>; rel="cite-as"',
        '</id/instrument>; rel="collection"',
        '</catalogue.ttl>; rel="describedby"; type="text/turtle"',
        '<https://schema.org/AboutPage>; rel="type"',
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    ],
)
@pytest.mark.parametrize("suffix", ["", ".ttl", ".html"])
def test_a_thing_leads_machines_on(client: FlaskClient, link: str, suffix: str) -> None:
    assert link in client.get(f"/{ESCP}{suffix}").headers.getlist("Link")


def test_what_is_in_no_collection_names_none(client: FlaskClient) -> None:
    links = client.get("/def.ttl").headers.getlist("Link")
    assert not any('rel="collection"' in link for link in links)


def test_an_answer_says_when_its_release_was_made(client: FlaskClient) -> None:
    response = client.get(f"/{ESCP}.ttl")
    assert response.last_modified is not None
    assert response.headers["Last-Modified"].endswith("GMT")


@pytest.mark.parametrize("path", ["/id", "/id/instrument", "/concept", "/graph", "/shapes"])
def test_what_has_no_older_versions_promises_none(path: str, client: FlaskClient) -> None:
    answer = client.get(path, headers={"Accept": "text/turtle"})

    assert answer.status_code == 200
    assert not any("timemap" in link for link in answer.headers.getlist("Link"))
    assert "Accept-Datetime" not in answer.headers["Vary"]


@pytest.mark.parametrize("path", [f"/{ESCP}", "/concept/stage/phase-3", "/def"])
def test_data_is_not_sent_again_to_those_who_ask_by_time(path: str, client: FlaskClient) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
