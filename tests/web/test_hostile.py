"""Hostile queries over HTTP: each gets its status, nothing is opened, no other client is lost."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.pool import Limits, QueryPool
from graph.release import Release
from tests.graph import hostile, hostile_more
from tests.graph.finders import ListFinder, found
from tests.graph.stores import write_store
from tests.web.fakes import OneRelease, OpenedPool
from web import sparql
from web.problems import PROBLEM_JSON

_LIMITS = Limits(
    deadline=10, light_deadline=0.1, memory=256 << 20, workers=2, in_memory=1000, remembered=0
)
_JSON = {"Accept": "application/sparql-results+json, text/turtle;q=0.5"}
_REFUSED = {**hostile.CALLS_OUT, **hostile.WRITES, **hostile.DEEP}
_RUNAWAYS = {**hostile.RUNAWAYS, **hostile_more.MORE_RUNAWAYS}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryPool]:
    store = write_store(tmp_path_factory.mktemp("hostile") / "graph")
    things = [found(f"urn:{n}", 0.5) for n in range(1000)]
    finders = {"search": ListFinder(things), "text": ListFinder(things)}
    with QueryPool(store, _LIMITS, finders=finders) as opened:
        yield opened


@pytest.fixture(scope="module")
def endpoint(pool: QueryPool) -> FlaskClient:
    app = Flask("web", root_path=str(Path(sparql.__file__).parent))
    parts = OpenedPool(Release(Path("2025.03.31")), pool)
    app.register_blueprint(sparql.blueprint(OneRelease(parts)))
    return app.test_client()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        opened.settimeout(0.02)
        yield opened


def asked(endpoint: FlaskClient, query: str, seconds: float = 10) -> TestResponse:
    return endpoint.post(
        f"/sparql?timeout={seconds}",
        data=query.encode(),
        content_type="application/sparql-query",
        headers=_JSON,
    )


def run_away(endpoint: FlaskClient, name: str) -> TestResponse:
    return asked(endpoint, _RUNAWAYS[name], seconds=0.3)


def assert_still_there(endpoint: FlaskClient) -> None:
    assert json.loads(asked(endpoint, "ASK { ?s ?p ?o }").data)["boolean"] is True


def assert_nobody_called(listener: socket.socket) -> None:
    with pytest.raises(TimeoutError):
        listener.accept()


def test_there_are_at_least_seventy_different_ones() -> None:
    sized = {name: query for name, (_, query) in hostile_more.SIZES.items()}
    groups = (
        *(_REFUSED, _RUNAWAYS, hostile_more.QUIET, hostile_more.SEARCHES),
        *(hostile_more.HARD_SEARCHES, sized),
    )
    assert len({query for group in groups for query in group.values()}) >= 110


@pytest.mark.parametrize("name", _REFUSED)
def test_what_calls_writes_or_nests_is_refused(
    name: str, endpoint: FlaskClient, listener: socket.socket
) -> None:
    text = _REFUSED[name]
    port = str(listener.getsockname()[1])
    response = asked(endpoint, text.format(port=port) if name in hostile.CALLS_OUT else text)
    assert (response.status_code, response.mimetype) == (400, PROBLEM_JSON)
    assert_nobody_called(listener)


@pytest.mark.parametrize("name", hostile_more.QUIET)
def test_what_only_looks_like_a_call_is_answered_and_calls_nobody(
    name: str, endpoint: FlaskClient, listener: socket.socket
) -> None:
    query = hostile_more.QUIET[name].format(port=listener.getsockname()[1])
    response = asked(endpoint, hostile_more.with_prefixes(query))
    assert response.status_code == 200
    assert b"root:" not in response.data
    assert_nobody_called(listener)


@pytest.mark.parametrize("name", hostile_more.SEARCHES)
def test_an_abused_search_is_refused_with_its_place(
    name: str, endpoint: FlaskClient, listener: socket.socket
) -> None:
    query = hostile_more.SEARCHES[name].format(port=listener.getsockname()[1])
    response = asked(endpoint, hostile_more.with_prefixes(query))
    assert (response.status_code, response.mimetype) == (400, PROBLEM_JSON)
    assert json.loads(response.data)["line"] >= 3
    assert len(response.data) < 2000
    assert_nobody_called(listener)


@pytest.mark.parametrize("name", hostile_more.HARD_SEARCHES)
def test_a_search_as_hard_as_may_be_is_answered(name: str, endpoint: FlaskClient) -> None:
    query = hostile_more.with_prefixes(hostile_more.HARD_SEARCHES[name])
    assert asked(endpoint, query).status_code == 200


@pytest.mark.parametrize("name", hostile_more.SIZES)
def test_size_alone_does_no_harm(name: str, endpoint: FlaskClient) -> None:
    status, query = hostile_more.SIZES[name]
    assert asked(endpoint, query).status_code == status
    assert_still_there(endpoint)


@pytest.mark.parametrize("name", _RUNAWAYS)
def test_a_runaway_is_ended_with_the_limit_that_it_hit(name: str, endpoint: FlaskClient) -> None:
    response = run_away(endpoint, name)
    assert (response.status_code, response.mimetype) in {(504, PROBLEM_JSON), (500, PROBLEM_JSON)}
    assert json.loads(response.data)["type"].endswith(("query-deadline", "query-memory"))
    assert_still_there(endpoint)


def test_other_clients_are_answered_while_runaways_are_ended(endpoint: FlaskClient) -> None:
    statuses: list[int] = []
    over = threading.Event()

    def ask_on() -> None:
        while not over.is_set():
            statuses.append(asked(endpoint, "ASK { ?s ?p ?o }").status_code)

    other = threading.Thread(target=ask_on)
    other.start()
    runaways = [
        threading.Thread(target=run_away, args=(endpoint, name)) for name in list(_RUNAWAYS)[:4]
    ]
    for runaway in runaways:
        runaway.start()
    for runaway in runaways:
        runaway.join()
    over.set()
    other.join()
    assert set(statuses) == {200}


def test_a_client_that_reads_nothing_holds_no_worker(endpoint: FlaskClient) -> None:
    product = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    kind = "application/sparql-query"
    slow = [
        endpoint.post("/sparql", data=product, content_type=kind, headers=_JSON, buffered=False)
        for _ in range(4)
    ]
    assert_still_there(endpoint)
    for response in slow:
        response.close()


def test_memory_comes_back_after_the_bombs(endpoint: FlaskClient) -> None:
    for name in ("doubled text", "text doubled by encoding", "sorted product"):
        assert run_away(endpoint, name).status_code in {500, 504}
    assert_still_there(endpoint)
    until = time.monotonic() + 10
    while _held() > 4 * (128 << 20) and time.monotonic() < until:
        time.sleep(0.05)
    assert _held() <= 4 * (128 << 20)


def _held() -> int:
    """Resident bytes of the zygote and its three workers; one that was killed may linger."""
    sizes = []
    for worker in _workers():
        with contextlib.suppress(psutil.Error):
            sizes.append(worker.memory_info().rss)
    return sum(sizes)


def _workers() -> list[psutil.Process]:
    """The processes of this endpoint that live; other tests may have servers of their own."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            child.net_connections()
            if any("hostile" in word for word in child.cmdline()):
                found.append(child)
    return found


def test_no_worker_holds_a_file_or_a_socket_to_elsewhere(endpoint: FlaskClient) -> None:
    assert_still_there(endpoint)
    workers = _workers()
    assert len(workers) >= 2
    for worker in workers:
        assert [one for one in worker.net_connections() if one.raddr] == []
        assert [one.path for one in worker.open_files() if "hostile" not in one.path] == []
