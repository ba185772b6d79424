"""Connections over real sockets, in an event loop."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask, request
from uvicorn.config import Config
from uvicorn.server import ServerState

from graph.pool import Limits, QueryPool
from graph.release import Release
from tests.graph.stores import EXAMPLE, write_store
from tests.looping import run
from tests.web.fakes import OneRelease, OpenedPool
from web import sparql
from web.asgi import Receive, Scope, Send
from web.connection import Connection
from web.gateway import Gateway
from web.lookups import Lookups

_POINT = f"SELECT ?o {{ <{EXAMPLE}thing-1> ?p ?o }}"
_PRODUCT = " . ".join(f"?a{number} ?b{number} ?c{number}" for number in range(9))
_ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {_PRODUCT} }}"
_LONG = "SELECT * { ?s ?p ?o . ?a ?b ?c BIND(RAND() AS ?new) }"


class _Quick(Connection):
    longest_head = 2000
    patience = 0.3


@dataclass
class _Counted:
    """The application, and how often it was asked."""

    gateway: Gateway
    asked: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await self.gateway(scope, receive, send)


@dataclass
class _Server:
    """Where it listens, what it is, and the queries that run."""

    port: int
    behind: _Counted
    pool: QueryPool

    async def ask(self, text: str) -> bytes:
        """What comes, until the server closes the connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(text.replace("\n", "\r\n").encode())
        answer = await reader.read()
        writer.close()
        return answer

    async def until(self, busy: int) -> None:
        async with asyncio.timeout(20):
            while self.pool.status()["busy"] != busy:
                await asyncio.sleep(0.01)


_Test = Callable[[_Server], Awaitable[None]]
_Ask = Callable[[_Test], None]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedPool]:
    path = tmp_path_factory.mktemp("connection") / "2025.03.31"
    path.mkdir()
    pool = QueryPool(write_store(path / "graph", (10, 20, 30)), Limits(deadline=60, hold=2000))
    pool.query("ASK {}")  # so that its workers are there
    yield OpenedPool(Release(path), pool)
    pool.close()


@pytest.fixture
def ask(opened: OpenedPool) -> _Ask:
    """Runs a test beside a server."""

    async def served(test: _Test) -> None:
        async with _served(opened) as server:
            await test(server)

    return lambda test: run(served(test))


@asynccontextmanager
async def _served(opened: OpenedPool) -> AsyncIterator[_Server]:
    app = Flask("web", root_path=str(Path(sparql.__file__).parent))
    app.register_blueprint(sparql.blueprint(OneRelease(opened)))
    app.add_url_rule("/page", "page", lambda: "a page")
    app.add_url_rule("/echo/<name>", "echo", lambda name: name)
    app.add_url_rule("/length", "length", _length, methods=["POST"])
    app.add_url_rule("/flow", "flow", lambda: iter([b"some ", b"of it"]))
    behind = _Counted(Gateway(app.wsgi_app, 2))
    config = Config(Lookups(behind, OneRelease(opened)), lifespan="off", log_config=None)
    config.load()
    state = ServerState()
    state.default_headers = [(b"date", b"Mon, 23 Nov 2026 02:14:06 GMT")]
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: _Quick(config, state, {}), "127.0.0.1", 0)
    try:
        yield _Server(listening.sockets[0].getsockname()[1], behind, opened.pool)
    finally:
        listening.close()


def _length() -> str:
    return str(len(request.get_data()))


def _get(query: str, *headers: str, version: str = "1.1") -> str:
    lines = "".join(f"{header}\n" for header in ("Host: e", "Accept: text/csv", *headers))
    return f"GET /sparql?query={quote(query)} HTTP/{version}\n{lines}\n"


_LAST = "Connection: close"


def test_a_lookup_after_the_first_of_its_kind_is_answered_without_the_application(
    ask: _Ask,
) -> None:
    async def test(server: _Server) -> None:
        first = await server.ask(_get(f"{_POINT} #1", _LAST))
        again = await server.ask(_get(f"{_POINT} #2", _LAST))
        assert server.behind.asked == 1
        assert _parts(again)[0] == _parts(first)[0] == b"HTTP/1.1 200 OK"
        assert _parts(again)[1].keys() == _parts(first)[1].keys()
        assert _parts(again)[2] == _parts(first)[2]

    ask(test)


