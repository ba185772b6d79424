from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from time import sleep
from urllib.parse import quote

import pytest
from werkzeug.exceptions import NotFound

from bench.graph_server import write_release
from bench.processes import free_port, wait_for
from bench.processes import running as server_running
from tests.graph.hostile import RUNAWAYS
from web.cancelling import ID, Running
from web.neighbours import Neighbours

_ID = "0123456789abcdef0123456789abcdef"
_OTHER_PROCESS = """
import sys, time
from pathlib import Path
from web.cancelling import Running
with Running(Path(sys.argv[1])).one(sys.argv[2]) as cancellation:
    print("runs", flush=True)
    while not cancellation.asked:
        time.sleep(0.02)
print("cancelled", flush=True)
"""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    one = Running(tmp_path)
    yield one
    one.close()


def test_a_query_of_another_process_is_cancelled_there(running: Running, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _OTHER_PROCESS, str(tmp_path), _ID]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "runs\n"
        running.cancel(_ID)
        assert other.stdout.readline() == "cancelled\n"
    with pytest.raises(NotFound, match="may be over"):
        running.cancel(_ID)


def test_what_no_process_runs_is_not_found(running: Running, tmp_path: Path) -> None:
    other = Running(tmp_path)
    with other.one("x" * 22), pytest.raises(NotFound):
        running.cancel(_ID)
    other.close()


def test_the_socket_of_a_process_that_died_is_cleared_away(
    running: Running, tmp_path: Path
) -> None:
    died = tmp_path / "died.sock"
    code = "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])"
    subprocess.run([sys.executable, "-W", "ignore", "-c", code, str(died)], check=True)
    assert died.exists()
    with pytest.raises(NotFound):
        running.cancel(_ID)
    assert not died.exists()


def test_who_has_closed_leaves_nothing_behind(tmp_path: Path) -> None:
    Running(tmp_path / "here").close()
    assert list((tmp_path / "here").iterdir()) == []
    assert (tmp_path / "here").stat().st_mode & 0o077 == 0


def test_a_directory_too_deep_for_sockets_is_told_and_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    deep = tmp_path / ("deep" * 30)
    with caplog.at_level(logging.WARNING):
        alone = Neighbours(deep, lambda _: True)
    assert "can't be cancelled by way of another process" in caplog.text
    assert alone.tell(_ID) is False
    alone.close()


def test_a_cancel_reaches_the_query_whichever_process_of_a_server_it_comes_to(
    tmp_path: Path,
) -> None:
    graph = tmp_path / "graph.nt"
    graph.write_text(
        "".join(f"<http://e/{n}> <http://e/p> <http://e/{n % 9}> .\n" for n in range(99))
    )
    write_release(tmp_path / "var", graph)
    port = free_port()
    command = [sys.executable, "-m", "bench.graph_server", str(tmp_path / "var"), str(port)]
    with server_running(
        command, tmp_path / "log", WORKERS="2", REGIOGRAPH_QUERY_SECONDS="20"
    ) as it:
        wait_for(port, "/sparql?query=ASK%7B%7D", it)
        with ThreadPoolExecutor() as threads:
            assert set(threads.map(partial(_cancelled, port), range(8))) == {(204, 409)}


def _cancelled(port: int, number: int) -> tuple[int, int]:
    """What a cancel over another connection is answered with, and the runaway it is for."""
    id = f"{number:032}"
    asked = HTTPConnection("127.0.0.1", port, timeout=90)
    path = f"/sparql?query={quote(RUNAWAYS['count of a product'])}"
    asked.request("GET", path, headers={ID: id})
    sleep(2)  # until it has surely begun, so that one try has to do
    statuses = _post(port, f"id={id}"), asked.getresponse().status
    asked.close()
    return statuses


def _post(port: int, form: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=90)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/sparql/cancel", form, headers)
    status = connection.getresponse().status
    connection.close()
    return status
