from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from ontology.names import BASE, EU_LANGUAGES, thing
from web.card import iri_of

ESCP = thing("instrument", "escp-s3")


def test_the_tag_and_its_modules_load_from_any_page(client: FlaskClient) -> None:
    for path in (
        "/widget.js",
        "/widget/element.js",
        "/widget/texts/de.json",
        "/api/card?thing=eccp",
    ):
        with client.get(path) as answer:
            assert answer.status_code == 200
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_reader_who_comes_back_loads_the_widget_from_the_cache(client: FlaskClient) -> None:
    for path in ("/widget.js", "/widget/element.js", "/widget/texts/de.json"):
        with client.get(path) as answer:
            assert answer.headers["Cache-Control"] == "public, max-age=300"
            assert answer.headers["ETag"]
    with client.get("/widget/none.js") as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def test_what_the_widget_imports_is_there(client: FlaskClient) -> None:
    waiting, seen = ["element.js"], set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            with client.get(f"/widget/{name}") as answer:
                assert answer.status_code == 200, name
                waiting += re.findall(r'from "\./([a-z]+\.js)"', answer.get_data(as_text=True))
    assert {"combobox.js", "results.js", "style.js"} <= seen


def test_the_widget_brings_no_markup_style_attribute_or_eval(client: FlaskClient) -> None:
    for name in ("loader", "element", "client", "combobox", "results", "card", "dom"):
        with client.get(f"/widget/{name}.js") as answer:
            for word in (
                "innerHTML",
                "eval(",
                "Function(",
                ".style",
                "document.cookie",
                "localStorage",
            ):
                assert word not in answer.get_data(as_text=True), (name, word)


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_the_widget_speaks_every_language(client: FlaskClient, language: str) -> None:
    texts = client.get(f"/widget/texts/{language}.json").get_json()

    assert texts["language"] == language
    assert texts["kinds"]["instrument"]
    assert "{lines}" in texts["lines"]
    assert "{count}" in texts["result_count"]


def test_a_language_outside_the_eu_is_unknown(client: FlaskClient) -> None:
    answer = client.get("/widget/texts/xx.json")
    assert answer.status_code == 404
    assert answer.json
    assert "Use one of bg" in answer.json["detail"]


def test_a_card_says_what_the_thing_is_and_on_whose_word(client: FlaskClient) -> None:
    card = client.get("/api/card?thing=escp-s3&lang=de").get_json()

    assert card["label"] == "Strategische Clusterpartnerschaften"
    assert (card["iri"], card["page"], card["kind"]) == (
        ESCP,
        "/id/instrument/escp-s3",
        "Förderinstrument",
    )
    assert [stage["page"] for stage in card["stages"]] == ["/concept/stage/phase-3"]
    figure = next(one for one in card["figures"] if one["label"] == "budget of the call")
    assert figure["firmness"] == "geplant"
    assert card["requirements"][0]["text"] == "Cluster organisations apply."
    assert card["evidence"][0]["lines"] == "136–138"
    assert card["release"] == "2025.03.31"


@pytest.mark.parametrize(
    "named",
    [
        "escp-s3",
        "instrument/escp-s3",
        "id/instrument/escp-s3",
        ESCP,
        "http://localhost/id/instrument/escp-s3.html?lang=de",
    ],
)
def test_a_thing_is_named_by_slug_path_iri_or_page(client: FlaskClient, named: str) -> None:
    assert client.get(f"/api/card?thing={quote(named)}").get_json()["iri"] == ESCP


@pytest.mark.parametrize(
    ("named", "status"),
    [("", 400), ("no-such-thing", 404), ("https://example.org/id/instrument/escp-s3", 404),
     ("javascript:alert(1)", 404), ("http://[", 404), ("a" * 2_001, 400)],
)  # fmt: skip
def test_what_is_no_entry_is_refused_with_a_hint(
    client: FlaskClient, named: str, status: int
) -> None:
    answer = client.get(f"/api/card?thing={quote(named)}")
    assert answer.status_code == status
    assert answer.json
    assert answer.json["detail"]


@given(asked=st.text(max_size=60))
def test_any_text_is_an_iri_of_ours_or_none(asked: str) -> None:
    assert all(iri.startswith(BASE) and " " not in iri for iri in iri_of(asked, "http://x/"))


def test_only_the_frame_may_be_framed(client: FlaskClient) -> None:
    frame = client.get("/embed/card/id/instrument/escp-s3?lang=de&theme=dark")
    page = client.get("/id/instrument/escp-s3", headers={"Accept": "text/html"})

    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert '<html lang="de" data-theme="dark">' in frame.text
    # A page that can't be framed must not be opened inside the frame.
    assert '<base target="_blank">' in frame.text
    assert frame.headers["X-Robots-Tag"] == "noindex"


def test_the_page_gives_the_tag_for_what_was_chosen(client: FlaskClient) -> None:
    page = client.get("/embed?thing=escp-s3&widget_language=fi&theme=dark")
    (tag,) = re.findall(r'<code id="tag">(.*?)</code>', page.text, re.DOTALL)

    assert unescape(tag) == (
        '<script src="http://localhost/widget.js" async data-thing="escp-s3" data-lang="fi" '
        'data-theme="dark"></script>'
    )
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "/embed/card/id/instrument/escp-s3&#34;" in page.text


@pytest.mark.parametrize("thing", ['"><script>alert(1)</script>', "no-such-thing"])
def test_the_page_takes_no_unknown_thing(client: FlaskClient, thing: str) -> None:
    answer = client.get(f"/embed?thing={quote(thing)}", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_an_unknown_theme_is_refused(client: FlaskClient) -> None:
    assert client.get("/embed?theme=pink").status_code == 400
    assert client.get("/embed/card/eccp?theme=pink").status_code == 400
