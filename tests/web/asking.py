"""The pages for those who ask with SPARQL, over the small release."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.web.fakes import FakeService
from web import examples, pages, schema, sparql, void
from web.problems import register_problems


def asking_client(service: FakeService) -> FlaskClient:
    app = Flask("web", root_path=str(Path(pages.__file__).parent))
    for module in (pages, examples, schema, void):
        app.register_blueprint(module.blueprint(service))
    app.register_blueprint(sparql.blueprint(service))  # type: ignore[arg-type]
    register_problems(app)
    return app.test_client()
