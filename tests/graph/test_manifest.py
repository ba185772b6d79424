from __future__ import annotations

from pathlib import Path

import pytest

from graph.manifest import Manifest, ManifestError, ModelRecord, PartRecord, SourceRecord

MANIFEST = Manifest(
    version="2025.03.31",
    created="2025-03-31T12:00:00Z",
    base="https://w3id.org/regiograph/",
    ontology_version="1.0.0",
    canonical_hash="ab" * 32,
    previous="2025.03.30",
    model=ModelRecord("encoder", "cd" * 32),
    sources=(SourceRecord("nuts", "NUTS", "http://example.org/licence", "ef" * 32, 7),),
    counts_by_class={"http://example.org/Region": 3},
    counts_by_graph={"http://example.org/graph": 7},
    statements=7,
    warnings=("one label is missing",),
    parts=(PartRecord("dumps/regiograph.nt.gz", "00" * 32, 123),),
)


@pytest.mark.parametrize("manifest", [MANIFEST, Manifest("1", "t", "b", "o", "h")])
def test_a_written_manifest_is_read_back(tmp_path: Path, manifest: Manifest) -> None:
    manifest.write(tmp_path / "manifest.json")
    assert Manifest.read(tmp_path / "manifest.json") == manifest


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": 1}'])
def test_a_broken_manifest_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(text)
    with pytest.raises(ManifestError, match=r"manifest\.json"):
        Manifest.read(path)
