from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontology.names import EU_LANGUAGES, concept
from tests.web.fakes import FakeEngine
from web.wording import load_wordings

QUESTION = "which support fits a 3D printing partnership in phase 3"
PHASE = concept("stage", "phase-3")
THEME = concept("theme", "theme-3d-printing")
MARKUP = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&amp;{{7*7}}"


class Tags(HTMLParser):
    """Counts the elements and attribute names of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted(name for name, _ in attrs))))


def page(client: FlaskClient, **arguments: object) -> str:
    response = client.get("/", query_string=arguments, headers={"Accept": "text/html"})
    assert response.status_code == 200
    return response.text


def test_the_first_visit_shows_a_labelled_field_and_examples(client: FlaskClient) -> None:
    first = page(client)

    assert '<label for="q">Your question</label>' in first
    assert 'href="/?q=who+may+use+TAIEX+Regio+peer-2-peer"' in first
    # One script, a file of ours; the form works without it.
    assert re.findall("<script[^>]*>", first) == ['<script type="module" src="/static/suggest.js">']


def test_a_chip_removes_its_constraint_and_keeps_the_others_out(client: FlaskClient) -> None:
    shown = html.unescape(page(client, q=QUESTION, without=THEME))

    assert f"/?q={QUESTION.replace(' ', '+')}&without=" in shown
    assert (
        "without=https%3A%2F%2Fw3id.org%2Fregiograph%2Fconcept%2Ftheme%2Ftheme-3d-printing" in shown
    )
    assert "phase-3" in re.findall(r'href="([^"]*)" title="Search without', shown)[0]
    assert 'title="Search with “3D printing” again"' in shown


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("money:..50000:EUR", "≤ 50\u00a0000 EUR"),
        ("time:2018-01-01..2018-12-31", "2018"),
        (f"not:{THEME}", "≠ 3D printing"),
    ],
)
def test_a_limit_or_a_denial_left_out_is_shown_in_signs(
    key: str, label: str, client: FlaskClient
) -> None:
    assert f"<s>{label}</s>" in html.unescape(page(client, q=QUESTION, without=key))


def test_more_results_than_are_shown_are_one_click_away(client: FlaskClient) -> None:
    assert "limit=" not in page(client, q=QUESTION)
    shown = html.unescape(page(client, q=QUESTION, limit="1"))
    assert re.search(r'href="/\?q=[^"]*&limit=\d+"', shown) is not None


def test_what_was_left_out_reaches_the_engine(client: FlaskClient, engine: FakeEngine) -> None:
    page(client, q=QUESTION, without=[THEME, PHASE, THEME], lang="de")

    assert engine.asked == [(QUESTION, "de", 10, (THEME, PHASE))]


def test_a_constraint_that_must_stay_has_no_link(client: FlaskClient) -> None:
    shown = page(client, q=QUESTION)

    assert '<li class="chip fixed"><span>which support fits</span></li>' in shown


def test_the_answer_comes_with_its_evidence(client: FlaskClient) -> None:
    shown = page(client, q=QUESTION)

    assert "EUR 2.8 million for at least eight partnerships" in shown
    assert "Source: “Cluster partnerships”, lines 136-138" in shown
    assert "633265f7c93b057bb97f647bdb66ad7332493252273f5a571da0fa9ba17c574f" in shown


def test_each_card_says_type_stage_verdict_and_reasons(client: FlaskClient) -> None:
    card = page(client, q=QUESTION).split('<li class="card"')[1]

    assert '<span class="badge fits-if">Fits if …</span>' in card
    assert "Support instrument" in card
    assert '<a class="badge" href="/concept/stage/phase-3">Stage 3</a>' in card
    assert '<span class="hidden">Met:</span>' in card
    assert "Only cluster organisations apply: are you one?" in card


def test_a_comparison_is_a_table_that_says_where_the_source_is_silent(client: FlaskClient) -> None:
    shown = page(client, q="compare ReConfirm and EIAH")

    assert '<th scope="col">ReConfirm</th><th scope="col">EIAH</th>' in shown
    assert '<th scope="row">budget</th>' in shown
    assert '<td data-thing="ReConfirm"><p lang="en">EUR 1 million</p></td>' in shown
    assert '<td data-thing="EIAH" class="silent"><p lang="en">the source does not say</p>' in shown


def test_a_sentence_is_marked_with_its_language(client: FlaskClient) -> None:
    direct = page(client, q=QUESTION, lang="de").split('class="said"')[1]

    assert '<span lang="en">EUR 2.8 million' in direct


def test_the_page_speaks_the_language_of_the_question(client: FlaskClient) -> None:
    assert '<html lang="de">' in page(client, q="welche Hilfe gibt es")
    assert '<html lang="en">' in page(client, q="welche Hilfe")
    assert '<html lang="it">' in page(client, q="welche Hilfe gibt es", lang="it")


def test_what_is_not_covered_is_said_and_the_rest_are_suggestions(client: FlaskClient) -> None:
    shown = page(client, q="flights to the moon")

    assert '<h2 id="no">Not covered</h2>' in shown
    assert "What comes nearest" in shown
    assert "What we found" not in shown.split("<form")[2].split("</form>")[1]


def test_a_silent_source_is_told_from_what_is_not_covered(client: FlaskClient) -> None:
    shown = page(client, q="the dark side of the moon")

    assert '<h2 id="no">What the source does not say</h2>' in shown
    assert "EUR 2.8 million for at least eight partnerships" in shown
    assert "Not covered" not in shown


def test_the_receipt_can_be_run(client: FlaskClient) -> None:
    shown = html.unescape(page(client, q=QUESTION))

    assert "SELECT ?i WHERE" in shown
    assert 'href="/sparql?query=SELECT+%3Fi+WHERE' in shown


def test_the_page_speaks_the_language_that_was_chosen(client: FlaskClient) -> None:
    shown = page(client, q=QUESTION, lang="it")

    assert '<html lang="it">' in shown
    assert "Adatto se …" in shown
    assert '<option value="it" lang="it" selected>Italiano</option>' in shown


def test_every_language_that_can_be_chosen_has_menus(client: FlaskClient) -> None:
    for language in EU_LANGUAGES:
        assert f'<html lang="{language}">' in page(client, lang=language)


def test_json_has_what_the_engine_said_and_the_release(client: FlaskClient) -> None:
    response = client.get("/api/search", query_string={"q": QUESTION, "limit": 2})
    found = response.get_json()

    assert response.mimetype == "application/json"
    assert [result["slug"] for result in found["results"]] == ["escp-s3", "eccp"]
    assert found["release"] == "2025.03.31"
    assert found["constraints"][0]["words"] == "phase 3"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_an_unchanged_answer_costs_nothing(client: FlaskClient, engine: FakeEngine) -> None:
    address = "/api/search?q=3D+printing"
    etag = client.get(address).headers["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert len(engine.asked) == 1
    assert client.get(address + "&lang=de", headers={"If-None-Match": etag}).status_code == 200
    assert (
        client.get(address + "&release=2025.01.15", headers={"If-None-Match": etag}).status_code
        == 200
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({}, "The question is missing. Send it as ?q="),
        ({"q": "   "}, "The question is missing."),
        ({"q": "x" * 2001}, "has 2,001 characters; at most 2,000"),
        ({"q": "x", "lang": "xx"}, "lang='xx' is no language of the EU. Use one of bg, cs, da"),
        ({"q": "x", "limit": "0"}, "limit='0' is not possible. Use a whole number from 1 to 50."),
        ({"q": "x", "limit": "51"}, "limit='51'"),
        ({"q": "x", "limit": "²"}, "limit='²'"),
        ({"q": "x", "limit": "-1"}, "limit='-1'"),
    ],
)
def test_bad_input_is_named_with_its_remedy(
    client: FlaskClient, arguments: dict[str, str], told: str
) -> None:
    response = client.get("/api/search", query_string=arguments)

    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    assert told in response.get_json()["detail"]


def test_a_question_of_2000_characters_is_answered(client: FlaskClient) -> None:
    assert client.get("/", query_string={"q": "é" * 2000}).status_code == 200


def test_markup_in_a_question_stays_text(client: FlaskClient) -> None:
    asked, harmless = (Tags(page(client, q=words)).found for words in (MARKUP, "x"))

    assert asked == harmless


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=60).filter(str.strip))
def test_no_question_ever_becomes_markup(client: FlaskClient, question: str) -> None:
    sent = question.encode("utf-8", "surrogatepass")
    response = client.get("/", query_string={"q": sent})
    harmless = Tags(page(client, q="x")).found

    assert response.status_code == 200
    assert Tags(response.text).found == harmless


def test_every_answer_is_closed_to_scripts_and_frames(client: FlaskClient) -> None:
    for path in ("/", "/api/search", "/about", "/nowhere", "/dumps/"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_every_language_has_the_same_texts_with_the_same_gaps() -> None:
    wordings = load_wordings()
    english = wordings["en"].texts

    assert list(wordings) == list(EU_LANGUAGES)
    for wording in wordings.values():
        assert wording.texts.keys() == english.keys()
        for key, text in wording.texts.items():
            assert re.findall(r"{\w+}", str(text)) == re.findall(r"{\w+}", str(english[key])), key


def test_yaml_reads_no_text_as_something_else() -> None:
    for wording in load_wordings().values():
        texts = [text for key, text in wording.texts.items() if key != "examples"]
        named = [one for text in texts if isinstance(text, dict) for one in text.values()]
        assert {type(text) for text in (*texts, *named) if not isinstance(text, dict)} == {str}
        assert len(wording.examples) == 5


def test_a_question_asked_again_is_answered_without_the_engine(
    client: FlaskClient, engine: FakeEngine
) -> None:
    first = client.get("/api/search", query_string={"q": QUESTION, "lang": "en"})
    again = client.get("/api/search", query_string={"q": QUESTION, "lang": "en"})
    assert first.data == again.data
    assert len(engine.asked) == 1
    client.get("/api/search", query_string={"q": QUESTION, "lang": "en", "limit": 3})
    client.get("/api/search", query_string={"q": QUESTION, "lang": "en", "without": THEME})
    assert len(engine.asked) == 3


@pytest.mark.parametrize("path", ["/", "/api/search"])
def test_a_constraint_to_leave_out_is_an_iri(client: FlaskClient, path: str) -> None:
    answer = client.get(path, query_string={"q": QUESTION, "without": "phase 3"})

    assert answer.status_code == 400
    assert "without='phase 3' is no IRI" in (answer.json or {})["detail"]
    # A script of another site can read why.
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
