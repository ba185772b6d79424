from __future__ import annotations

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from graph.release import UnknownReleaseError
from web.problems import register_problems


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("fake")
    register_problems(app)

    @app.get("/old")
    def old() -> str:
        raise UnknownReleaseError("There is no release '1'. Available: none.")

    @app.get("/broken")
    def broken() -> str:
        raise ZeroDivisionError("secret detail")

    @app.get("/refused")
    def refused() -> str:
        abort(400, "The argument 'limit' is '<b>'.")

    return app.test_client()


def test_an_unknown_release_is_not_found(client: FlaskClient) -> None:
    response = client.get("/old")
    assert (response.status_code, response.content_type) == (404, "application/problem+json")
    assert response.json == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no release '1'. Available: none.",
    }


def test_a_fault_of_ours_is_logged_and_not_told(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/broken")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "GET /broken failed" in caplog.text


def test_a_browser_gets_a_page_without_the_markup_of_others(client: FlaskClient) -> None:
    response = client.get("/refused", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (response.status_code, response.mimetype) == (400, "text/html")
    assert "&lt;b&gt;" in response.text


def test_headers_of_a_refusal_are_kept(client: FlaskClient) -> None:
    response = client.post("/refused")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
