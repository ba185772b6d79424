from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from web import discovery

OS = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_robots_stay_away_from_queries_and_find_the_sitemap(client: FlaskClient) -> None:
    robots = client.get("/robots.txt")

    assert robots.mimetype == "text/plain"
    lines = robots.text.splitlines()
    assert "Disallow: /sparql" in lines
    assert "Disallow: /api/" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert not any(line.startswith("Disallow: /id") for line in lines)


def test_a_browser_can_add_the_search_with_suggestions(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml?lang=de")
    assert answer.mimetype == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(answer.data)

    addresses = {url.get("type"): url.get("template") for url in root.iter(f"{OS}Url")}
    assert addresses["text/html"] == "http://localhost/?q={searchTerms}&lang=de"
    assert addresses["application/x-suggestions+json"] == (
        "http://localhost/api/suggest?q={searchTerms}&lang=de&format=opensearch"
    )
    name, description = root.findtext(f"{OS}ShortName"), root.findtext(f"{OS}Description")
    assert name == "Regiograph"
    assert description
    assert len(name) <= 16
    assert len(description) <= 1024


@pytest.mark.parametrize("template", ["text/html", "application/x-suggestions+json"])
def test_the_described_addresses_answer(client: FlaskClient, template: str) -> None:
    root = ElementTree.fromstring(client.get("/opensearch.xml").data)
    (address,) = [
        url.get("template", "") for url in root.iter(f"{OS}Url") if url.get("type") == template
    ]
    answer = client.get(address.replace("{searchTerms}", "3D"))

    assert answer.status_code == 200
    assert answer.mimetype == template


def test_every_page_names_the_description_the_manifest_and_the_icons(client: FlaskClient) -> None:
    page = client.get("/about?lang=de").text

    assert 'href="/opensearch.xml?lang=de"' in page
    for path in ("/manifest.webmanifest", "/favicon.ico", "/favicon.svg", "/apple-touch-icon.png"):
        assert f'href="{path}"' in page


def test_the_icons_of_the_manifest_are_there(client: FlaskClient) -> None:
    manifest = client.get("/manifest.webmanifest?lang=de")
    assert manifest.mimetype == "application/manifest+json"
    content = manifest.get_json(force=True)

    assert content["lang"] == "de"
    for icon in content["icons"]:
        with client.get(icon["src"]) as drawn:
            assert drawn.mimetype == icon["type"]


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("/favicon.ico", b"\x00\x00\x01\x00"),
        ("/favicon.svg", b"<svg"),
        ("/apple-touch-icon.png", b"\x89PNG"),
    ],
)
def test_icons_lie_where_browsers_look(client: FlaskClient, path: str, start: bytes) -> None:
    with client.get(path) as icon:
        assert icon.data.startswith(start)


def test_no_address_of_another_site_is_named() -> None:
    assert "http" not in Path(discovery.__file__).read_text(encoding="utf-8")
