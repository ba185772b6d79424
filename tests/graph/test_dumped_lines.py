from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graph.canonical import canonical_lines
from graph.dumped_lines import DumpedLines
from graph.release import Release, ReleaseDirectory
from tests.changing import VERSIONS, build_changing


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return build_changing(tmp_path / "var", VERSIONS[:1]).current()


def test_they_are_the_canonical_lines_of_the_store(
    changing: ReleaseDirectory, tmp_path: Path
) -> None:
    for version in VERSIONS[::8]:
        release = changing.get(version)
        lines = DumpedLines(release)
        assert lines.are_whole
        assert list(lines) == list(canonical_lines(release.store, tmp_path / version))


def test_a_dump_that_broke_off_is_not_whole(release: Release) -> None:
    path = DumpedLines(release).path
    path.write_bytes(path.read_bytes()[:-20])

    assert not DumpedLines(release).are_whole


def test_a_dump_that_lacks_a_line_is_not_whole(release: Release) -> None:
    path = DumpedLines(release).path
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    path.write_bytes(gzip.compress(b"".join(lines[:-1])))

    assert not DumpedLines(release).are_whole


def test_no_dump_and_no_manifest_are_not_whole(release: Release) -> None:
    (release.path / "manifest.json").unlink()
    assert not DumpedLines(Release(release.path)).are_whole

    DumpedLines(release).path.unlink()
    assert not DumpedLines(release).are_whole
