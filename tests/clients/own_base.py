"""A server whose IRIs begin with its own address: ``python -m tests.clients.own_base``.

Clients then really follow the IRIs that they find, without a redirect from elsewhere.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from graph.release import ReleaseDirectory
from tests.web.fakes import VERSION, write_release
from web.serving import run_server
from web.settings import Settings

_ROOT = Path(__file__).parents[2]
_START = 60.0  # seconds


@contextmanager
def own_base() -> Iterator[str]:
    """Its address, with its last slash, for as long as the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    address = f"http://127.0.0.1:{port}/"
    with TemporaryDirectory() as var:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.clients.own_base"],
            cwd=_ROOT,
            env={
                **os.environ,
                "REGIOGRAPH_BASE": address,
                "REGIOGRAPH_VAR": var,
                "PORT": str(port),
                "WORKERS": "1",
            },
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(f"{address}robots.txt", server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START
    while True:
        try:
            with urlopen(address):
                return
        except URLError:
            assert server.poll() is None, "The server ended; see its messages."
            assert time.monotonic() < end, f"{address} never answered."
            time.sleep(0.1)


def _serve() -> None:
    settings = Settings.from_environment(os.environ)
    releases = ReleaseDirectory(settings.var)
    write_release(releases, VERSION)
    releases.switch(VERSION)
    run_server(settings, "tests.browser.serving:app")


if __name__ == "__main__":
    _serve()
