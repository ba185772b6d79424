from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.caretaker import Caretaker
from graph.lanes import Lane
from graph.zygote import PoolClosedError, Zygote
from tests.graph.stores import write_store

_PLENTY = 1 << 40  # bytes that no worker has


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("caretaker") / "graph")


@pytest.fixture
def lane(store: Path) -> Iterator[Lane]:
    settings = {"store": str(store), "in_memory": 1000, "memory": 256 << 20}
    zygote = Zygote(settings)
    opened = Lane(zygote.fork, size=1, max_waiting=2)
    opened.wait_until_filled()
    yield opened
    opened.close(PoolClosedError("Over."))
    zygote.close()


def _pid(lane: Lane) -> int:
    worker = lane.take()
    assert worker is not None
    lane.give_back(worker)
    return worker.pid


def _comes_true(found: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while not found() and time.monotonic() < end:
        time.sleep(0.05)
    return found()


def test_a_worker_that_rests_with_much_memory_gives_its_place_to_a_fresh_one(lane: Lane) -> None:
    before = lane.resting(0)[0]
    caretaker = Caretaker([lane], rest=0.1, most=-1)
    assert _comes_true(lambda: before not in lane.resting(0))
    caretaker.close()
    assert _pid(lane) != before.pid
    assert lane.killed == 0  # it had answered all it was asked


def test_a_worker_with_little_memory_stays(lane: Lane) -> None:
    before = _pid(lane)
    caretaker = Caretaker([lane], rest=0.05, most=_PLENTY)
    time.sleep(0.5)
    caretaker.close()
    assert _pid(lane) == before


def test_a_worker_that_is_at_work_is_left_alone(lane: Lane) -> None:
    worker = lane.take()
    assert worker is not None
    lane.exchange(worker)
    told = Path("/proc/self/smaps_rollup").exists()
    assert (worker.own_memory() > 0) is told
    lane.give_back(worker)
    assert _pid(lane) == worker.pid


def test_only_who_has_waited_so_long_rests(lane: Lane) -> None:
    assert len(lane.resting(0)) == 1
    assert lane.resting(3600) == []


def test_a_worker_that_is_gone_has_no_memory(lane: Lane) -> None:
    worker = lane.resting(0)[0]
    worker.stop()
    assert _comes_true(lambda: worker.own_memory() == 0)


def test_a_lane_that_was_closed_is_no_fault_of_the_caretaker(store: Path) -> None:
    zygote = Zygote({"store": str(store), "in_memory": 1000, "memory": 256 << 20})
    lane = Lane(zygote.fork, size=1, max_waiting=2)
    lane.wait_until_filled()
    zygote.close()
    caretaker = Caretaker([lane], rest=0.05, most=-1)
    time.sleep(0.3)
    caretaker.close()
    assert len(lane.resting(0)) == 1
    lane.close(PoolClosedError("Over."))
