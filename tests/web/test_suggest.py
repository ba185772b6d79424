from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from ontology.names import thing


def test_names_that_begin_as_typed_come_with_their_pages(client: FlaskClient) -> None:
    answer = client.get("/api/suggest?q=strat&lang=de")

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json == {
        "query": "strat",
        "language": "de",
        "suggestions": [
            {
                "iri": thing("instrument", "escp-s3"),
                "type": "instrument",
                "label": "Strategische Clusterpartnerschaften",
                "language": "de",
                "matched": "Strategische Clusterpartnerschaften",
                "page": "/id/instrument/escp-s3",
            }
        ],
    }


def test_a_browser_gets_them_as_opensearch(client: FlaskClient) -> None:
    answer = client.get("/api/suggest?q=flem&format=opensearch")

    assert answer.mimetype == "application/x-suggestions+json"
    assert answer.get_json(force=True) == [
        "flem",
        ["Flemish Region"],
        ["region"],
        ["http://localhost/id/region/BE2"],
    ]


def test_the_same_letters_again_cost_nothing(client: FlaskClient) -> None:
    first = client.get("/api/suggest?q=flem")
    again = client.get("/api/suggest?q=flem", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert "Accept-Language" in first.headers["Vary"]


@pytest.mark.parametrize(
    "arguments", ["q=a&limit=0", "q=a&limit=x", "q=a&format=xml", "q=" + "a" * 201]
)
def test_what_cannot_be_answered_says_why(client: FlaskClient, arguments: str) -> None:
    answer = client.get(f"/api/suggest?{arguments}")

    assert answer.status_code == 400
    assert answer.json
    assert answer.json["detail"]


def test_an_older_release_is_asked_by_name(client: FlaskClient) -> None:
    assert client.get("/api/suggest?q=flem&release=2025.01.15").status_code == 200
    assert client.get("/api/suggest?q=flem&release=1999.01.01").status_code == 404
