from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, unquote_plus, urlencode

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client, TestResponse

from graph.pool import Limits, QueryPool
from graph.release import Release
from tests.graph.hostile import CALLS_OUT, DEEP, WRITES
from tests.graph.stores import EXAMPLE, write_store
from tests.looping import run
from tests.web.asgi_server import Reply, Server, ask, scope_of
from web import sparql
from web.asgi import Receive, Scope, Send
from web.gateway import Gateway
from web.headers import secured
from web.lookups import Lookups, unquoted
from web.problems import register_problems

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_POINT = f"SELECT ?o {{ <{EXAMPLE}thing-1> ?p ?o }}"
_JSON = "application/sparql-results+json"
# Counts without end and without memory; a sorted product comes to its end on a quick machine.
_PRODUCT = " . ".join(f"?a{number} ?b{number} ?c{number}" for number in range(9))
_ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {_PRODUCT} }}"
_LONG = "SELECT * { ?s ?p ?o . ?a ?b ?c BIND(RAND() AS ?new) }"  # so it is never remembered
_VERSIONS = ("2025.03.30", "2025.03.31")


@dataclass(frozen=True)
class _Opened:
    release: Release
    pool: QueryPool


@dataclass
class _Service:
    opened: dict[str, _Opened]
    version: str = _VERSIONS[0]

    @contextmanager
    def release(self, version: str | None = None) -> Iterator[_Opened]:
        yield self.opened[version or self.version]


@dataclass
class _Counted:
    """An application that counts how often it is asked."""

    app: WSGIApplication
    asked: int = 0

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        return self.app(environ, start)


@dataclass
class _Both:
    """The same application with lookups before it and without."""

    service: _Service
    behind: _Counted
    plain: Client = field(init=False)
    lookups: Lookups = field(init=False)

    def __post_init__(self) -> None:
        self.plain = Client(self.behind.app)
        self.lookups = Lookups(Gateway(self.behind, 2), self.service)

    def ask(self, string: str, *headers: tuple[str, str]) -> Reply:
        return ask(self.lookups, scope_of("GET", "/sparql", headers, string))

    def get(self, query: str, accept: str = _JSON, **more: str) -> tuple[Reply, int]:
        """The answer, after the first of its kind, and how often the routes were asked for it."""
        string, header = urlencode({"query": query, **more}), ("accept", accept)
        self.ask(string, header)
        before = self.behind.asked
        return self.ask(string, header), self.behind.asked - before

    def get_plainly(self, query: str, accept: str) -> TestResponse:
        """What the routes answer, without lookups before them."""
        return self.plain.get("/sparql", query_string={"query": query}, headers={"Accept": accept})


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Service]:
    opened = {}
    limits = Limits(deadline=0.5, light_deadline=0.2, hold=2000)
    for version, sizes in zip(_VERSIONS, [(10, 20, 30), (5,)], strict=True):
        path = tmp_path_factory.mktemp("shortcut") / version
        path.mkdir()
        pool = QueryPool(write_store(path / "graph", sizes), limits)
        pool.query("ASK {}")  # so that its workers are there
        opened[version] = _Opened(Release(path), pool)
    yield _Service(opened)
    for one in opened.values():
        one.pool.close()


@pytest.fixture
def both(service: _Service) -> _Both:
    service.version = _VERSIONS[0]
    app = Flask("web", root_path=str(Path(sparql.__file__).parent))
    app.register_blueprint(sparql.blueprint(service))
    app.after_request(secured)
    register_problems(app)
    return _Both(service, _Counted(app.wsgi_app))


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (_POINT, _JSON),
        (_POINT, "text/csv"),
        (_POINT, "application/xml;q=0.5, */*;q=0.1"),
        ("ASK { ?s ?p ?o } # Grüße", "*/*"),
        (f"CONSTRUCT {{ ?s ?p 1 }} {{ ?s ?p <{EXAMPLE}kind-2> }}", "text/turtle"),
        (f"DESCRIBE <{EXAMPLE}thing-3>", "application/ld+json"),
    ],
)
def test_a_lookup_is_answered_as_the_routes_answer_it(query: str, accept: str, both: _Both) -> None:
    short, asked = both.get(query, accept)
    plain = both.get_plainly(query, accept)
    assert (short.status, short.body) == (200, plain.data)
    assert sorted(short.headers.items()) == _headers(plain)
    assert asked == 0


