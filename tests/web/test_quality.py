from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.search.qualities import small_quality
from tests.web.fakes import FakeService
from web import pages, quality


@pytest.fixture
def shown(service: FakeService) -> FlaskClient:
    app = Flask("web", root_path=str(Path(pages.__file__).parent))
    app.register_blueprint(pages.blueprint(service))
    app.register_blueprint(quality.blueprint(service, small_quality))
    return app.test_client()


def test_the_page_shows_the_figures_with_bars(shown: FlaskClient) -> None:
    page = shown.get("/quality").text
    assert re.search(r'<meter min="0" max="1" value="0\.8221"[^>]*></meter> 0\.822', page)
    assert "1.000 (1 of 1)" in page
    assert "on release 2025.03.30 of the data" in page


def test_every_table_has_a_caption_and_headings_of_rows_and_columns(shown: FlaskClient) -> None:
    page = shown.get("/quality").text
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert len(tables) == 4
    for table in tables:
        assert "<caption>" in table
        assert '<th scope="col">' in table
        assert '<th scope="row">' in table


def test_languages_are_shown_by_their_own_names(shown: FlaskClient) -> None:
    assert '<th scope="row">Suomi</th>' in shown.get("/quality").text


def test_the_safety_policy_lets_everything_through_that_the_page_uses(shown: FlaskClient) -> None:
    response = shown.get("/quality")
    assert "style=" not in response.text
    assert "<script" not in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_the_committed_report_is_shown_by_default(service: FakeService) -> None:
    app = Flask("web", root_path=str(Path(pages.__file__).parent))
    app.register_blueprint(pages.blueprint(service))
    app.register_blueprint(quality.blueprint(service))
    assert "Questions: heldout" in app.test_client().get("/quality").text


def test_the_page_about_regiograph_leads_here(shown: FlaskClient) -> None:
    assert 'href="/quality"' in shown.get("/about").text
