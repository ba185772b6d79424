"""The answer of a WSGI application to one request, as far as threads work on it (PEP 3333)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

__all__ = ["Answer", "NotStartedError", "Part"]

_AT_ONCE: Final = 256 << 10  # bytes of an answer that is there already
_EMPTY: Final = (204, 304)  # never have a body (RFC 9110, section 6.4.1)
_log = logging.getLogger(__name__)


class NotStartedError(AssertionError):
    """An application that breaks the rule of when ``start_response`` is called."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the body, and whether anything may come after it."""

    body: bytes
    more: bool


class Answer:
    """One thread at a time works on it, and not always the same one."""

    def __init__(self, app: WSGIApplication, environ: WSGIEnvironment) -> None:
        """Nothing has been computed."""
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self._app = app
        self._environ = environ
        self._chunks: Iterator[bytes] = iter(())
        self._close: Callable[[], object] | None = None
        self._written: list[bytes] = []
        self._at_once = 1
        self._sent = False

    @property
    def is_open(self) -> bool:
        """Whether something is left to close."""
        return self._close is not None

    def begin(self) -> Part:
        """Compute it; the first part of its body."""
        chunks: Iterable[bytes] = self._app(self._environ, self._start)
        self._close = getattr(chunks, "close", None)
        return self._part(chunks)

    def go_on(self) -> Part:
        """The next part of the body."""
        return self._part(self._chunks)

    def close(self) -> None:
        """Free what it needs; an application is told so once, however often this is called."""
        close, self._close = self._close, None
        try:
            if close:
                close()
        except Exception:
            # The answer is none the worse for it.
            _log.exception("An answer could not be closed")

    def _part(self, chunks: Iterable[bytes]) -> Part:
        """What ends here, or fails, is closed before the thread goes elsewhere."""
        more = False
        try:
            self._chunks = iter(chunks)
            body, more = self._gather()
            if not self.status:
                raise NotStartedError("The application didn't call start_response.")
        finally:
            self._sent = True
            if not more:
                self.close()
        return Part(body, more)

    def _gather(self) -> tuple[bytes, bool]:
        """The next chunks, so many that they are worth the way from thread to loop.

        Where the length is known, all of it is there already. Otherwise the next chunk may take
        its time, and whoever waits should have this one. Empty chunks say that one isn't ready.
        """
        parts, self._written = self._written, []
        size = sum(map(len, parts))
        while size < self._at_once:
            chunk = next(self._chunks, None)
            if chunk is None:
                return self._shown(parts), False
            parts.append(chunk)
            size += len(chunk)
        return self._shown(parts), not self._is_empty()

    def _shown(self, parts: list[bytes]) -> bytes:
        return b"" if self._is_empty() else b"".join(parts)

    def _is_empty(self) -> bool:
        return self.status in _EMPTY or self._environ["REQUEST_METHOD"] == "HEAD"

    def _start(
        self, status: str, headers: list[tuple[str, str]], exc_info: OptExcInfo | None = None
    ) -> Callable[[bytes], object]:
        """The function that PEP 3333 calls ``start_response``."""
        if exc_info and exc_info[1] and self._sent:
            raise exc_info[1].with_traceback(exc_info[2])
        if self.status and not exc_info:
            raise NotStartedError("The application called start_response twice.")
        self.status = int(status[:3])
        self.headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
        ]
        sized = any(name == b"content-length" for name, _ in self.headers)
        self._at_once = _AT_ONCE if sized else 1
        return self._written.append
