"""Real answers, held against the JSON schemas that are published for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from ontology.names import thing
from tests.search.conftest import HashEncoder
from tests.search.mini import MiniRelease, mini_release
from web.api_document import read_document

QUESTIONS = (
    "which support fits a 3D printing partnership in phase 3",
    "we are an SME and want a TAIEX workshop",
    "compare INNOSUP-1 and COSME",
    "how much money is there for cluster partnerships",
    "who won the football match",
    "wer leitet ReConfirm",
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> MiniRelease:
    return mini_release(tmp_path_factory.mktemp("answers"), HashEncoder())


def _errors(name: str, content: Any) -> list[str]:  # noqa: ANN401 - whatever JSON holds
    document = read_document()
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    validator = Draft202012Validator(schema)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(content)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_of_the_search_is_as_published(release: MiniRelease, question: str) -> None:
    answer = release.engine.answer(question, lang=None, limit=5, without=()).to_json()

    assert _errors("SearchAnswer", answer) == []
    published = set(read_document()["components"]["schemas"]["SearchAnswer"]["properties"])
    assert set(answer) <= published


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("SearchAnswer", "/api/search?q=3D"),
        ("Suggestions", "/api/suggest?q=stra"),
        ("OpenSearchSuggestions", "/api/suggest?q=stra&format=opensearch"),
        ("Card", "/api/card?thing=escp-s3"),
        ("Card", "/api/card?thing=partnership/3d-printing"),
        ("OEmbed", f"/oembed?url={thing('instrument', 'escp-s3')}"),
        ("WidgetTexts", "/widget/texts/mt.json"),
        ("Releases", "/releases"),
        ("Health", "/health"),
        ("Problem", "/api/card?thing=nothing-like-it"),
        ("Problem", "/id/instrument/nothing-like-it"),
    ],
)
def test_a_document_is_as_published(client: FlaskClient, name: str, address: str) -> None:
    answer = client.get(address, headers={"Accept": "application/json, text/turtle;q=0.1"})
    assert _errors(name, answer.get_json(force=True)) == []


def test_a_schema_refuses_what_it_does_not_describe() -> None:
    assert _errors("Problem", {"title": "x"}) != []
    assert _errors("Suggestions", {"query": "", "language": "en", "suggestions": [{}]}) != []


def test_schemas_are_valid_json_schema() -> None:
    for schema in read_document()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_a_page_explains_where_routes_are_documented() -> None:
    folder = Path(__file__).parents[2] / "web" / "openapi"
    assert "tests/web/test_openapi.py" in (folder / "README.md").read_text(encoding="utf-8")
