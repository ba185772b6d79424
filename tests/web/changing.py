"""The pages over releases that follow each other."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from graph.release import ReleaseDirectory
from tests.web.fakes import FakeEngine, FakeParts, FakePool, FakeService
from web import atom, changes, entities, exports, ldes, memento, pages
from web.problems import register_problems


def changing_client(releases: ReleaseDirectory) -> FlaskClient:
    """A client of a server that serves the current one of these releases."""
    opened = {
        version: FakeParts(releases.get(version), FakeEngine(), FakePool())
        for version in releases.versions()
    }
    served = releases.current().version
    service = FakeService(releases, opened, served)
    app = Flask("web", root_path=str(Path(pages.__file__).parent))
    for module in (pages, entities, exports, memento, changes, ldes, atom):
        app.register_blueprint(module.blueprint(service))
    register_problems(app)
    return app.test_client()
