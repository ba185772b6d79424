from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest

from graph.cancellation import Cancellation
from graph.errors import QueryCancelledError, QueryTimeoutError
from graph.formats import RESULTS_JSON
from graph.guard import Guard
from graph.job import Job
from graph.lanes import Lane, QueueFullError
from graph.light import LightQueries
from graph.limits import Limits
from graph.request import Terms
from graph.zygote import PoolClosedError, Worker, Zygote
from ontology.names import BASE
from tests.graph.stores import EXAMPLE, write_store
from tests.looping import run

_POINT = f"SELECT ?o {{ <{EXAMPLE}thing-1> ?p ?o }}"
_PRODUCT = " . ".join(f"?a{number} ?b{number} ?c{number}" for number in range(9))
_ENDLESS = f"ASK {{ {_PRODUCT} FILTER(CONCAT(STR(?c0), STR(?c8)) = 'none such') }}"
_LIMITS = Limits(deadline=5, light_deadline=0.3, hold=2000)


class _Lanes:
    """A lane of one worker that is kept for light queries, and another such lane."""

    def __init__(self, zygote: Zygote) -> None:
        self.kept = Lane(zygote.fork, 1, max_waiting=2)
        self.others = Lane(zygote.fork, 1, max_waiting=2)
        for lane in self.both:
            lane.wait_until_filled()
        self.light = LightQueries([self.kept], self.others, _LIMITS)

    @property
    def both(self) -> tuple[Lane, Lane]:
        return self.kept, self.others

    def ask(self, query: str) -> bytes | None:
        result = self.light.answer(job(query), end(), None, Cancellation())
        return result.body if result else None

    async def ask_soon(self, query: str) -> bytes | None:
        result = await self.light.answer_soon(job(query), end(), None, Cancellation())
        return result.body if result else None

    def take_all(self) -> list[Worker]:
        return [worker for lane in self.both if (worker := lane.take())]

    def give_back(self, workers: list[Worker]) -> None:
        for lane, worker in zip(self.both, workers, strict=True):
            lane.give_back(worker)


def job(query: str, deadline: float = _LIMITS.deadline) -> Job:
    read = Guard().inspect(query)
    terms = Terms(BASE, RESULTS_JSON.media_type, (), (), 1 << 20, 1000, 15)
    return Job(read, RESULTS_JSON, terms, deadline, 1 << 30)


def end() -> float:
    return time.monotonic() + _LIMITS.deadline


@pytest.fixture(scope="module")
def zygote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    store = write_store(tmp_path_factory.mktemp("light") / "graph")
    zygote = Zygote({"store": str(store), "in_memory": 1000, "memory": 256 << 20})
    yield zygote
    zygote.close()


@pytest.fixture
def lanes(zygote: Zygote) -> Iterator[_Lanes]:
    lanes = _Lanes(zygote)
    yield lanes
    for lane in lanes.both:
        lane.close(PoolClosedError("Over."))


def test_the_worker_kept_for_light_queries_comes_first(lanes: _Lanes) -> None:
    (kept,), (other,) = lanes.kept.resting(0), lanes.others.resting(0)
    used = kept.idle_since, other.idle_since
    assert lanes.ask(_POINT) == run(lanes.ask_soon(_POINT)) is not None
    assert kept.idle_since > used[0]
    assert other.idle_since == used[1]


def test_when_that_one_is_busy_any_other_answers(lanes: _Lanes) -> None:
    busy = lanes.kept.take()
    assert busy is not None
    assert lanes.ask(_POINT) == run(lanes.ask_soon(_POINT)) is not None
    lanes.kept.give_back(busy)


def test_who_finds_none_waits_for_a_turn(lanes: _Lanes) -> None:
    async def asked() -> list[bytes | None]:
        workers = lanes.take_all()
        waiting = [asyncio.create_task(lanes.ask_soon(f"{_POINT} # {n}")) for n in range(2)]
        await asyncio.sleep(0)
        assert lanes.kept.waiting == 2
        with pytest.raises(QueueFullError):
            await lanes.ask_soon(_POINT)
        lanes.give_back(workers)
        return await asyncio.gather(*waiting)

    first, second = run(asked())
    assert first == second is not None
    assert (lanes.kept.waiting, lanes.kept.busy) == (0, 0)


def test_who_gets_no_turn_in_time_is_answered_elsewhere(lanes: _Lanes) -> None:
    workers = lanes.take_all()
    assert lanes.ask(_POINT) is run(lanes.ask_soon(_POINT)) is None
    assert lanes.kept.waiting == 0
    lanes.give_back(workers)


@pytest.mark.parametrize("taken", [False, True])
def test_a_question_that_is_dropped_leaves_nothing_behind(taken: bool, lanes: _Lanes) -> None:
    async def dropped() -> None:
        workers = lanes.take_all() if taken else []
        asking = asyncio.create_task(lanes.ask_soon(_ENDLESS))
        await asyncio.sleep(0.05)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        if workers:
            lanes.give_back(workers)

    run(dropped())
    assert (lanes.kept.waiting, lanes.kept.busy) == (0, 0)
    assert lanes.ask(_POINT)


@pytest.mark.parametrize("soon", [False, True])
def test_what_is_not_as_light_as_it_looks_is_found_out_once(soon: bool, lanes: _Lanes) -> None:
    def ask() -> bytes | None:
        return run(lanes.ask_soon(_ENDLESS)) if soon else lanes.ask(_ENDLESS)

    assert ask() is None
    assert lanes.kept.killed == 1
    assert ask() is None
    assert lanes.kept.killed == 1


def test_a_query_that_is_cancelled_ends_in_the_loop_too(lanes: _Lanes) -> None:
    async def cancelled() -> None:
        cancellation = Cancellation()
        asking = asyncio.create_task(
            lanes.light.answer_soon(job(_ENDLESS), end(), None, cancellation)
        )
        await asyncio.sleep(0.05)
        cancellation.ask()
        with pytest.raises(QueryCancelledError):
            await asking

    run(cancelled())
    assert (lanes.kept.busy, lanes.kept.killed) == (0, 1)


def test_a_deadline_that_is_shorter_still_is_the_end(lanes: _Lanes) -> None:
    asked = job(_ENDLESS, deadline=0.1)
    with pytest.raises(QueryTimeoutError):
        run(lanes.light.answer_soon(asked, time.monotonic() + 0.1, None, Cancellation()))
