"""What is written about the routes, held against the routes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator

from graph.release import ReleaseDirectory
from tests.web.contract import contract_app
from web.api_document import ApiDocumentError, operations, read_document, spelt_out
from web.reference import code_spans

_METHODS = {"GET", "POST", "OPTIONS"}


@pytest.fixture(scope="module")
def app(changing: ReleaseDirectory) -> Flask:
    return contract_app(changing)


def _routes(app: Flask) -> set[tuple[str, str]]:
    """Method and path of each route; HEAD and OPTIONS only where a view was written for them."""
    found = set()
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[a-z]+(?:\([^)]*\))?:)?(\w+)>", r"{\1}", str(rule))
        methods = (rule.methods or set()) & _METHODS
        if getattr(rule, "provide_automatic_options", True) and len(methods) > 1:
            methods -= {"OPTIONS"}
        found |= {(method, path) for method in methods}
    return found


def _documented() -> dict[tuple[str, str], set[tuple[str, str]]]:
    return {
        (one.method.upper(), one.path): {(one.method.upper(), path) for path in spelt_out(one)}
        for one in operations(read_document())
    }


def test_every_route_is_documented(app: Flask) -> None:
    documented = set().union(*_documented().values())
    missing = sorted(f"{method} {path}" for method, path in _routes(app) - documented)
    assert missing == [], "Document them in web/openapi/<blueprint>.yaml."


def test_every_documented_address_has_a_route(app: Flask) -> None:
    routes = _routes(app)
    gone = [one for one, paths in _documented().items() if not paths & routes]
    assert gone == []


def test_the_document_is_valid_openapi_3_1(app: Flask) -> None:
    document = app.test_client().get("/openapi.json").get_json()

    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "http://localhost"}]
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_yaml_says_the_same_without_anchors(app: Flask) -> None:
    client = app.test_client()
    answer = client.get("/openapi.yaml")

    assert answer.mimetype == "application/yaml"
    assert yaml.safe_load(answer.text) == client.get("/openapi.json").get_json()
    assert not re.search(r"[&*]id\d", answer.text)


def test_every_operation_has_a_name_of_its_own_and_a_summary() -> None:
    found = list(operations(read_document()))
    names = [one.content["operationId"] for one in found]

    assert len(set(names)) == len(names)
    assert all(one.content["summary"] for one in found)


def test_the_page_shows_every_address_and_schema(app: Flask) -> None:
    page = app.test_client().get("/api?lang=de").text

    document: dict[str, Any] = read_document()
    for one in operations(document):
        assert f"<code>{one.path}</code>" in page
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in page
    assert "Programmierschnittstelle" in page


def test_backticks_mean_code_and_nothing_is_markup_by_itself() -> None:
    shown = code_spans("ask `/a?<b>` & `c`")
    assert shown == "ask <code>/a?&lt;b&gt;</code> &amp; <code>c</code>"


def test_what_is_documented_twice_is_refused(tmp_path: Path) -> None:
    shared = "components: {parameters: {}, responses: {}, schemas: {}}\n"
    (tmp_path / "document.yaml").write_text(shared, encoding="utf-8")
    for name in ("one", "two"):
        text = f"tag: {{rank: 1, name: {name}}}\npaths: {{/same: {{get: {{}}}}}}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ApiDocumentError, match=r"two\.yaml documents '/same'"):
        read_document(tmp_path)
