"""The gateway in the server that it is made for."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from pathlib import Path

import psutil
import pytest

from bench.processes import free_port, memory, running, wait_for
from tests.web.gateway_server import FLOW, THREADS

_MANY = 100


class _Asked:
    """A server that runs, and its clients."""

    def __init__(self, port: int, process: psutil.Process) -> None:
        self.process = process
        self._port = port

    def open(self, request: str) -> socket.socket:
        """A client that has sent this much."""
        client = socket.create_connection(("127.0.0.1", self._port), timeout=60)
        client.sendall(request.replace("\n", "\r\n").encode())
        return client

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> _Reply:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def count(self, name: str) -> int:
        return int(json.loads(self.ask("GET", "/")[1])[name])

    def until(self, name: str, wanted: int) -> None:
        until(lambda: self.count(name) == wanted)


_Reply = tuple[HTTPResponse, bytes]


def until(state: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not state():
        assert time.monotonic() < end
        time.sleep(0.02)


def all_of(client: socket.socket, end: bytes) -> bytes:
    """What comes, up to these bytes, which it has to end with."""
    text = b""
    while not text.endswith(end):
        part = client.recv(1 << 16)
        assert part, text
        text += part
    return text


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Asked]:
    port = free_port()
    command = [sys.executable, "-m", "tests.web.gateway_server", str(port)]
    with running(command, tmp_path_factory.mktemp("server") / "log") as process:
        wait_for(port, "/", process)
        yield _Asked(port, process)


def test_clients_that_send_slowly_hold_nobody_up(server: _Asked) -> None:
    head = "POST /length HTTP/1.1\nHost: localhost\nContent-Length: 3\n\na"
    with ExitStack() as stack:
        slow = [stack.enter_context(server.open(head)) for _ in range(_MANY)]
        assert server.ask("GET", "/")[0].status == 200
        for client in slow:
            client.sendall(b"bc")
            assert all_of(client, b"\r\n\r\n3")


def test_clients_that_read_slowly_hold_nobody_up_and_take_no_memory(server: _Asked) -> None:
    with ExitStack() as stack:
        for _ in range(_MANY):
            stack.enter_context(server.open("GET /flow HTTP/1.1\nHost: localhost\n\n"))
        server.until("flows", _MANY)
        made = -1
        while made != (made := server.count("made")):  # until no more is made
            time.sleep(0.5)
        assert made < _MANY * FLOW / 10
        assert memory(server.process) < 400
    server.until("flows", 0)


def test_a_client_that_hangs_up_while_it_is_computed_ends_the_work(server: _Asked) -> None:
    for number in range(1, THREADS + 2):
        with server.open("GET /until-asked HTTP/1.1\nHost: localhost\n\n"):
            server.until("begun", number)
        server.until("asked", number)


def test_head_says_how_long_it_would_be(server: _Asked) -> None:
    response, body = server.ask("HEAD", "/")
    assert int(response.headers["Content-Length"]) > 0
    assert body == b""


def test_an_answer_that_fails_in_the_middle_is_seen_to_be_cut(server: _Asked) -> None:
    with pytest.raises(IncompleteRead) as told:
        server.ask("GET", "/cut")
    assert told.value.partial == b"first"


def test_a_body_of_any_length_is_answered(server: _Asked) -> None:
    assert server.ask("POST", "/length", b"x" * (8 << 20))[1] == str(8 << 20).encode()
    declared = "POST /length HTTP/1.1\nHost: localhost\nContent-Length: 8388609\n\n"
    with server.open(declared) as client:
        assert client.recv(1 << 16).startswith(b"HTTP/1.1 413 ")


def test_the_environment_has_what_was_sent(server: _Asked) -> None:
    head = "GET /environ/a%20b%C3%A9%FF?q=%zz HTTP/1.0\nHost: x\nX_Y: 1\nX-Z: 2\nX-Z: 3\n"
    with server.open(f"{head}Cookie: a=1\nCookie: b=2\n\n") as client:
        answer = b"".join(iter(lambda: client.recv(1 << 16), b""))
    told = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert told["PATH_INFO"] == "/environ/a b\xc3\xa9\xff"
    assert (told["QUERY_STRING"], told["SERVER_PROTOCOL"]) == ("q=%zz", "HTTP/1.0")
    assert (told["HTTP_COOKIE"], told["HTTP_X_Z"]) == ("a=1; b=2", "2, 3")
    assert "HTTP_X_Y" not in told


def test_requests_under_way_are_answered_when_the_server_ends(tmp_path: Path) -> None:
    port, replies = free_port(), []
    command = [sys.executable, "-m", "tests.web.gateway_server", str(port)]
    with running(command, tmp_path / "log") as process:
        wait_for(port, "/", process)
        asked = _Asked(port, process)
        asking = threading.Thread(target=lambda: replies.append(asked.ask("GET", "/second")))
        asking.start()
        asked.until("begun", 1)
        process.terminate()
        asking.join(60)
        assert process.wait(60) == 0
    assert [body for _, body in replies] == [b"a second later"]
