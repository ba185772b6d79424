"""The engine's syntax errors, said for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from graph.prefixes import declaration
from graph.tokens import Place, Token, place_of

__all__ = ["syntax_error"]

_PLACE: Final = re.compile(r"error at (\d+):(\d+): ")
_TELLING: Final = (
    "IRI parsing failed",
    "The SELECT contains a variable that is unbound",
)


def syntax_error(
    query: str,
    found: Sequence[Token],
    message: str,
    moved: Callable[[Place], Place] | None = None,
) -> tuple[str, Place | None]:
    """A sentence with line, column and the words there, and the place itself.

    ``moved`` leads from a place in what the engine read to the one in the query.

    The engine lists every token that could follow, a page of character classes: that list is
    kept only where it holds a sentence.
    """
    unknown = _undeclared(found)
    if unknown is not None:
        place = place_of(query, unknown.start)
        label = unknown.text.partition(":")[0]
        return (
            f"Line {place.line}, column {place.column}: the prefix {label}: isn't declared. "
            f"Add {declaration(label)} at the top."
        ), place
    match = _PLACE.match(message)
    if match is None:
        return f"The query can't be read: {message[:300]}", None
    place = Place(int(match[1]), int(match[2]))
    place = moved(place) if moved else place
    told = next((known for known in _TELLING if known in message), None)
    cause = _CAUSES.get(told or "", "the text can't go on like this")
    return f"Line {place.line}, column {place.column}: {cause}{_near(query, place)}.", place


_CAUSES: Final = {
    "IRI parsing failed": "the text between < and > is no IRI",
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that is neither grouped by nor aggregated"
    ),
}


def _undeclared(found: Sequence[Token]) -> Token | None:
    """The first name whose prefix isn't declared: the engine says so only sometimes."""
    labels = {
        after.text.partition(":")[0]
        for before, after in pairwise(found)
        if before.kind == "word" and before.text.upper() == "PREFIX"
    }
    names = (token for token in found if token.kind == "prefixed")
    return next((name for name in names if name.text.partition(":")[0] not in labels), None)


def _near(query: str, place: Place) -> str:
    lines = query.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    words = line[max(0, place.column - 21) : place.column + 19].strip()
    return f" (near {words!r})" if words else " (at the end)"
