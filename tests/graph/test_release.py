from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.release import ReleaseDirectory, ReleaseError, UnknownReleaseError


def _directory(var: Path, *versions: str) -> ReleaseDirectory:
    directory = ReleaseDirectory(var)
    for version in versions:
        directory.publish(directory.staging(), version)
    return directory


def test_versions_are_in_order_of_time(tmp_path: Path) -> None:
    versions = ["2025.03.31.10", "2025.03.31", "2024.12.01", "2025.03.31.2"]
    assert _directory(tmp_path, *versions).versions() == [
        "2024.12.01",
        "2025.03.31",
        "2025.03.31.2",
        "2025.03.31.10",
    ]


def test_switching_serves_another_release(tmp_path: Path) -> None:
    directory = _directory(tmp_path, "2025.03.30", "2025.03.31")

    directory.switch("2025.03.31")
    assert directory.current().version == directory.current_version() == "2025.03.31"

    directory.switch("2025.03.30")
    assert directory.current().version == "2025.03.30"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "releases"]


def test_the_directory_can_be_moved_as_a_whole(tmp_path: Path) -> None:
    _directory(tmp_path / "var", "2025.03.31").switch("2025.03.31")
    moved = (tmp_path / "var").rename(tmp_path / "moved")
    assert ReleaseDirectory(moved).current().path.is_dir()


def test_an_unknown_release_names_the_available_ones(tmp_path: Path) -> None:
    directory = _directory(tmp_path, "2025.03.30", "2025.03.31")
    for version in ("2020.01.01", "../../etc", "current", ".building-1"):
        with pytest.raises(UnknownReleaseError, match=r"Available: 2025\.03\.30, 2025\.03\.31"):
            directory.get(version)


def test_no_release_at_all_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(UnknownReleaseError, match="regiograph build"):
        ReleaseDirectory(tmp_path).current()


def test_a_staging_directory_is_no_release(tmp_path: Path) -> None:
    directory = ReleaseDirectory(tmp_path)
    staging = directory.staging()

    assert directory.versions() == []
    assert directory.remove_stale() == [staging.name]
    assert not staging.exists()


@pytest.mark.parametrize("version", ["", "1.0", "2025.3.1", "2025.03.31-rc", "../x"])
def test_a_strange_version_is_refused(tmp_path: Path, version: str) -> None:
    with pytest.raises(ReleaseError, match="is no version"):
        ReleaseDirectory(tmp_path).check_new(version)


def test_a_release_is_never_overwritten(tmp_path: Path) -> None:
    directory = _directory(tmp_path, "2025.03.31")
    with pytest.raises(ReleaseError, match=r"releases switch 2025\.03\.31"):
        directory.publish(directory.staging(), "2025.03.31")


def test_a_day_with_several_releases_numbers_them(tmp_path: Path) -> None:
    directory = ReleaseDirectory(tmp_path)
    made = []
    for _ in range(3):
        version = directory.next_version(date(2025, 3, 31))
        directory.publish(directory.staging(), version)
        made.append(version)
    assert made == ["2025.03.31", "2025.03.31.2", "2025.03.31.3"]


def test_a_version_that_was_built_again_is_another_release(tmp_path: Path) -> None:
    directory = _directory(tmp_path, "2025.03.31")
    found = []
    for content in ('{"canonical_hash": "a"}', '{"canonical_hash": "b"}'):
        path = tmp_path / "releases" / "2025.03.31" / "manifest.json"
        path.unlink(missing_ok=True)
        path.write_text(content, encoding="utf-8")
        found.append(directory.get("2025.03.31"))

    before, after = found
    assert before != after
    assert after == directory.get("2025.03.31")
    assert before.tag.startswith("2025.03.31-")
    assert after.tag != "2025.03.31"


def test_a_link_to_what_is_gone_leads_nowhere(tmp_path: Path) -> None:
    directory = _directory(tmp_path, "2025.03.31")
    assert directory.linked() is None
    directory.switch("2025.03.31")
    assert directory.linked() == directory.current()
    (tmp_path / "releases" / "2025.03.31").rmdir()
    assert directory.linked() is None
