"""Ends one query from outside, while it waits for a worker, computes or flows."""

from __future__ import annotations

import threading
from typing import Protocol

from graph.errors import QueryCancelledError

__all__ = ["Cancellation", "Stoppable"]


class Stoppable(Protocol):
    """What works on a query."""

    def stop(self) -> None:
        """End it at once, and let the one who listens to it find that out."""


class Cancellation:
    """The end that one query may come to; safe to share between threads."""

    def __init__(self) -> None:
        """Nobody has asked for it yet."""
        self._lock = threading.Lock()
        self._worker: Stoppable | None = None
        self._asked = False

    @property
    def asked(self) -> bool:
        """Whether somebody has."""
        return self._asked

    def ask(self) -> None:
        """End the query; nothing happens to one that is over."""
        with self._lock:
            self._asked = True
            if self._worker:
                self._worker.stop()

    def hold(self, worker: Stoppable) -> None:
        """From now on this one works on the query; QueryCancelledError if it is cancelled."""
        with self._lock:
            if self._asked:
                raise QueryCancelledError
            self._worker = worker

    def let_go(self) -> bool:
        """It works on something else from now on; whether it was stopped before that."""
        with self._lock:
            stopped = self._asked and self._worker is not None
            self._worker = None
            return stopped
