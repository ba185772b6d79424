from __future__ import annotations

import json
import socket
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import psutil
import pytest

from bench.graph_server import write_release
from bench.processes import free_port, running, wait_for
from graph.cancellation import Cancellation
from tests.graph.hostile import RUNAWAYS
from web.cancelling import ID
from web.hang_ups import HangUps, Sockets, open_sockets

_HERE = {"SERVER_SOFTWARE": "Granian", "REMOTE_ADDR": "192.0.2.7"}


class _Seen:
    """The sockets that are seen at each look."""

    def __init__(self, *looks: Sockets | None) -> None:
        self._looks = iter(looks)

    def __call__(self) -> Sockets | None:
        return next(self._looks)


def _asked(looks: list[Sockets | None], environ: dict[str, str]) -> list[bool]:
    """Whether the query was ended, after each look."""
    hang_ups, query = HangUps(_Seen(*looks), every=3600, patience=0), Cancellation()
    asked = []
    with hang_ups.watching(environ, query):
        for _ in looks:
            hang_ups.look_once()
            asked.append(query.asked)
    return asked


def _sockets(*ports: int) -> Sockets:
    return {"192.0.2.7": frozenset(ports), "192.0.2.8": frozenset([9])}


def test_a_query_ends_when_its_client_has_no_connection_left() -> None:
    assert _asked([_sockets(5), _sockets(5), _sockets()], _HERE) == [False, False, True]
    assert _asked([_sockets()], _HERE) == [True]


def test_connections_that_came_later_are_not_the_one_that_waits() -> None:
    assert _asked([_sockets(5), _sockets(5, 6), _sockets(6)], _HERE) == [False, False, True]


def test_as_long_as_one_is_left_that_may_be_its_own_nothing_is_ended() -> None:
    assert _asked([_sockets(5, 6), _sockets(6), _sockets(6, 7)], _HERE) == [False] * 3


def test_where_no_socket_can_be_seen_nothing_is_ended() -> None:
    assert _asked([None, None], _HERE) == [False, False]


def test_in_another_server_nothing_is_known() -> None:
    assert _asked([_sockets()], {"REMOTE_ADDR": "192.0.2.7"}) == [False]


def test_the_sockets_of_this_process_are_seen_by_address() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
        server.accept()[0],
    ):
        found = open_sockets()
        assert found is not None
        assert client.getsockname()[1] in found["127.0.0.1"]


def test_an_address_of_ipv4_is_the_same_inside_one_of_ipv6(monkeypatch: pytest.MonkeyPatch) -> None:
    listening = SimpleNamespace(status=psutil.CONN_LISTEN, raddr=())
    peer = SimpleNamespace(ip="::ffff:192.0.2.7", port=5)
    connected = SimpleNamespace(status=psutil.CONN_ESTABLISHED, raddr=peer)
    monkeypatch.setattr(psutil.Process, "net_connections", lambda *_: [listening, connected])
    assert open_sockets() == {"192.0.2.7": frozenset([5])}


def test_a_process_that_listens_nowhere_is_one_that_can_not_be_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(psutil.Process, "net_connections", lambda *_: [])
    assert open_sockets() is None


@pytest.mark.parametrize("headers", [{}, {ID: "0123456789abcdef0123456789abcdef"}])
def test_a_client_that_hangs_up_frees_its_worker(headers: dict[str, str], tmp_path: Path) -> None:
    graph = tmp_path / "graph.nt"
    graph.write_text("".join(f"<http://e/{n}> <http://e/p> <http://e/o> .\n" for n in range(99)))
    write_release(tmp_path / "var", graph)
    port = free_port()
    command = [sys.executable, "-m", "bench.graph_server", str(tmp_path / "var"), str(port)]
    with running(command, tmp_path / "log", REGIOGRAPH_QUERY_SECONDS="120") as server:
        wait_for(port, "/sparql?query=ASK%7B%7D", server)
        client = HTTPConnection("127.0.0.1", port, timeout=60)
        path = f"/sparql?query={quote(RUNAWAYS['count of a product'])}"
        try:
            client.request("GET", path, headers=headers)
            _wait_until(port, busy=1)
        finally:
            client.close()
        _wait_until(port, busy=0)  # long before its deadline


def _wait_until(port: int, busy: int) -> None:
    end = time.monotonic() + 60
    while _busy(port) != busy:
        assert time.monotonic() < end, f"{_busy(port)} workers are busy instead of {busy}"
        time.sleep(0.1)


def _busy(port: int) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/health")
        return int(json.load(connection.getresponse())["pool"]["busy"])
    finally:
        connection.close()
