from __future__ import annotations

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from lxml import etree

from graph.history import History
from graph.release import ReleaseDirectory
from ontology.names import BASE
from tests.changing import VERSIONS
from tests.web.changing import changing_client

A = "{http://www.w3.org/2005/Atom}"
ADDRESS = "http://localhost/changes/atom"


@pytest.fixture
def client(changing: ReleaseDirectory) -> FlaskClient:
    return changing_client(changing)


def _pages(client: FlaskClient) -> list[etree._Element]:
    """All pages, by following the links to the next one."""
    found = [etree.fromstring(client.get("/changes/atom").data)]
    while following := _links(found[-1]).get("next"):
        found.append(etree.fromstring(client.get(following).data))
    return found


def _links(node: etree._Element) -> dict[str, str]:
    links = ((link.get("rel", "alternate"), link.get("href")) for link in node.findall(f"{A}link"))
    return {rel: href for rel, href in links if href}


def _text(node: etree._Element, name: str) -> str:
    text = node.findtext(f"{A}{name}")
    assert text
    return text


def test_each_release_and_each_thing_it_touched_has_an_entry(
    client: FlaskClient, changing: ReleaseDirectory
) -> None:
    entries = [entry for page in _pages(client) for entry in page.findall(f"{A}entry")]
    titles = [_text(entry, "title") for entry in entries]
    log = History(changing.current()).entries

    assert len(entries) == sum(1 + entry.news for entry in log)
    assert [title.split(":")[0] for title in titles if title.startswith("Release")] == [
        f"Release {version}" for version in VERSIONS[::-1]
    ]
    assert "Instrument 12: removed" in titles
    assert "Instrument 3: is now part of Instrument 0" in titles
    assert any(title.endswith(": budget stated anew, min value changed") for title in titles)


def test_every_page_has_what_atom_demands(client: FlaskClient) -> None:
    pages = _pages(client)
    for number, page in enumerate(pages, start=1):
        links = _links(page)
        assert _text(page, "id") == f"{BASE}changes/atom"
        assert links["self"] == (ADDRESS if number == 1 else f"{ADDRESS}?page={number}")
        assert links["first"] == ADDRESS
        assert links["last"] == f"{ADDRESS}?page={len(pages)}"
        assert ("previous" in links, "next" in links) == (number > 1, number < len(pages))
        assert page.findtext(f"{A}author/{A}name") == "Regiograph"
        for entry in page.findall(f"{A}entry"):
            assert datetime.fromisoformat(_text(entry, "updated")).tzinfo
            assert entry.find(f"{A}content") is not None
    assert len(pages) > 1


def test_identifiers_are_stable_and_never_twice(
    client: FlaskClient, changing: ReleaseDirectory
) -> None:
    entries = [entry for page in _pages(client) for entry in page.findall(f"{A}entry")]
    identifiers = [_text(entry, "id") for entry in entries]
    earlier = etree.fromstring(client.get(f"/changes/atom?release={VERSIONS[3]}").data)

    assert len(set(identifiers)) == len(identifiers)
    assert {_text(entry, "id") for entry in earlier.findall(f"{A}entry")} <= set(identifiers)


def test_the_feed_is_not_sent_again_unchanged(client: FlaskClient) -> None:
    first = client.get("/changes/atom")
    again = client.get("/changes/atom", headers={"If-None-Match": first.headers["ETag"]})

    assert first.mimetype == "application/atom+xml"
    assert again.status_code == 304


@pytest.mark.parametrize(("page", "status"), [("0", 404), ("999", 404), ("x", 400), ("-1", 400)])
def test_a_page_that_is_not_there_is_refused(client: FlaskClient, page: str, status: int) -> None:
    assert client.get(f"/changes/atom?page={page}").status_code == status
