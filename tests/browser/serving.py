"""The real server over a small release, its search faked: ``python -m tests.browser.serving``."""

from __future__ import annotations

import os
from typing import cast

from graph.pool import Limits, QueryPool
from graph.release import Release
from server import asgi_from_environment
from tests.web.fakes import FakeEngine
from web.lookups import Lookups
from web.ports import Engine
from web.service import Opened
from web.serving import run_server
from web.settings import Settings

LIMITS = Limits(deadline=20, result=1 << 20, hold=64 << 10, workers=3)


def app() -> Lookups:
    """The application; a query may take long, so that it can be cancelled, and give little."""
    return asgi_from_environment(_opened)


def _opened(release: Release) -> Opened:
    return Opened(release, cast("Engine", FakeEngine()), QueryPool(release.graph_dir, LIMITS))


if __name__ == "__main__":
    run_server(Settings.from_environment(os.environ), "tests.browser.serving:app")
