from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.dataset import Dataset
from graph.formats import N_TRIPLES, RESULTS_CSV, RESULTS_JSON, TRIG, TURTLE, Format
from graph.guard import GuardError
from graph.pool import (
    Limits,
    PoolClosedError,
    QueryError,
    QueryPool,
    QuerySyntaxError,
    QueryTimeoutError,
    QueueFullError,
    ResultTooLargeError,
    WorkerDiedError,
)
from tests.graph.hostile import CALLS_OUT, DEEP, RUNAWAYS
from tests.graph.stores import EXAMPLE, write_store

_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
_RUNAWAY = RUNAWAYS["count of a product"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("pool") / "graph")


@pytest.fixture(scope="module", params=["memory", "disk"])
def pool(store: Path, request: pytest.FixtureRequest) -> Iterator[QueryPool]:
    limits = Limits(
        deadline=8,
        light_deadline=0.3,
        result=4 << 30,
        memory=256 << 20,
        in_memory=1000 if request.param == "memory" else 0,
    )
    with QueryPool(store, limits) as opened:
        yield opened


def _number(pool: QueryPool, query: str, dataset: Dataset | None = None) -> int:
    rows = json.loads(pool.query(query, RESULTS_JSON, dataset).read())["results"]["bindings"]
    return int(rows[0]["n"]["value"])


def test_rows_come_as_json_and_graphs_as_turtle(pool: QueryPool) -> None:
    assert json.loads(pool.query("ASK {}").read()) == {"head": {}, "boolean": True}
    graph = pool.query("CONSTRUCT { <urn:a> <urn:b> 1 } {}")
    assert (graph.format, graph.read()) == (TURTLE, b"<urn:a> <urn:b> 1 .\n")


@pytest.mark.parametrize("format", [TURTLE, TRIG])
def test_a_graph_is_written_with_the_prefixes_of_its_query(format: Format, pool: QueryPool) -> None:
    query = (
        "PREFIX e: <http://example.org/> PREFIX odd: <urn:\\u0061:> BASE <urn:base:>\n"
        "CONSTRUCT { e:a <urn:p> e:b } WHERE { BIND('PREFIX x: <urn:x>' AS ?x) }"
    )
    text = pool.query(query, format).read().decode()
    assert text == "@prefix e: <http://example.org/> .\ne:a <urn:p> e:b .\n"
    assert pool.query(query, N_TRIPLES).read().count(b"example.org") == 2


def test_the_default_graph_counts_each_statement_once(pool: QueryPool) -> None:
    assert _number(pool, _COUNT) == 30


def test_several_from_count_each_statement_once(pool: QueryPool) -> None:
    query = (
        f"SELECT (COUNT(*) AS ?n) FROM <{EXAMPLE}source-0> FROM <{EXAMPLE}source-1> {{?s ?p ?o}}"
    )
    assert _number(pool, query) == 20


def test_the_dataset_of_the_request_replaces_that_of_the_query(pool: QueryPool) -> None:
    graphs = tuple(f"{EXAMPLE}source-{number}" for number in range(3))
    query = f"SELECT (COUNT(*) AS ?n) FROM <{graphs[0]}> {{ ?s ?p ?o }}"
    assert _number(pool, query, Dataset(default=graphs[1:2])) == 20
    assert _number(pool, query, Dataset(default=graphs)) == 30
    assert _number(pool, query, Dataset(named=graphs)) == 0


def test_a_merged_default_graph_keeps_the_named_graphs_apart(pool: QueryPool) -> None:
    graphs = tuple(f"{EXAMPLE}source-{number}" for number in range(3))
    query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert _number(pool, query, Dataset(graphs[:2], graphs[2:])) == 30
    assert _number(pool, query, Dataset(graphs[:2])) == 0


def test_a_prefix_that_is_not_declared_has_a_place(pool: QueryPool) -> None:
    with pytest.raises(
        QuerySyntaxError, match=r"Line 2, column 2: the prefix nope: isn't"
    ) as caught:
        pool.query("ASK {\n nope:p ?p ?o }")
    assert caught.value.place == (2, 2)


def test_a_syntax_error_has_no_list_of_all_characters(pool: QueryPool) -> None:
    with pytest.raises(QuerySyntaxError, match=r"^Line 1, column \d+: the text can't.{,60}$"):
        pool.query("SELECT * { ?s ?p }")


