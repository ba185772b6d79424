from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW

from graph.tables.metadata import METADATA, Metadata, Release, Source

COLUMNS = """{
 "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
 "dc:title": "Tables",
 "tables": [
  {"url": "a.csv", "tableSchema": {"primaryKey": "id", "columns": [{"name": "id"}]}},
  {"url": "b.csv", "tableSchema": {
    "columns": [{"name": "of"}],
    "foreignKeys": [{"columnReference": "of",
                     "reference": {"resource": "a.csv", "columnReference": "id"}}]}}
 ]
}"""
SOURCES = [
    Source("http://s.example/one", "One", "ab" * 32, licence="http://l.example/by"),
    Source("http://s.example/two", "Two", "cd" * 32, rights="free reuse with credit"),
]
RELEASE = Release("http://d.example/all", "2025.03.31.2", "http://l.example/ours", SOURCES)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_bytes(b"id\r\n1\r\n")
    (tmp_path / "b.csv").write_bytes(b"of\r\n1\r\n")
    Metadata(COLUMNS, RELEASE).write(tmp_path)
    return tmp_path


def _read(path: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return said


@pytest.mark.parametrize("name", [METADATA, "a.csv-metadata.json", "b.csv-metadata.json"])
def test_every_description_names_licence_version_and_sources(name: str, written: Path) -> None:
    said = _read(written / name)

    assert said["dc:license"] == {"@id": "http://l.example/ours"}
    assert said["dc:identifier"] == "2025.03.31.2"
    assert said["dc:issued"] == {"@value": "2025-03-31", "@type": "xsd:date"}
    assert said["prov:wasDerivedFrom"]["@id"] == "http://d.example/all"
    one, two = said["prov:wasDerivedFrom"]["prov:wasDerivedFrom"]
    assert (one["@id"], one["dc:license"]) == (
        "http://s.example/one",
        {"@id": "http://l.example/by"},
    )
    assert (two["dc:title"], two["dc:rights"]) == ("Two", "free reuse with credit")
    assert "ab" * 32 in one.values()


def test_only_the_description_of_all_tables_tells_how_they_refer_to_each_other(
    written: Path,
) -> None:
    alone = _read(written / "b.csv-metadata.json")
    [_, beside_others] = _read(written / METADATA)["tables"]

    assert "foreignKeys" not in alone["tableSchema"]
    assert alone["rdfs:seeAlso"] == {"@id": METADATA}
    assert beside_others["tableSchema"]["foreignKeys"][0]["columnReference"] == "of"


@pytest.mark.parametrize("name", [METADATA, "a.csv-metadata.json", "b.csv"])
def test_a_reader_takes_every_description(name: str, written: Path) -> None:
    found = CSVW(str(written / name), validate=True)

    assert found.is_valid, found.warnings
    assert not found.no_metadata
