from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from graph.pool import QueryPool
from graph.release import Release, ReleaseDirectory, UnknownReleaseError
from web.ports import Engine
from web.service import Opened, Service

FIRST, SECOND, THIRD, FOURTH = "2025.03.01", "2025.03.02", "2025.03.03", "2025.03.04"


class FakePool:
    """Remembers how often it was closed."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.closed = 0

    def query(self, text: str) -> str:
        return self.version

    def status(self) -> dict[str, Any]:
        return {}

    def close(self) -> None:
        self.closed += 1


class Opener:
    """Opens fakes; can be told that a release is damaged."""

    def __init__(self) -> None:
        self.pools: list[FakePool] = []
        self.damaged: set[str] = set()

    def __call__(self, release: Release) -> Opened:
        if release.version in self.damaged:
            raise OSError(f"{release.version} is damaged")
        self.pools.append(FakePool(release.version))
        return Opened(release, cast("Engine", None), cast("QueryPool", self.pools[-1]))

    def closed(self) -> list[str]:
        return [pool.version for pool in self.pools if pool.closed == 1]


class Clock:
    """A clock that a test winds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Stage:
    """A service over four releases of which the first is served."""

    def __init__(self, var: Path) -> None:
        self.releases = ReleaseDirectory(var)
        for version in (FIRST, SECOND, THIRD, FOURTH):
            self.releases.publish(self.releases.staging(), version)
        self.releases.switch(FIRST)
        self.opener, self.clock = Opener(), Clock()
        self.service = Service(self.releases, self.opener, self.clock)

    def switch(self, version: str) -> None:
        """Serve another release and let the service look."""
        self.releases.switch(version)
        self.clock.now += 1
        with self.service.current():
            pass


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


def _wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.005)


def _version(stage: Stage, version: str | None = None) -> str:
    with stage.service.release(version) as opened:
        return opened.release.version


def test_a_request_gets_the_served_release(stage: Stage) -> None:
    with stage.service.current() as opened:
        assert cast("FakePool", opened.pool).version == FIRST


@pytest.mark.parametrize("version", [None, SECOND])
def test_a_version_that_is_deleted_and_built_again_is_opened_again(
    stage: Stage, version: str | None
) -> None:
    _version(stage, version)
    path = stage.releases.releases / (version or FIRST)
    path.rmdir()
    stage.clock.now += 1
    if version is None:
        assert _version(stage) == FIRST  # as it was
    path.mkdir()
    (path / "manifest.json").write_text("{}", encoding="utf-8")
    stage.clock.now += 1
    _version(stage, version)

    _wait_until(lambda: len(stage.opener.pools) == (2 if version is None else 3))
    _wait_until(lambda: _version(stage, version) == (version or FIRST))


def test_the_link_is_looked_at_every_half_second_at_most(stage: Stage) -> None:
    stage.releases.switch(SECOND)
    stage.clock.now += 0.4
    assert _version(stage) == FIRST
    assert len(stage.opener.pools) == 1

    stage.clock.now += 0.2
    _version(stage)
    _wait_until(lambda: _version(stage) == SECOND)


def test_a_request_in_flight_ends_on_the_release_it_began_on(stage: Stage) -> None:
    with stage.service.current() as opened:
        stage.switch(SECOND)
        _wait_until(lambda: stage.service.version == SECOND)
        assert opened.release.version == FIRST
        assert stage.opener.closed() == []
    assert stage.opener.closed() == [FIRST]


def test_an_idle_old_release_is_closed_at_once(stage: Stage) -> None:
    stage.switch(SECOND)
    _wait_until(lambda: stage.opener.closed() == [FIRST])
    assert _version(stage) == SECOND


def test_a_failing_request_gives_its_release_back(stage: Stage) -> None:
    with pytest.raises(ZeroDivisionError), stage.service.current():
        raise ZeroDivisionError
    stage.switch(SECOND)
    _wait_until(lambda: stage.opener.closed() == [FIRST])


def test_a_damaged_release_leaves_the_old_one_served(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.opener.damaged.add(SECOND)
    stage.switch(SECOND)
    _wait_until(lambda: "still serving 2025.03.01" in caplog.text)
    assert _version(stage) == FIRST

    stage.switch(THIRD)
    _wait_until(lambda: _version(stage) == THIRD)


def test_a_past_release_is_opened_once_and_kept(stage: Stage) -> None:
    assert [_version(stage, SECOND), _version(stage, SECOND)] == [SECOND, SECOND]
    assert [pool.version for pool in stage.opener.pools] == [FIRST, SECOND]


def test_only_some_past_releases_stay_open(stage: Stage) -> None:
    for version in (SECOND, THIRD, FOURTH):
        assert _version(stage, version) == version
    assert stage.opener.closed() == [SECOND]


def test_a_past_release_in_use_is_closed_after_its_request(stage: Stage) -> None:
    with stage.service.release(SECOND):
        _version(stage, THIRD)
        _version(stage, FOURTH)
        assert stage.opener.closed() == []
    assert stage.opener.closed() == [SECOND]


def test_no_version_means_the_served_one(stage: Stage) -> None:
    assert [_version(stage, None), _version(stage, FIRST)] == [FIRST, FIRST]
    assert len(stage.opener.pools) == 1


def test_an_unknown_release_is_named(stage: Stage) -> None:
    with (
        pytest.raises(UnknownReleaseError, match=r"2020\.01\.01.*Available"),
        stage.service.release("2020.01.01"),
    ):
        pass


def test_closing_ends_all_workers_once(stage: Stage) -> None:
    _version(stage, SECOND)
    stage.service.close()
    assert [pool.closed for pool in stage.opener.pools] == [1, 1]
