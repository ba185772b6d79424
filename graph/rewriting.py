"""A query with the things found in the place of its searches, and the way back to its own lines.

Each call becomes a VALUES block of typed terms, so joins, OPTIONAL, aggregates and paging are
the engine's own, and exact.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.call import Call
from graph.errors import QueryTimeoutError
from graph.finder import MOST_FOUND, Finder, FinderError, FinderMissingError, Found
from graph.limits import Limits
from graph.refusal import GuardError
from graph.tokens import Place, place_of

__all__ = ["Rewriting", "rewrite"]

_DEADLINE: Final = Limits().deadline


@dataclass(frozen=True, slots=True)
class Rewriting:
    """``text`` is what the engine reads; ``pieces`` are (its start, start before, unchanged)."""

    text: str
    original: str
    pieces: tuple[tuple[int, int, bool], ...]

    def place_before(self, place: Place) -> Place:
        """Where something stands in the query as it was sent; a search is its keyword."""
        lines = self.text.split("\n")
        offset = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
        starts = [start for start, _, _ in self.pieces]
        start, before, unchanged = self.pieces[max(0, bisect_right(starts, offset) - 1)]
        return place_of(self.original, before + (offset - start if unchanged else 0))


def rewrite(
    text: str,
    calls: Sequence[Call],
    finders: Mapping[str, Finder],
    deadline: float = _DEADLINE,
) -> Rewriting:
    """Answer the searches of a query; GuardError where one can't be.

    When they take longer than ``deadline`` seconds, none is begun any more: QueryTimeoutError.
    """
    written: list[str] = []
    pieces: list[tuple[int, int, bool]] = []
    size = end = 0
    until = time.monotonic() + deadline
    for call in calls:
        for piece, before, unchanged in (
            (text[end : call.start], end, True),
            (_answered(text, call, finders), call.start, False),
        ):
            pieces.append((size, before, unchanged))
            written.append(piece)
            size += len(piece)
        end = call.end
        if time.monotonic() > until:
            raise QueryTimeoutError(
                f"The searches of the query took longer than {deadline:g} s.",
                ["Ask fewer or shorter questions in one query."],
                deadline,
            )
    pieces.append((size, end, True))
    return Rewriting("".join([*written, text[end:]]), text, tuple(pieces))


def _answered(text: str, call: Call, finders: Mapping[str, Finder]) -> str:
    try:
        finder = finders.get(call.service.name)
        if finder is None:
            raise FinderMissingError("there is no search index here; ask the endpoint that has one")
        found = finder.find(call.wanted)
        if len(found) > MOST_FOUND:
            raise FinderError(
                f"more than {MOST_FOUND:,} things are found, and no limit is said; page with limit "
                "and offset, or find fewer by class, language, threshold or more words"
            )
    except FinderError as error:
        place = place_of(text, call.start)
        raise GuardError(f"SERVICE <{call.service.iri}>: {error.args[0]}.", place) from error
    return _values(call, found)


def _values(call: Call, found: Sequence[Found]) -> str:
    """A VALUES block; the engine's own writer escapes each term. Blanks keep words apart."""
    variables = " ".join(f"?{variable}" for _, variable in call.columns)
    rows = " ".join(_row(call, one) for one in found)
    return f" VALUES ({variables}) {{ {rows} }} "


def _row(call: Call, found: Found) -> str:
    terms = (found.get(column) for column, _ in call.columns)
    return f"({' '.join('UNDEF' if term is None else str(term) for term in terms)})"