def test_the_words_before_a_mistake_are_whole(pool: QueryPool) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        pool.query("SELECT * { ?s ?p ?o FILTER(?o > ) } LIMIT 3")
    assert "(near '?p ?o FILTER(?o > ) } LIMIT 3')" in str(caught.value)
    assert caught.value.place == (1, 33)


def test_a_deadline_can_be_lowered(pool: QueryPool) -> None:
    with pytest.raises(QueryTimeoutError, match=r"deadline of 0\.2 s.*share no variable"):
        pool.query(_RUNAWAY, deadline=0.2)


def test_a_deadline_can_not_be_raised(store: Path) -> None:
    with (
        QueryPool(store, Limits(deadline=0.4)) as pool,
        pytest.raises(QueryTimeoutError, match=r"deadline of 0\.4 s"),
    ):
        pool.query(_RUNAWAY, deadline=60)


def test_a_long_result_flows_and_its_cut_is_marked(pool: QueryPool) -> None:
    result = pool.query(_PRODUCT, RESULTS_CSV, deadline=0.3)
    assert result.body is None
    text = result.read()
    assert b"\n!! RESULT CUT: The query was stopped" in text[-2000:]
    assert text.split(b"\r\n", 1)[0].count(b",") == 14
    assert text.endswith(b"," * 15 + b"\n")  # a cell more than the header: no reader takes it
    assert "deadline" in (result.cut or "")


def test_a_long_result_is_cut_at_its_byte_limit_with_a_marker(pool: QueryPool) -> None:
    result = pool.query(_PRODUCT, RESULTS_JSON, max_bytes=1_000_000)
    text = result.read()
    assert b"!! RESULT CUT: The result is longer than 1000000 bytes" in text
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)


def test_a_long_result_that_ends_is_whole(pool: QueryPool) -> None:
    query = "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"
    assert pool.query(query, N_TRIPLES).read().count(b" .\n") == 30 * 7
    rows = pool.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", RESULTS_CSV)
    assert rows.read().count(b"\r\n") == 1 + 30**3
    assert rows.cut is None


def test_a_long_result_flows_however_short_its_deadline(pool: QueryPool) -> None:
    result = pool.query(_PRODUCT, deadline=0.25)
    assert result.read().startswith(b'{"head":{"vars":')
    assert "deadline of 0.25 s" in (result.cut or "")


def test_a_client_that_leaves_frees_the_worker(pool: QueryPool) -> None:
    for _ in range(4):
        result = pool.query(_PRODUCT)
        next(result.chunks())
        result.close()
    assert _number(pool, _COUNT) == 30


@pytest.mark.parametrize("name", [*RUNAWAYS])
def test_a_runaway_is_ended_and_the_next_query_answered(name: str, pool: QueryPool) -> None:
    started = time.monotonic()
    with pytest.raises((QueryTimeoutError, WorkerDiedError)):
        pool.query(RUNAWAYS[name], deadline=0.5)
    assert time.monotonic() - started < 3
    assert pool.query("ASK { ?s ?p ?o }").read()


@pytest.mark.parametrize("name", [*CALLS_OUT])
def test_nothing_reaches_a_listener(name: str, pool: QueryPool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.02)
        with pytest.raises(GuardError):
            pool.query(CALLS_OUT[name].format(port=listener.getsockname()[1]))
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("name", [*DEEP])
def test_a_deep_query_costs_no_worker(name: str, pool: QueryPool) -> None:
    killed = pool.status()["killed"]
    with pytest.raises(GuardError):
        pool.query(DEEP[name])
    assert pool.status()["killed"] == killed


def test_what_the_guard_lets_through_at_its_limits_kills_no_worker(pool: QueryPool) -> None:
    killed = pool.status()["killed"]
    for query in (
        "ASK " + "{" * 99 + "}" * 99,
        "ASK { " + "FILTER NOT EXISTS { ?a ?b ?c " * 90 + "}" * 90 + " }",
        "SELECT (1" + "+1" * 1900 + " AS ?x) {}",
        "ASK { {} " + " UNION {}" * 1900 + " }",
    ):
        assert pool.query(query).read()
    assert pool.status()["killed"] == killed


