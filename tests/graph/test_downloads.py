from __future__ import annotations

from pathlib import Path

import pytest

from graph.downloads import Download, downloads, named
from graph.formats import N_TRIPLES, TURTLE
from graph.manifest import Manifest, PartRecord
from graph.release import Release

VERSION = "2025.03.31"
NAMES = (f"regiograph-{VERSION}.nt.gz", "csv/regions.csv", "SHA256SUMS")


@pytest.fixture
def release(tmp_path: Path) -> Release:
    path = tmp_path / VERSION
    path.mkdir()
    parts = [PartRecord(f"dumps/{name}", "ab" * 32, 2_500_000) for name in NAMES]
    parts.append(PartRecord("search/vectors.npy", "cd" * 32, 1))
    Manifest(VERSION, "", "", "", "", parts=tuple(parts)).write(path / "manifest.json")
    return Release(path)


def test_only_what_is_meant_to_be_taken_away_is_listed(release: Release) -> None:
    found = downloads(release)

    assert [one.name for one in found] == list(NAMES)
    assert found[0].readable_size == "2.5 MB"


def test_the_version_in_a_name_may_be_left_out(release: Release) -> None:
    assert named(release, "regiograph.nt.gz") == named(release, NAMES[0])
    assert named(release, "csv/regions.csv") is not None
    assert named(release, "../manifest.json") is None


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("regiograph-2025.03.31.nt.gz", "application/gzip"),
        ("regiograph-2025.03.31.ttl.zst", "application/zstd"),
        ("regiograph-2025.03.31-csv.zip", "application/zip"),
        ("csv/regions.csv", "text/csv; charset=utf-8; header=present"),
        ("csv/csv-metadata.json", "application/csvm+json"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
        ("regiograph.nt", "application/n-triples"),
    ],
)
def test_a_file_is_sent_as_what_it_is(name: str, media_type: str) -> None:
    assert Download(name, 1, "").media_type == media_type


def test_the_format_is_that_of_the_content() -> None:
    assert Download("a.nt.gz", 1, "").format == N_TRIPLES
    assert Download("a.ttl.zst", 1, "").format == TURTLE
    assert Download("csv/regions.csv", 1, "").format is None
