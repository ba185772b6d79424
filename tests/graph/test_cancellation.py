from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.cancellation import Cancellation
from graph.formats import RESULTS_CSV
from graph.pool import Limits, QueryCancelledError, QueryPool
from tests.graph.hostile import RUNAWAYS
from tests.graph.stores import write_store

_RUNAWAY = RUNAWAYS["count of a product"]
_PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryPool]:
    store = write_store(tmp_path_factory.mktemp("cancelling") / "graph")
    limits = Limits(deadline=60, light_deadline=0.1, workers=1, hold=10_000)
    with QueryPool(store, limits) as opened:
        yield opened


def test_a_query_that_computes_ends_at_once_and_the_next_one_gets_a_worker(pool: QueryPool) -> None:
    for _ in range(3):
        cancellation = Cancellation()
        timer = threading.Timer(0.3, cancellation.ask)
        timer.start()
        with pytest.raises(QueryCancelledError, match="was cancelled"):
            pool.query(_RUNAWAY, cancellation=cancellation)
        timer.join()
    assert b"30" in pool.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o } ORDER BY ?n").read()


def test_a_query_that_flows_ends_with_the_mark_of_a_cut(pool: QueryPool) -> None:
    cancellation = Cancellation()
    with closing(pool.query(_PRODUCT, RESULTS_CSV, cancellation=cancellation)) as result:
        chunks = result.chunks()
        next(chunks)
        cancellation.ask()
        *_, last = chunks
    assert last.startswith(b"\n!! RESULT CUT: The query was cancelled.")


def test_a_query_that_was_cancelled_before_it_began_never_runs(pool: QueryPool) -> None:
    cancellation = Cancellation()
    cancellation.ask()
    killed = pool.status()["killed"]
    with pytest.raises(QueryCancelledError):
        pool.query(_RUNAWAY, cancellation=cancellation)
    assert pool.status()["killed"] == killed


def test_a_query_that_is_over_leaves_its_worker_to_others(pool: QueryPool) -> None:
    cancellation = Cancellation()
    killed = pool.status()["killed"]
    pool.query("ASK { }", cancellation=cancellation).close()
    cancellation.ask()
    assert (pool.query("ASK { ?s ?p ?o }").read(), pool.status()["killed"]) == (
        b'{"head":{},"boolean":true}',
        killed,
    )


class _Worker:
    stopped = 0

    def stop(self) -> None:
        self.stopped += 1


def test_who_lets_go_hears_whether_the_worker_was_stopped_and_only_it() -> None:
    cancellation, worker = Cancellation(), _Worker()
    assert not cancellation.let_go()
    cancellation.hold(worker)
    cancellation.ask()
    assert (worker.stopped, cancellation.let_go(), cancellation.let_go()) == (1, True, False)
