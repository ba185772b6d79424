"""Gives memory back that queries have left behind in their workers."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from graph.lanes import Lane
from graph.zygote import PoolClosedError

__all__ = ["Caretaker"]


class Caretaker:
    """Exchanges workers that rest and have much memory of their own for fresh ones.

    The engine counts references while it reads, so a scan copies the pages of the graph that
    the workers share (``docs/decisions/0015``). A process can't give them back, but a fork has
    none. It takes milliseconds, but its first scan copies pages anew: so never beside work.
    """

    def __init__(self, lanes: Sequence[Lane], rest: float, most: int) -> None:
        """Look after workers that rest for ``rest`` seconds with more than ``most`` bytes."""
        self._lanes = lanes
        self._rest = rest
        self._most = most
        self._closed = threading.Event()
        threading.Thread(target=self._look_after, daemon=True).start()

    def close(self) -> None:
        """Leave them alone."""
        self._closed.set()

    def _look_after(self) -> None:
        while not self._closed.wait(self._rest / 2):
            for lane in self._lanes:
                self._look_at(lane)

    def _look_at(self, lane: Lane) -> None:
        for worker in lane.resting(self._rest):
            if worker.own_memory() > self._most:
                try:
                    lane.exchange(worker)
                except (PoolClosedError, OSError):
                    return  # closed meanwhile, or no room for a fork: the old one still works
