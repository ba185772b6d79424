from __future__ import annotations

from flask.testing import FlaskClient


def test_about_says_what_is_not_logged(client: FlaskClient) -> None:
    assert "Questions and queries are not logged." in client.get("/about").text


def test_robots_stay_away_from_queries(client: FlaskClient) -> None:
    robots = client.get("/robots.txt")

    assert robots.mimetype == "text/plain"
    assert "Disallow: /sparql" in robots.text


def test_the_icon_is_a_drawing(client: FlaskClient) -> None:
    with client.get("/favicon.ico") as icon:
        assert icon.mimetype == "image/svg+xml"


def test_a_change_of_language_keeps_the_question(client: FlaskClient) -> None:
    shown = client.get("/?q=3D+printing&without=a:b").text

    assert '<input type="hidden" name="q" value="3D printing">' in shown
    assert '<input type="hidden" name="without" value="a:b">' in shown
