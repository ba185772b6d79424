"""What a request works with: one opened release, kept open until the request is done.

A blueprint is made by ``blueprint(service)`` and takes a release for each request::

    with service.current() as opened:               # the release that is served now
        opened.release.manifest.version
        opened.search.answer(question, lang=None, limit=10)
        opened.pool.query(...)

    with service.release("2025.03.31") as opened:   # ?release=..., None means the current one

A new release is noticed within half a second, opened aside, and swapped in; the old one
is closed when the last request that started on it has ended. A version that was deleted and
built again is another release.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Final

from graph.pool import QueryPool
from graph.release import Release, ReleaseDirectory
from web.ports import Engine

__all__ = ["Opened", "Opener", "Service"]

_LOOK_EVERY: Final = 0.5  # seconds between two looks at the link
_PAST_KEPT_OPEN: Final = 2  # past releases kept open for `?release=`
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """The opened parts of one release."""

    release: Release
    search: Engine
    pool: QueryPool

    def close(self) -> None:
        """End the query workers; called once, when no request uses them any more."""
        self.pool.close()


Opener = Callable[[Release], Opened]


class Service:
    """The releases as requests see them; safe to share between threads."""

    def __init__(
        self,
        releases: ReleaseDirectory,
        opener: Opener,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open the current release at once; ``opener`` opens every later one."""
        self.releases = releases
        self._opener = opener
        self._clock = clock
        self._lock = threading.Lock()
        self._opening: threading.Thread | None = None
        self._looked = clock()
        self._refused: Release | None = None
        self._current = _Counted(opener(releases.current()))
        self._past: OrderedDict[Release, _Counted] = OrderedDict()

    def current(self) -> AbstractContextManager[Opened]:
        """The release that is served, open for as long as the block runs."""
        return self.release()

    def release(self, version: str | None = None) -> AbstractContextManager[Opened]:
        """The release of a version (None: the current one), open while the block runs."""
        return _Use(partial(self._taken, version), self._lock)

    @property
    def version(self) -> str:
        """Version that new requests get."""
        return self._current.opened.release.version

    def close(self) -> None:
        """End all workers; requests in flight fail. For the end of the server's process."""
        with self._lock:
            counted = [self._current, *self._past.values()]
            self._past.clear()
        for one in counted:
            one.close()

    def _taken(self, version: str | None) -> _Counted:
        if version is not None and version != self.version:
            return self._past_release(version)
        now = self._clock()
        with self._lock:
            if now - self._looked >= _LOOK_EVERY:
                self._looked = now
                self._look()
            return self._current.taken()

    def _look(self) -> None:
        """Open another release where the link names one: who holds the lock calls this."""
        if self._opening is not None and self._opening.is_alive():
            return
        wanted = self.releases.linked()
        if wanted in (None, self._current.opened.release, self._refused):
            return
        self._opening = threading.Thread(target=self._swap, args=(wanted,), daemon=True)
        self._opening.start()

    def _swap(self, release: Release) -> None:
        try:
            fresh = _Counted(self._opener(release))
        except Exception:
            # A release that can't be opened must not take down the one that works; it isn't
            # tried again until the link names another one.
            _log.exception("Can't open %s; still serving %s", release.version, self.version)
            self._refused = release
            return
        with self._lock:
            old, self._current, self._refused = self._current, fresh, None
            idle = old.retired()
        if idle:
            old.close()

    def _past_release(self, version: str) -> _Counted:
        wanted = self.releases.get(version)
        with self._lock:
            if wanted in self._past:
                self._past.move_to_end(wanted)
                return self._past[wanted].taken()
        fresh = _Counted(self._opener(wanted))
        with self._lock:
            kept = self._past.setdefault(wanted, fresh).taken()
            surplus = [fresh] if kept is not fresh else []
            while len(self._past) > _PAST_KEPT_OPEN:
                surplus.append(self._past.popitem(last=False)[1])
            idle = [one for one in surplus if one.retired()]
        for one in idle:
            one.close()
        return kept


class _Counted:
    """Opened parts and the number of requests that use them; guarded by the service's lock."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self._users = 0
        self._retired = False
        self._closed = False

    def taken(self) -> _Counted:
        self._users += 1
        return self

    def given_back(self) -> bool:
        """Whether it was retired and this was its last user."""
        self._users -= 1
        return self._retired and self._users == 0

    def retired(self) -> bool:
        """Whether nobody uses it, now that no new request will."""
        self._retired = True
        return self._users == 0

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self.opened.close()


class _Use:
    """A block that uses a release; a generator in its place takes a lookup longer."""

    __slots__ = ("_counted", "_lock", "_take")

    _counted: _Counted

    def __init__(self, take: Callable[[], _Counted], lock: threading.Lock) -> None:
        self._take = take
        self._lock = lock

    def __enter__(self) -> Opened:
        self._counted = self._take()
        return self._counted.opened

    def __exit__(self, *_: object) -> None:
        with self._lock:
            last = self._counted.given_back()
        if last:
            self._counted.close()
