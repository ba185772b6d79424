from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, unquote_plus

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client, TestResponse

from graph.pool import Limits, QueryPool
from graph.release import Release
from tests.graph.hostile import CALLS_OUT, DEEP, WRITES
from tests.graph.stores import EXAMPLE, write_store
from web import sparql
from web.headers import secured
from web.problems import register_problems
from web.shortcut import Shortcut, unquoted

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
    """The same application with and without the shortcut before it."""

    service: _Service
    behind: _Counted
    plain: Client = field(init=False)
    short: Client = field(init=False)

    def __post_init__(self) -> None:
        self.plain = Client(self.behind.app)
        self.short = Client(Shortcut(self.behind, self.service))

    def get(self, query: str, accept: str = _JSON, **more: str) -> tuple[TestResponse, int]:
        """The answer, after the first of its kind, and how often the routes were asked for it."""
        options: dict[str, Any] = {
            "query_string": {"query": query, **more},
            "headers": {"Accept": accept},
        }
        self.short.get("/sparql", **options).close()
        before = self.behind.asked
        return self.short.get("/sparql", **options), self.behind.asked - before


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Service]:
    opened = {}
    limits = Limits(deadline=0.5, light_deadline=0.2, hold=2000)
    for version, sizes in zip(_VERSIONS, [(10, 20, 30), (5,)], strict=True):
        path = tmp_path_factory.mktemp("shortcut") / version
        path.mkdir()
        pool = QueryPool(write_store(path / "graph", sizes), limits)
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
def test_the_shortcut_answers_like_the_routes(query: str, accept: str, both: _Both) -> None:
    short, asked = both.get(query, accept)
    plain = both.plain.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert (short.status_code, short.data) == (200, plain.data)
    assert sorted(short.headers) == sorted(plain.headers)
    assert asked == 0


@pytest.mark.parametrize("name", [*CALLS_OUT, *WRITES, *DEEP])
def test_what_is_refused_is_refused_by_the_routes(name: str, both: _Both) -> None:
    query = (CALLS_OUT | WRITES | DEEP)[name].replace("{port}", "1")
    if len(query) < 4000:
        short, asked = both.get(query)
        assert (short.status_code, short.mimetype, asked) == (400, "application/problem+json", 1)


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
    plain = both.plain.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert (short.status_code, short.data, asked) == (status, plain.data, 1)
    assert sorted(short.headers) == sorted(plain.headers)


def test_a_long_answer_flows_through_the_routes_and_is_run_once(both: _Both) -> None:
    short, asked = both.get(_LONG, "text/csv")
    with short:
        assert (short.status_code, short.data.count(b"\n"), asked) == (200, 901, 1)
    assert "ETag" not in short.headers


def test_other_parameters_and_conditions_are_for_the_routes(both: _Both) -> None:
    assert both.get(_POINT, timeout="1")[1] == 1
    tag = both.get(_POINT)[0].headers["ETag"]
    again = both.short.get(
        "/sparql", query_string={"query": _POINT}, headers={"Accept": _JSON, "If-None-Match": tag}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("address", ["/sparql", "/sparql?query=%FF", "/sparql?query=a&query=b"])
def test_what_is_no_plain_query_is_for_the_routes(address: str, both: _Both) -> None:
    both.short.get(address)
    assert both.behind.asked == 1


def test_an_answer_that_may_differ_next_time_is_never_kept(both: _Both) -> None:
    query = "SELECT (STRUUID() AS ?x) {}"
    first, second = both.get(query)[0], both.get(query)[0]
    assert first.data != second.data
    assert second.headers["Cache-Control"] == "no-store"


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
    assert b'"30"' in both.get(count)[0].data
    both.service.version = _VERSIONS[1]
    answer = both.get(count)[0]
    assert b'"5"' in answer.data
    assert answer.headers["X-Regiograph-Release"] == _VERSIONS[1]