@pytest.mark.parametrize("name", [*CALLS_OUT, *WRITES, *DEEP])
def test_what_is_refused_is_refused_by_the_routes(name: str, both: _Both) -> None:
    query = (CALLS_OUT | WRITES | DEEP)[name].replace("{port}", "1")
    if len(query) < 4000:
        short, asked = both.get(query)
        kind = short.headers["content-type"]
        assert (short.status, kind, asked) == (400, "application/problem+json", 1)


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        ("SELECT * { ?s ?p }", _JSON, 400),
        (_POINT, "image/png", 406),
        (_ENDLESS, _JSON, 504),
    ],
)
def test_what_fails_is_told_as_the_routes_tell_it(
    query: str, accept: str, status: int, both: _Both
) -> None:
    short, asked = both.get(query, accept)
    plain = both.get_plainly(query, accept)
    assert (short.status, short.body, asked) == (status, plain.data, 1)
    assert sorted(short.headers.items()) == _headers(plain)


def test_a_long_answer_flows_through_the_routes_and_is_run_once(both: _Both) -> None:
    short, asked = both.get(_LONG, "text/csv")
    assert (short.status, short.body.count(b"\n"), asked) == (200, 901, 1)
    assert "etag" not in short.headers


def test_other_parameters_and_conditions_are_for_the_routes(both: _Both) -> None:
    assert both.get(_POINT, timeout="1")[1] == 1
    tag = both.get(_POINT)[0].headers["etag"]
    string = urlencode({"query": _POINT})
    again = both.ask(string, ("accept", _JSON), ("if-none-match", tag))
    assert again.status == 304


@pytest.mark.parametrize("string", ["", "query=%FF", "query=a&query=b", f"query={'a' * 5000}"])
def test_what_is_no_plain_query_is_for_the_routes(string: str, both: _Both) -> None:
    both.ask(string)
    assert both.behind.asked == 1


@pytest.mark.parametrize(
    "headers", [[("accept", "text/csv"), ("accept", _JSON)], [("content-length", "0")]]
)
def test_unusual_headers_are_for_the_routes(headers: list[tuple[str, str]], both: _Both) -> None:
    string = urlencode({"query": _POINT})
    assert [both.ask(string, *headers).status for _ in range(2)] == [200, 200]
    assert both.behind.asked == 2


def test_an_answer_that_may_differ_next_time_is_never_kept(both: _Both) -> None:
    query = "SELECT (STRUUID() AS ?x) {}"
    first, second = both.get(query)[0], both.get(query)[0]
    assert first.body != second.body
    assert second.headers["cache-control"] == "no-store"


def test_many_lookups_at_once_need_no_thread(both: _Both) -> None:
    both.get(_POINT)
    before = both.behind.asked

    async def asked() -> list[int]:
        return await asyncio.gather(*(status(number) for number in range(12)))

    async def status(number: int) -> int:
        server = Server()
        string = urlencode({"query": f"{_POINT} # {number}"})
        scope = scope_of("GET", "/sparql", [("accept", _JSON)], string)
        await both.lookups(scope, server.receive, server.send)
        return server.reply.status

    assert run(asked()) == [200] * 12
    assert both.behind.asked == before


@given(st.text().map(quote_plus) | st.text(alphabet="%+=_2Fé\n\r \t"))
def test_a_query_string_is_read_as_the_standard_library_does(text: str) -> None:
    try:
        expected = unquote_plus(text, errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(UnicodeDecodeError):
            unquoted(text)
    else:
        assert unquoted(text) == expected


def test_after_a_switch_the_new_release_answers(both: _Both) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert b'"30"' in both.get(count)[0].body
    both.service.version = _VERSIONS[1]
    answer = both.get(count)[0]
    assert b'"5"' in answer.body
    assert answer.headers["x-regiograph-release"] == _VERSIONS[1]


def _headers(plain: TestResponse) -> list[tuple[str, str]]:
    return sorted((name.lower(), value) for name, value in plain.headers)


def test_who_goes_on_to_the_application_is_listened_to_by_nobody_else(service: _Service) -> None:
    async def slow(_scope: Scope, _receive: Receive, send: Send) -> None:
        await asyncio.sleep(0.4)  # long enough to begin to listen
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    async def receives() -> int:
        server = Server()
        string = urlencode({"query": "SELECT * { ?s ?p }"})
        await Lookups(slow, service)(
            scope_of("GET", "/sparql", [], string), server.receive, server.send
        )
        return server.receives

    assert run(receives()) == 0
