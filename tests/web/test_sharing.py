"""Scripts of other sites may read what portals harvest, also after asking first."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.web.fakes import FakeService
from web import catalogue, entities, exports, profiles, void
from web.problems import register_problems


@pytest.mark.parametrize(
    "path",
    [
        *("/catalogue", "/catalog.rdf", "/.well-known/void", "/profiles/", "/profiles/skos"),
        *("/id/instrument/escp-s3", "/dumps/latest/SHA256SUMS", "/releases"),
    ],
)
def test_a_script_may_ask_with_headers_of_its_own(path: str, service: FakeService) -> None:
    app = Flask("web")
    for module in (catalogue, entities, exports, profiles, void):
        app.register_blueprint(module.blueprint(service))
    register_problems(app)
    asked = {"Origin": "https://portal.example", "Access-Control-Request-Method": "GET"}
    allowed = app.test_client().options(path, headers=asked)

    assert allowed.status_code == 200
    assert allowed.headers["Access-Control-Allow-Origin"] == "*"
    names = allowed.headers["Access-Control-Allow-Headers"].split(", ")
    assert {"Accept-Profile", "If-Modified-Since", "If-None-Match", "Range"} <= set(names)
    assert allowed.headers["Access-Control-Max-Age"] == "86400"
