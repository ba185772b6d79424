"""The whole application over small releases, with workers that run queries and a faked search."""

from __future__ import annotations

from typing import cast

from flask import Flask

from graph.pool import QueryPool
from graph.release import Release, ReleaseDirectory
from server import create_app
from tests.web.fakes import FakeEngine, FakePool
from web.ports import Engine
from web.service import Opened
from web.settings import Settings


class IdlePool(FakePool):
    """A pool that has nothing to end."""

    def close(self) -> None:
        """Nothing runs."""


def contract_app(releases: ReleaseDirectory, pool: QueryPool | None = None) -> Flask:
    """The application as it is served; every release shares the pool."""

    def opened(release: Release) -> Opened:
        shared = cast("QueryPool", pool or IdlePool())
        return Opened(release, cast("Engine", FakeEngine()), shared)

    return create_app(releases, Settings(), opened)
