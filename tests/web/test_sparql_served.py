"""The endpoint as the server runs it, beside clients that hang up or take their time."""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from urllib.parse import quote

import pytest

from bench.graph_server import write_release
from bench.processes import free_port, running, wait_for
from tests.graph.hostile import RUNAWAYS
from web.cancelling import ID

_MANY = 60  # more than the server has threads
_POINT = "SELECT * { <http://e/1> ?p ?o }"
_BEGUN = (
    "POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Type: application/sparql-query\r\n"
    "Content-Length: 100\r\n\r\nSELECT"
)
_UNREAD = (
    "GET /sparql?query=SELECT%20*%20%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i%7D%20LIMIT%20500000"
    " HTTP/1.1\r\nHost: e\r\nAccept: text/csv\r\n\r\n"
)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    home = tmp_path_factory.mktemp("served")
    graph = home / "graph.nt"
    graph.write_text("".join(f"<http://e/{n}> <http://e/p> <http://e/o> .\n" for n in range(99)))
    write_release(home / "var", graph)
    port = free_port()
    command = [sys.executable, "-m", "bench.graph_server", str(home / "var"), str(port)]
    with running(command, home / "log", REGIOGRAPH_QUERY_SECONDS="120") as server:
        wait_for(port, "/sparql?query=ASK%7B%7D", server)
        yield port


@pytest.mark.parametrize("headers", [{}, {ID: "0123456789abcdef0123456789abcdef"}])
def test_a_client_that_hangs_up_frees_its_worker(headers: dict[str, str], port: int) -> None:
    client = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        client.request("GET", _query(RUNAWAYS["count of a product"]), headers=headers)
        _wait_until(port, busy=1)
    finally:
        client.close()
    _wait_until(port, busy=0)  # long before its deadline


@pytest.mark.parametrize("request_", [_BEGUN, _UNREAD], ids=["sends slowly", "reads slowly"])
def test_clients_that_take_their_time_take_nobody_elses(request_: str, port: int) -> None:
    with ExitStack() as clients:
        for _ in range(_MANY):
            clients.enter_context(_client(port, request_))
        for path in (_query(_POINT), "/sparql", "/api"):
            assert _get(port, path)[0] == 200
    _wait_until(port, busy=0)


def _client(port: int, request: str) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=60)
    client.sendall(request.encode())
    return client


def _query(text: str) -> str:
    return f"/sparql?query={quote(text)}"


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def _wait_until(port: int, busy: int) -> None:
    end = time.monotonic() + 60
    while (found := json.loads(_get(port, "/health")[1])["pool"]["busy"]) != busy:
        assert time.monotonic() < end, f"{found} workers are busy instead of {busy}"
        time.sleep(0.1)