def test_requests_in_a_row_are_answered_in_their_order(ask: _Ask) -> None:
    async def test(server: _Server) -> None:
        await server.ask(_get(_POINT, _LAST))
        page = "GET /page HTTP/1.1\nHost: e\n\n"
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } #"
        text = "".join([_get(_POINT), page, _get(f"{count}1"), _get(f"{count}2"), page])
        answer = await server.ask(text + _get(_POINT, _LAST))
        bodies = [_parts(one)[2] for one in re.split(rb"(?=HTTP/1\.1 200 OK)", answer)[1:]]
        point = bodies[0]
        assert bodies == [point, b"a page", b"n\r\n30\r\n", b"n\r\n30\r\n", b"a page", point]

    ask(test)


def test_a_query_ends_when_its_client_hangs_up(ask: _Ask) -> None:
    async def test(server: _Server) -> None:
        killed = server.pool.status()["killed"]
        _, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(_get(_ENDLESS).replace("\n", "\r\n").encode())
        await server.until(busy=1)
        writer.close()
        await server.until(busy=0)
        assert server.pool.status()["killed"] == killed + 1

    ask(test)


def test_a_failure_is_told_by_the_routes(ask: _Ask) -> None:
    async def test(server: _Server) -> None:
        answer = await server.ask(_get("SELECT * { ?s ?p }", _LAST))
        assert _parts(answer)[0] == b"HTTP/1.1 400 Bad Request"
        assert b"application/problem+json" in _parts(answer)[1][b"content-type"]

    ask(test)


@pytest.mark.parametrize("path", ["flow", "query"])
def test_clients_of_http_1_0_get_no_chunks(path: str, ask: _Ask) -> None:
    async def test(server: _Server) -> None:
        text = "GET /flow HTTP/1.0\n\n" if path == "flow" else _get(_LONG, version="1.0")
        head, headers, body = _parts(await server.ask(text))
        assert head == b"HTTP/1.1 200 OK"
        assert b"transfer-encoding" not in headers
        assert body == b"some of it" if path == "flow" else body.count(b"\r\n") == 901

    ask(test)


def test_a_head_of_any_length_is_read_no_further_than_it_may_be_long(ask: _Ask) -> None:
    async def test(server: _Server) -> None:
        answer = await server.ask(f"GET /page HTTP/1.1\nHost: e\nX: {'y' * 3000}")
        assert _parts(answer)[0] == b"HTTP/1.1 400 Bad Request"
        assert _parts(answer)[2] == b"The head of a request may have 2,000 bytes."

    ask(test)


def test_an_address_may_be_typed_as_it_is_read(ask: _Ask) -> None:
    async def test(server: _Server) -> None:
        answer = await server.ask(f"GET /echo/Förderung HTTP/1.1\nHost: e\n{_LAST}\n\n")
        assert _parts(answer)[2] == "Förderung".encode()

    ask(test)


def test_a_body_stays_as_it_was_sent(ask: _Ask) -> None:
    async def test(server: _Server) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        body = "GET é".encode()
        for part in (b"POST /length HTTP/1.1\r\nHost: e\r\nContent-Length: 12\r\n\r\n", body, body):
            writer.write(part)
            await asyncio.sleep(0.05)
        assert (await reader.readuntil(b"\r\n\r\n12")).startswith(b"HTTP/1.1 200 OK")
        writer.close()

    ask(test)


@pytest.mark.parametrize("begun", ["", "GET /page HTTP/1.1\nHost: e\n"])
def test_a_head_that_does_not_come_is_not_waited_for(begun: str, ask: _Ask) -> None:
    async def test(server: _Server) -> None:
        assert await server.ask(begun) == b""

    ask(test)


def _parts(answer: bytes) -> tuple[bytes, dict[bytes, bytes], bytes]:
    """Status line, headers and body of an answer with a length, or of the only one."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    headers = dict(line.split(b": ", 1) for line in lines)
    return status, headers, body[: int(headers.get(b"content-length", len(body)))]