def test_light_queries_are_answered_while_runaways_hold_all_other_workers(store: Path) -> None:
    with QueryPool(store, Limits(deadline=1.5)) as pool:
        pool.query("ASK {}").read()
        runaways = [threading.Thread(target=_ignore, args=(pool, _RUNAWAY)) for _ in range(4)]
        for thread in runaways:
            thread.start()
        time.sleep(0.2)
        started = time.monotonic()
        for number in range(20):
            assert pool.query(f"SELECT ({number} AS ?x) {{}}").read()
        assert time.monotonic() - started < 0.5
        for thread in runaways:
            thread.join()


def test_a_query_beyond_the_queue_is_refused_at_once(store: Path) -> None:
    with QueryPool(store, Limits(deadline=1.0, workers=1, waiting=1)) as pool:
        pool.query("ASK {}").read()
        runaways = [threading.Thread(target=_ignore, args=(pool, _RUNAWAY)) for _ in range(2)]
        for thread in runaways:
            thread.start()
        time.sleep(0.3)
        with pytest.raises(QueueFullError, match="Try again in 1 seconds"):
            pool.query(_RUNAWAY)
        for thread in runaways:
            thread.join()


def test_the_workers_are_shut_off_and_say_so(pool: QueryPool) -> None:
    pool.query("ASK {}").read()
    status = pool.status()
    assert status["filtered"] is (os.uname().machine == "x86_64")
    assert status["workers"] == 5
    assert status["quads"] == 90


def test_a_closed_pool_has_no_processes_and_says_so(store: Path) -> None:
    pool = QueryPool(store)
    pool.query("ASK {}").read()
    pool.close()
    with pytest.raises(PoolClosedError):
        pool.query("ASK { ?a ?b 1 }")


def test_a_store_that_is_missing_is_named(tmp_path: Path) -> None:
    with QueryPool(tmp_path / "none") as pool, pytest.raises(PoolClosedError, match="none"):
        pool.query("ASK {}")


def test_a_dead_zygote_is_started_again(store: Path) -> None:
    with QueryPool(store, Limits(deadline=5)) as pool:
        pool.query("ASK {}").read()
        pool._zygote._process.kill()
        pool._zygote._process.wait()
        time.sleep(0.2)
        for number in range(6):
            _ignore(pool, f"ASK {{ ?s ?p {number} }}")
        assert pool.query("ASK { ?s ?p 99 }").read()


def test_an_answer_is_remembered_unless_it_may_change(pool: QueryPool) -> None:
    assert pool.query("SELECT (2 AS ?x) {}").read() == pool.query("SELECT (2 AS ?x) {}").read()
    volatile = "SELECT (STRUUID() AS ?x) {}"
    assert pool.query(volatile).read() != pool.query(volatile).read()


def _all_twice(pool: QueryPool, query: str, max_bytes: int | None = None) -> list[bool]:
    """Whether each of two answers was there as a whole when it was given."""
    whole = []
    for _ in range(2):
        result = pool.query(query, RESULTS_CSV, max_bytes=max_bytes)
        whole.append(result.body is not None)
        assert result.read().count(b"\n") == 901
    return whole


def test_a_long_answer_flows_once_and_is_remembered_then(store: Path) -> None:
    with QueryPool(store, Limits(hold=2000)) as pool:
        assert _all_twice(pool, "SELECT * { ?s ?p ?o . ?a ?b ?c }") == [False, True]
        assert _all_twice(pool, "SELECT * { ?s ?p ?o . ?a ?b ?c BIND(RAND() AS ?x) }") == [
            False,
            False,
        ]


def test_a_remembered_answer_is_no_way_around_a_lower_limit(store: Path) -> None:
    query = "SELECT * { ?s ?p ?o . ?a ?b ?c }"
    with QueryPool(store, Limits(hold=2000)) as pool:
        pool.query(query).read()
        with pytest.raises(ResultTooLargeError):
            pool.query(query, max_bytes=3000)


def test_what_was_cut_or_left_is_not_remembered(store: Path) -> None:
    query = "SELECT * { ?s ?p ?o . ?a ?b ?c }"
    with QueryPool(store, Limits(hold=2000)) as pool:
        pool.query(query).close()
        with pytest.raises(ResultTooLargeError):
            pool.query(query, max_bytes=3000)
        assert pool.query(query).read().endswith(b"]}}")


def _ignore(pool: QueryPool, query: str) -> None:
    try:
        pool.query(query).read()
    except (QueryError, QueueFullError):
        return
