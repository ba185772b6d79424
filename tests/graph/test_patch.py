from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.history import History
from graph.patch import NotInLogError, Patch, patch_between
from graph.release import ReleaseDirectory, UnknownReleaseError
from release import BuildPlan, SilentProgress, build
from tests.changing import VERSIONS, Changing, build_changing, dump_of


def _patch(releases: ReleaseDirectory, since: str | None, until: str) -> Patch:
    return patch_between(releases, History(releases.current()), since, until)


def _applied(statements: set[bytes], lines: Iterable[bytes]) -> set[bytes]:
    """What a harvester does with a patch."""
    for line in lines:
        mark, _, rest = line.partition(b" ")
        if mark == b"A":
            assert rest not in statements
            statements.add(rest)
        elif mark == b"D":
            statements.remove(rest)
    return statements


def test_replaying_each_patch_gives_each_dump(changing: ReleaseDirectory) -> None:
    statements: set[bytes] = set()
    since = None
    for version in VERSIONS:
        statements = _applied(statements, _patch(changing, since, version).lines())
        assert sorted(statements) == dump_of(changing, version)
        since = version


@pytest.mark.parametrize("start", [None, 0, 7, 22, 23])
def test_one_patch_over_many_releases_gives_the_last_dump(
    changing: ReleaseDirectory, start: int | None
) -> None:
    since = None if start is None else VERSIONS[start]
    statements = set(dump_of(changing, since)) if since else set()
    patch = _patch(changing, since, VERSIONS[-1])
    assert sorted(_applied(statements, patch.lines())) == dump_of(changing, VERSIONS[-1])


def test_a_patch_back_undoes_what_later_releases_did(changing: ReleaseDirectory) -> None:
    statements = set(dump_of(changing, VERSIONS[-1]))
    patch = _patch(changing, VERSIONS[-1], VERSIONS[4])
    assert sorted(_applied(statements, patch.lines())) == dump_of(changing, VERSIONS[4])


def test_a_patch_names_where_it_starts_and_ends(changing: ReleaseDirectory) -> None:
    first, *_, last = _patch(changing, VERSIONS[2], VERSIONS[2]).lines()
    lines = list(_patch(changing, VERSIONS[2], VERSIONS[3]).lines())
    data = "https://w3id.org/regiograph/id/dataset/regiograph?release="

    assert first == f"H id <{data}{VERSIONS[2]}> .\n".encode()
    assert last == b"TC .\n"
    assert lines[1] == f"H prev <{data}{VERSIONS[2]}> .\n".encode()
    assert lines[2] == b"TX .\n"


def test_an_unknown_release_is_answered_with_those_known(changing: ReleaseDirectory) -> None:
    with pytest.raises(UnknownReleaseError, match=f"no release '2031.01.01'.*{VERSIONS[0]}"):
        _patch(changing, "2031.01.01", VERSIONS[-1])
    with pytest.raises(UnknownReleaseError, match="no release 'yesterday'"):
        _patch(changing, "yesterday", VERSIONS[-1])


def test_what_is_older_than_the_log_needs_the_dump(changing: ReleaseDirectory) -> None:
    with pytest.raises(NotInLogError, match=r"Take the whole dump, /dumps/\?release=2025.02.04"):
        _patch(changing, "2019.05.01", VERSIONS[-1])


def test_the_log_outlives_the_directories_of_old_releases(tmp_path: Path) -> None:
    releases = build_changing(tmp_path, VERSIONS[:4])
    dumps = [dump_of(releases, version) for version in VERSIONS[:4]]
    for version in VERSIONS[:3]:
        shutil.rmtree(releases.releases / version)

    everything = _patch(releases, None, VERSIONS[3])
    later = _patch(releases, VERSIONS[1], VERSIONS[3])

    assert sorted(_applied(set(), everything.lines())) == dumps[3]
    assert sorted(_applied(set(dumps[1]), later.lines())) == dumps[3]


def test_a_release_that_was_withdrawn_stays_in_the_log(tmp_path: Path) -> None:
    one, two, three = VERSIONS[:3]
    releases = build_changing(tmp_path, [one, two])
    withdrawn = dump_of(releases, two)
    releases.switch(one)
    served_again = _patch(releases, two, one)
    build(BuildPlan(releases, [Changing(12)], three), SilentProgress())

    assert sorted(_applied(set(withdrawn), served_again.lines())) == dump_of(releases, one)
    assert releases.current().manifest.previous == one
    assert History(releases.current()).versions == [one, two, three]
    for since, start in ((None, []), (one, dump_of(releases, one)), (two, withdrawn)):
        patched = _applied(set(start), _patch(releases, since, three).lines())
        assert sorted(patched) == dump_of(releases, three)


def test_patch_files_are_sorted(changing: ReleaseDirectory) -> None:
    for version in VERSIONS:
        for name in ("added.nq.gz", "removed.nq.gz"):
            path = changing.get(version).changes_dir / name
            lines = gzip.decompress(path.read_bytes()).splitlines()
            assert lines == sorted(lines)
