"""Answers that were given, kept so that a question asked again costs nothing."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

__all__ = ["MOST_BYTES", "Remembered"]

MOST_BYTES: Final = 16 << 20


class Remembered:
    """The replies that were used last, within a number of bytes; safe to share between threads.

    A key has to name the release: what it stands for must never change.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Older replies go when all together are larger than `most_bytes`."""
        self._most = most_bytes
        self._lock = threading.Lock()
        self._replies: OrderedDict[Hashable, bytes] = OrderedDict()
        self._bytes = 0

    def reply(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The reply of a key, made when it isn't known; two threads may make the same one."""
        with self._lock:
            if key in self._replies:
                self._replies.move_to_end(key)
                return self._replies[key]
        made = make()
        with self._lock:
            self._bytes += len(made) - len(self._replies.pop(key, b""))
            self._replies[key] = made
            while self._bytes > self._most:
                self._bytes -= len(self._replies.popitem(last=False)[1])
        return made
