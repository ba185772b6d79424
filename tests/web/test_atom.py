from __future__ import annotations

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from lxml import etree

from graph.history import History
from graph.news import News
from graph.release import ReleaseDirectory
from ontology.names import BASE, EU_LANGUAGES
from tests.changing import VERSIONS
from tests.web.changing import changing_client

A = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
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
    """The last of each relation."""
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
    assert [title for title in titles if title.startswith("Data release")] == [
        f"Data release {version}" for version in VERSIONS[::-1]
    ]
    assert "Instrument 12: removed" in titles
    assert "Instrument 3: is now part of Instrument 0" in titles
    assert any(title.endswith(": budget stated anew, least value changed") for title in titles)


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


@pytest.mark.parametrize(
    ("query", "header", "language", "removed", "merged"),
    [
        ("?lang=de", "", "de", "entfernt", "ist jetzt Teil von Instrument 0"),
        ("", "fr-BE, en;q=.5", "fr", "retiré", "fait désormais partie de Instrument 0"),
        ("?lang=el", "fr", "el", "αφαιρέθηκε", "αποτελεί πλέον μέρος του: Instrument 0"),
        ("", "ja", "en", "removed", "is now part of Instrument 0"),
    ],
)
def test_the_feed_speaks_the_reader_s_language(
    client: FlaskClient, query: str, header: str, language: str, removed: str, merged: str
) -> None:
    answer = client.get(f"/changes/atom{query}", headers={"Accept-Language": header})
    page: etree._Element | None = etree.fromstring(answer.data)
    assert page is not None
    titles: list[str] = []
    assert page.get(XML_LANG) == answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    while page is not None:
        titles += [_text(entry, "title") for entry in page.findall(f"{A}entry")]
        following = _links(page).get("next")
        asked = {"Accept-Language": header}
        page = etree.fromstring(client.get(following, headers=asked).data) if following else None

    assert f"Instrument 12: {removed}" in titles
    assert f"Instrument 3: {merged}" in titles


def test_an_entry_leads_to_a_page_in_its_language(client: FlaskClient) -> None:
    page = etree.fromstring(client.get("/changes/atom?lang=sv").data)
    links = [entry.find(f"{A}link") for entry in page.findall(f"{A}entry")]
    addresses = [link.get("href") for link in links if link is not None]

    assert addresses[0] == f"http://localhost/dumps/?release={VERSIONS[-1]}&lang=sv"
    assert all(str(address).endswith("lang=sv") for address in addresses)


def test_each_language_is_linked_once(client: FlaskClient) -> None:
    page = etree.fromstring(client.get("/changes/atom?lang=mt&page=2").data)
    others = {
        link.get("hreflang"): link.get("href")
        for link in page.findall(f"{A}link[@rel='alternate']")
        if link.get("type") == "application/atom+xml"
    }

    assert _links(page)["self"] == f"{ADDRESS}?lang=mt&page=2"
    assert _links(page)["previous"] == f"{ADDRESS}?lang=mt"
    assert set(others) == set(EU_LANGUAGES) - {"mt"}
    assert others["ga"] == f"{ADDRESS}?lang=ga&page=2"


def test_news_of_older_software_stay_in_english_and_say_so(
    client: FlaskClient, changing: ReleaseDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = News("urn:x", "Old thing", "changed", ("budget stated anew",))
    monkeypatch.setattr("web.atom.read_news", lambda directory: [old])
    page = etree.fromstring(client.get("/changes/atom?lang=de").data)
    [entry, *_] = [one for one in page.findall(f"{A}entry") if "Old" in _text(one, "title")]

    assert _text(entry, "title") == "Old thing: budget stated anew"
    assert entry.get(XML_LANG) == "en"
