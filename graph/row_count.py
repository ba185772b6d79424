"""Counts the rows of a result while it is written, in any of its formats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from graph.formats import RESULTS_CSV, RESULTS_JSON, RESULTS_TSV, RESULTS_XML

__all__ = ["EXACT", "RowCount"]

EXACT: Final = 100_000  # rows; up to here no text in a value is taken for a row
_JSON_ROW: Final = re.compile(
    rb'(?:(?<=\[)|(?<=\},))\{(?:"[^"\\]*":\{"type":|\}(?=[,\]]))'  # quotes in values are escaped
)
_CONTEXT: Final = 2  # bytes before a row that tell it from a value
_LONGEST: Final = 1024  # bytes of the beginning of a row: its first variable
_MARKS: Final[Mapping[str, tuple[bytes, ...]]] = {
    RESULTS_JSON.media_type: (b"},{", b'"bindings":[{'),
    RESULTS_XML.media_type: (b"</result>", b"<result/>"),
    RESULTS_TSV.media_type: (b"\n",),
}


class RowCount:
    """Rows of a SELECT so far; triples are counted elsewhere. It is fed all bytes, cut anywhere.

    Not exact, JSON is read several times faster, and a value that holds ``},{`` counts as a row.
    """

    def __init__(self, media_type: str, *, exact: bool) -> None:
        """Nothing is written yet."""
        self._is_csv = media_type == RESULTS_CSV.media_type
        self._by_row = exact and media_type == RESULTS_JSON.media_type
        self._marks = _MARKS.get(media_type, ())
        self._rest, self._from = b"", 0
        self._quoted = False
        # The head of CSV and TSV is a line too.
        self.rows = -1 if media_type in (RESULTS_CSV.media_type, RESULTS_TSV.media_type) else 0

    def feed(self, data: bytes) -> None:
        """Count on."""
        if self._is_csv:
            self._feed_csv(data)
        elif self._by_row:
            self._feed_json(data)
        else:
            for mark in self._marks:
                self._feed_mark(mark, data)
            self._rest = (self._rest + data)[-16:]

    def _feed_mark(self, mark: bytes, data: bytes) -> None:
        """Count a mark in the data, and the one that began before it."""
        kept = len(mark) - 1
        seam = self._rest[len(self._rest) - kept :] + data[:kept] if kept else b""
        self.rows += data.count(mark) + seam.count(mark)

    def _feed_json(self, data: bytes) -> None:
        text = self._rest + data
        end = self._from
        for found in _JSON_ROW.finditer(text, self._from):
            self.rows += 1
            end = found.end()
        cut = max(end - _CONTEXT, len(text) - _LONGEST, 0)
        self._rest, self._from = text[cut:], max(end - cut, 0)

    def _feed_csv(self, data: bytes) -> None:
        """Line ends outside of quotation marks; a mark inside is doubled, which changes nothing."""
        for number, part in enumerate(data.split(b'"')):
            self._quoted ^= number > 0
            if not self._quoted:
                self.rows += part.count(b"\n")
