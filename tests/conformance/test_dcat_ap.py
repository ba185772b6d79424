from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from conformance import dcat_ap

_CATALOGUE = '<http://e/c> a <http://www.w3.org/ns/dcat#Catalog> ; <http://e/title> "Ours" .'
_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://e/shape> a sh:NodeShape ; sh:targetClass <http://www.w3.org/ns/dcat#Catalog> ;
  sh:property [ sh:path <http://e/PROPERTY> ; sh:minCount 1 ] , <http://e/without-a-path> .
"""


@pytest.fixture
def address() -> Iterator[str]:
    app = Flask("catalogue")
    app.add_url_rule("/catalogue.ttl", view_func=lambda: _CATALOGUE, endpoint="catalogue")
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def _shapes(folder: Path, version: str, property_: str) -> None:
    path = folder / f"dcat-ap-{version}" / "html" / "shapes.ttl"
    path.parent.mkdir(parents=True)
    path.write_text(_SHAPES.replace("PROPERTY", property_), encoding="utf-8")


def test_each_version_that_is_there_is_checked_and_the_others_are_named(
    address: str, tmp_path: Path
) -> None:
    _shapes(tmp_path, "3.0.1", "title")
    outcome = dcat_ap.check(address, [tmp_path])

    assert outcome.passed
    assert outcome.said.startswith("3.0.1: 1 files, 0 violations; not there: 3.0.0, 2.1.1 (")
    assert "REGIOGRAPH_SHAPES" in outcome.said


def test_what_breaks_a_shape_is_told_with_its_file(address: str, tmp_path: Path) -> None:
    _shapes(tmp_path, "3.0.0", "publisher")
    outcome = dcat_ap.check(address, [tmp_path])

    assert outcome.passed is False
    [failure] = outcome.failures
    assert failure.startswith("shapes.ttl: http://e/c http://e/publisher")


def test_without_any_shapes_nothing_is_said_to_have_passed(tmp_path: Path) -> None:
    outcome = dcat_ap.check("http://127.0.0.1:1/", [tmp_path])

    assert outcome.passed is None
    assert "3.0.1, 3.0.0, 2.1.1" in outcome.said


def test_folders_are_looked_through_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGIOGRAPH_SHAPES", f"{tmp_path / 'empty'}:{tmp_path / 'b'}")
    _shapes(tmp_path / "b", "3.0.0", "title")
    imports = tmp_path / "b" / "dcat-ap-3.0.0" / "imports.ttl"
    imports.write_text("")

    assert [path.name for path in dcat_ap.files_of("3.0.0")] == ["shapes.ttl"]
    assert dcat_ap.files_of("3.0.1") == []
