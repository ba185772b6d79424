"""The engine's syntax errors, said for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from graph.prefixes import declaration
from graph.tokens import Place, Token, place_of

__all__ = ["syntax_error"]

_PLACE: Final = re.compile(r"error at (\d+):(\d+): ")
_MARK: Final = "\ufeff"  # that some editors put before the first letter of a file


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
    if not found:
        return "The query is empty. Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.", Place(1, 1)
    if query.startswith(_MARK):
        return "A byte order mark stands before the query. Save it as UTF-8 without.", Place(1, 1)
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
    told = (cause for known, cause in _CAUSES.items() if known in message)
    cause = next(told, "the text can't go on like this")
    return f"Line {place.line}, column {place.column}: {cause}{_near(query, place)}.", place


_CAUSES: Final[Mapping[str, str]] = {
    "IRI parsing failed": "the text between < and > is no IRI",
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that is neither grouped by nor aggregated"
    ),
    "The SELECT overrides an existing variable": (
        "AS gives SELECT a variable that the pattern binds already: take another name"
    ),
    "Duplicated variable name in SELECT": "SELECT names a variable twice",
    "SELECT * is not authorized with GROUP BY": (
        "SELECT * can't stand with GROUP BY: name the variables"
    ),
    "The query limit should be a non negative integer": (
        "LIMIT and OFFSET need a whole number that is not too large"
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
    start, end = max(0, place.column - 21), place.column + 19
    if start and " " in line[start - 1 : place.column - 1]:
        start = line.index(" ", start - 1)  # no half words
    words = line[start:end].strip()
    return f" (near {words!r})" if words else " (at the end)"
