"""The answer to a query: whole when it is short, flowing when it is long, never cut silently."""

from __future__ import annotations

import os
import re
import tempfile
import threading
from collections.abc import Iterator
from typing import Final

from graph.formats import RESULTS_CSV, RESULTS_TSV, Format

__all__ = ["CUT_MARK", "Result", "Spool", "cut_marker"]

CUT_MARK: Final = "!! RESULT CUT: "
_READ: Final = 64 << 10  # bytes handed on at once
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3})")


class Result:
    """Bytes of an answer in a format; read it once, then ``close`` it.

    ``body`` is None for a long answer, whose end isn't known yet: ``chunks`` gives it while it
    is made, and ends with a marker no reader of the format accepts should it be cut.
    """

    def __init__(
        self, format: Format, body: bytes | None = None, spool: Spool | None = None
    ) -> None:
        """Either a body or a spool."""
        self.format = format
        self.body = body
        self._spool = spool

    def chunks(self) -> Iterator[bytes]:
        """All bytes, in pieces; waits for those that aren't there yet."""
        if self._spool is None:
            yield self.body or b""
            return
        head, marks = b"", 0
        for piece in self._spool.pieces():
            head = head or piece.split(b"\n", 1)[0]
            marks += piece.count(b'"')
            yield piece
        if self._spool.cut:
            yield cut_marker(self.format, self._spool.cut, head, in_quotes=marks % 2 == 1)

    @property
    def cut(self) -> str | None:
        """Why the answer isn't whole; known when ``chunks`` has ended."""
        return self._spool.cut if self._spool else None

    def read(self) -> bytes:
        """All bytes at once; closes it."""
        try:
            return b"".join(self.chunks())
        finally:
            self.close()

    def close(self) -> None:
        """Stop the query, if it still runs, and free its disk space."""
        if self._spool:
            self._spool.close()


def cut_marker(
    format: Format, reason: str, first_line: bytes = b"", in_quotes: bool = False
) -> bytes:
    """Text that tells a person the answer is cut, and that no parser of the format takes.

    A row of CSV or TSV gets more cells than the header; everything else isn't closed anyhow,
    and gets a line that breaks its grammar. ``in_quotes``: the cut is inside a quoted cell of
    CSV, which is closed first, or a reader would take the marker for its text.
    """
    if format not in (RESULTS_CSV, RESULTS_TSV):
        return f"\n{CUT_MARK}{reason}\n".encode()
    mark = b"," if format == RESULTS_CSV else b"\t"
    cells = mark * (first_line.count(mark) + 1)
    closing = b'"' if in_quotes and format == RESULTS_CSV else b""
    if format == RESULTS_CSV:
        reason = _THOUSANDS.sub("", reason).replace(",", ";")
    return closing + f"\n{CUT_MARK}{reason}".encode() + cells + b"\n"


class Spool:
    """A file that one thread fills while another reads it.

    The worker is free again as soon as the engine is done, however slow the client is.
    """

    def __init__(self) -> None:
        """The file has no name: it goes when it is closed, or when the process dies."""
        self.cut: str | None = None
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 -- closed in close()
        self._size = 0
        self._done = False
        self.closed = False
        self._changed = threading.Condition()

    def write(self, data: bytes) -> None:
        """Append; does nothing once it is closed."""
        with self._changed:
            if not self.closed:
                rest = memoryview(data)
                while rest:
                    rest = rest[self._file.write(rest) :]
                self._size += len(data)
                self._changed.notify_all()

    def finish(self, cut: str | None = None) -> None:
        """No more bytes will come; ``cut`` says why some are missing."""
        with self._changed:
            self.cut = cut
            self._done = True
            self._changed.notify_all()

    @property
    def size(self) -> int:
        """Bytes that are there."""
        return self._size

    def contents(self) -> bytes:
        """All bytes that are there, empty once it is closed."""
        with self._changed:
            return b"" if self.closed else os.pread(self._file.fileno(), self._size, 0)

    def pieces(self) -> Iterator[bytes]:
        """The bytes from the beginning, as they come."""
        position = 0
        while data := self._piece_at(position):
            position += len(data)
            yield data

    def close(self) -> None:
        """Throw the file away."""
        with self._changed:
            if not self.closed:
                self.closed = True
                self._file.close()

    def _piece_at(self, position: int) -> bytes:
        with self._changed:
            self._changed.wait_for(lambda: self._size > position or self._done)
            return b"" if self.closed else os.pread(self._file.fileno(), _READ, position)
