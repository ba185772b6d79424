from __future__ import annotations

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from graph.errors import NeverBegunError
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
        abort(400, "The argument 'limit' is 'x'.")

    @app.get("/waited")
    def waited() -> str:
        raise NeverBegunError(2.5)

    return app.test_client()


def test_an_address_that_leads_nowhere_is_named_with_the_way_on(client: FlaskClient) -> None:
    response = client.get("/sparql/")
    assert (response.status_code, response.content_type) == (404, "application/problem+json")
    assert response.json is not None
    assert response.json["detail"] == "There is nothing at /sparql/. /api lists all addresses."


def test_a_query_that_was_never_begun_did_not_take_too_long(client: FlaskClient) -> None:
    response = client.get("/waited")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "2")
    assert response.json is not None
    assert response.json["title"] == "The server is busy"
    assert "no query worker was free within 2.5 s" in response.json["detail"].lower()


def test_an_unknown_release_is_not_found(client: FlaskClient) -> None:
    response = client.get("/old")
    assert (response.status_code, response.content_type) == (404, "application/problem+json")
    assert response.json is not None
    assert response.json["status"] == 404
    assert response.json["detail"] == "There is no release '1'. Available: none."


def test_a_fault_of_ours_is_logged_and_not_told(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/broken")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "/broken" in caplog.text


def test_headers_of_a_refusal_are_kept(client: FlaskClient) -> None:
    response = client.post("/refused")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_method_that_is_not_answered_is_named_with_those_that_are(client: FlaskClient) -> None:
    response = client.put("/refused")
    assert response.json is not None
    assert (
        response.json["detail"] == "PUT isn't answered at /refused. Use one of GET, HEAD, OPTIONS."
    )
