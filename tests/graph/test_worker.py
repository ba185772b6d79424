from __future__ import annotations

import os
import platform
import socket
from pathlib import Path

import pytest

from graph.guard import Guard, Inspection
from graph.pool import EvaluationError, Limits, QueryPool, WorkerDiedError
from graph.zygote import Zygote
from tests.graph.hostile import DEEP
from tests.graph.stores import write_store


class _OpenGuard(Guard):
    """Lets everything through, so that only the worker's own walls stand."""

    def inspect(self, text: str) -> Inspection:
        return Inspection(text, "SELECT", volatile=True, light=False, declares=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("worker") / "graph")


@pytest.mark.parametrize("in_memory", [1000, 0])
def test_a_call_that_the_guard_overlooks_opens_no_connection(in_memory: int, store: Path) -> None:
    limits = Limits(deadline=5, in_memory=in_memory)
    with (
        QueryPool(store, limits, _OpenGuard()) as pool,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        listener.settimeout(0.3)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        query = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
        if platform.machine() == "x86_64":
            with pytest.raises(EvaluationError, match="not permitted"):
                pool.query(query)
            with pytest.raises(TimeoutError):
                listener.accept()


def test_a_query_that_needs_too_much_memory_ends_its_worker_only(store: Path) -> None:
    query = (
        "SELECT (STRLEN(?x30) AS ?n) { BIND('0123456789' AS ?x0) "
        + " ".join(f"BIND(CONCAT(?x{i},?x{i},?x{i}) AS ?x{i + 1})" for i in range(30))
        + " }"
    )
    limits = Limits(deadline=8, memory=128 << 20)
    with QueryPool(store, limits, _OpenGuard()) as pool:
        with pytest.raises(WorkerDiedError, match="128 MiB"):
            pool.query(query)
        assert b"true" in pool.query("ASK {}").read()


def test_a_query_that_overflows_the_stack_ends_its_worker_only(store: Path) -> None:
    query = "SELECT * { FILTER(" + "(" * 2_000_000 + "1=1" + ")" * 2_000_000 + ") }"
    with QueryPool(store, Limits(deadline=8), _OpenGuard()) as pool:
        with pytest.raises(WorkerDiedError):
            pool.query(query)
        assert b"true" in pool.query(DEEP["groups"]).read()  # 5,000 deep is no harm here


def test_a_worker_is_as_nice_as_it_is_asked_to_be(store: Path) -> None:
    zygote = Zygote({"store": str(store), "in_memory": 1000, "memory": 1 << 30})
    plain, nice = zygote.fork(), zygote.fork(7)
    for worker in (plain, nice):
        worker.wait_until_ready()
    priorities = [os.getpriority(os.PRIO_PROCESS, worker.pid) for worker in (plain, nice)]
    for worker in (plain, nice):
        worker.kill()
    zygote.close()
    assert priorities[1] - priorities[0] == min(7, 19 - priorities[0])


def test_a_worker_with_a_graph_of_its_own_shares_less_than_another(tmp_path: Path) -> None:
    graph = write_store(tmp_path / "graph", (20_000,))
    zygote = Zygote({"store": str(graph), "in_memory": 100_000, "memory": 1 << 30})
    workers = zygote.fork(), zygote.fork(own=True)
    for worker in workers:
        worker.wait_until_ready()
    sharing, owning = (worker.own_memory() for worker in workers)
    for worker in workers:
        worker.kill()
    zygote.close()
    assert owning > sharing + (2 << 20) or not owning  # 0 where the system doesn't say
