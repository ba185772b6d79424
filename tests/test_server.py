from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, cast
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from graph.pool import QueryPool
from graph.release import Release, ReleaseDirectory
from graph.terms import Quad
from release import BuildPlan, SilentProgress, build
from server import create_app
from tests.tiny_source import TinySource
from web.ports import Engine
from web.service import Opened
from web.settings import Settings

FIRST, SECOND = "2025.03.30", "2025.03.31"


class FakePool:
    """Answers nothing; remembers that it was closed."""

    closed = False

    def query(self, text: str) -> object:
        return None

    def status(self) -> dict[str, Any]:
        return {}

    def close(self) -> None:
        self.closed = True


def _opened(release: Release) -> Opened:
    return Opened(release, cast("Engine", None), cast("QueryPool", FakePool()))


@pytest.fixture
def var(tmp_path: Path, tiny_quads: list[Quad]) -> Path:
    for version in (FIRST, SECOND):
        plan = BuildPlan(ReleaseDirectory(tmp_path), [TinySource(tiny_quads)], version)
        build(plan, SilentProgress())
    return tmp_path


def test_the_application_answers_from_the_served_release(var: Path) -> None:
    app = create_app(ReleaseDirectory(var), Settings(), _opened)
    response = app.test_client().get("/no-such-page")
    assert response.status_code == 404
    assert app.extensions["regiograph"].version == SECOND


FAKE_SERVER = """
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from graph.release import ReleaseDirectory
from server import app_from_environment
from web.gateway import Gateway
from web.service import Opened
from web.serving import run_server
from web.settings import Settings


class ChildPool:
    def __init__(self):
        self.child = subprocess.Popen(["sleep", "600"])
        Path("child").write_text(str(self.child.pid))

    def query(self, text):
        return None

    def status(self):
        return {}

    def close(self):
        self.child.kill()
        self.child.wait()


def app():
    app = app_from_environment(lambda release: Opened(release, None, ChildPool()))
    app.add_url_rule("/version", "version", lambda: app.extensions["regiograph"].version)
    return Gateway(app, threads=4, ending=app.extensions["regiograph"].close)


if __name__ == "__main__":
    run_server(Settings.from_environment(os.environ), "fakeserver:app")
"""


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_stopped_server_ends_its_query_workers(var: Path, stop: int) -> None:
    (var / "fakeserver.py").write_text(FAKE_SERVER)
    port = _free_port()
    environment = {**os.environ, "REGIOGRAPH_VAR": str(var), "PORT": str(port)}
    environment["PYTHONPATH"] = str(var)
    server = subprocess.Popen([sys.executable, "fakeserver.py"], cwd=var, env=environment)
    try:
        assert _fetched(f"http://127.0.0.1:{port}/version") == SECOND
        server.send_signal(stop)
        assert server.wait(timeout=20) == 0
        child = int((var / "child").read_text())
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)
    finally:
        server.kill()
        server.wait()


def test_a_running_server_picks_up_a_new_release(var: Path) -> None:
    app = create_app(ReleaseDirectory(var), Settings(), _opened)
    service = app.extensions["regiograph"]
    ReleaseDirectory(var).switch(FIRST)
    end = time.monotonic() + 10
    while service.version != FIRST and time.monotonic() < end:
        with service.current():
            time.sleep(0.05)
    assert service.version == FIRST


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _fetched(address: str, seconds: float = 30) -> str:
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(address) as response:
                return str(response.read().decode())
        except URLError:
            assert time.monotonic() < end, f"{address} never answered"
            time.sleep(0.1)


@pytest.mark.parametrize(
    ("proxies", "address"), [(0, "http://localhost/"), (1, "https://portal.example/")]
)
def test_addresses_are_those_outside_where_proxies_are_trusted(
    var: Path, proxies: int, address: str
) -> None:
    app = create_app(ReleaseDirectory(var), Settings(proxies=proxies), _opened)
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "portal.example"}
    robots = app.test_client().get("/robots.txt", headers=told)
    assert f"Sitemap: {address}sitemap.xml" in robots.text
