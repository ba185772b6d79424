"""The whole application over small releases, with workers that run queries and a faked search."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

from flask import Flask

from graph.pool import QueryPool
from graph.release import Release, ReleaseDirectory
from server import create_app
from tests.web.fakes import FakeEngine, FakePool
from web.ports import Engine
from web.service import Opened
from web.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class IdlePool(FakePool):
    """A pool that has nothing to end."""

    def close(self) -> None:
        """Nothing runs."""


class Whole:
    """Answers at once and closes what it read from, as a server does and a test client may not."""

    def __init__(self, behind: WSGIApplication) -> None:
        self._behind = behind

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer: Any = self._behind(environ, start_response)
        if not hasattr(answer, "close"):
            return [b"".join(answer)]
        with closing(answer):
            return [b"".join(answer)]


def contract_app(releases: ReleaseDirectory, pool: QueryPool | None = None) -> Flask:
    """The application as it is served; every release shares the pool."""

    def opened(release: Release) -> Opened:
        shared = cast("QueryPool", pool or IdlePool())
        return Opened(release, cast("Engine", FakeEngine()), shared)

    app = create_app(releases, Settings(), opened)
    app.wsgi_app = Whole(app.wsgi_app)  # type: ignore[method-assign]
    return app
