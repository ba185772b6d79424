from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.examples import TASKS, library
from ontology.names import BASE
from tests.web.asking import asking_client
from tests.web.fakes import OLDER, FakeService
from web.examples import Cell, cell


@pytest.fixture
def asking(service: FakeService) -> FlaskClient:
    return asking_client(service)


def test_the_page_shows_each_query_with_its_question(asking: FlaskClient) -> None:
    shown = asking.get("/examples").text

    assert 'id="left-the-union"' in shown
    assert "Which state is no member any more, and since when was it one?" in shown
    assert '<a href="/id/country/GBR">id/country/GBR</a></td><td>1973-01-01</td>' in shown
    assert shown.count("<article") == len(library())
    assert shown.count("Not run here") == 2
    assert 'lang="en"' in shown


def test_a_link_of_the_page_leads_into_the_form(asking: FlaskClient) -> None:
    assert 'href="/sparql?example=left-the-union"' in asking.get("/examples").text


def test_examples_are_run_on_the_release_that_was_named(asking: FlaskClient) -> None:
    older = asking.get(f"/examples?release={OLDER}")

    assert f'href="/sparql?example=left-the-union&amp;release={OLDER}"' in older.text
    assert asking.get("/examples.json?release=1999.01.01").status_code == 404


def test_json_has_the_query_and_the_rows_in_full(asking: FlaskClient) -> None:
    found = asking.get("/examples.json").get_json()

    example = next(one for one in found["examples"] if one["name"] == "left-the-union")
    assert example["expected"] == {
        "columns": ["country", "from", "until"],
        "rows": [[f"<{BASE}id/country/GBR>", "1973-01-01", "2020-01-31"]],
        "count": 1,
    }
    assert "rg:memberStateUntil" in example["query"]
    assert [task["task"] for task in found["tasks"]] == list(TASKS)
    assert found["endpoint"] == "http://localhost/sparql"


def test_json_marks_what_is_not_run_here(asking: FlaskClient) -> None:
    found = asking.get("/examples.json").get_json()["examples"]

    elsewhere = [one["name"] for one in found if one["expected"] is None]
    assert elsewhere == ["authority-tables", "wikidata"]


def test_who_has_the_page_gets_it_no_second_time(asking: FlaskClient) -> None:
    etag = asking.get("/examples").headers["ETag"]

    assert asking.get("/examples", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<id/region/BE2>", Cell("id/region/BE2", "/id/region/BE2")),
        ("<http://a.example/x>", Cell("http://a.example/x", "http://a.example/x")),
        ("1 < 2", Cell("1 < 2")),
        ("", Cell("")),
    ],
)
def test_a_cell_links_an_iri(text: str, shown: Cell) -> None:
    assert cell(text) == shown
