"""Answers already given: a release never changes, so they stay exact."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

__all__ = ["Memo"]


class Memo:
    """The answers used last, up to a number of bytes in all."""

    def __init__(self, max_bytes: int) -> None:
        """Nothing is remembered yet; 0 bytes: nothing ever."""
        self._max_bytes = max_bytes
        self._bytes = 0
        self._answers: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        """The answer, None when it isn't remembered."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: Hashable, answer: bytes) -> None:
        """Remember an answer; the ones not used for longest go."""
        with self._lock:
            self._bytes += len(answer) - len(self._answers.pop(key, b""))
            self._answers[key] = answer
            while self._bytes > self._max_bytes:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= len(oldest)
