"""Where exactly the engine can't go on with a query.

The engine names the furthest character that it looked at, and it looks ahead by the length of
each keyword that could follow: ``FILTER(?x > )`` is blamed on what stands fourteen letters
further, or on the end. With wide blanks between the words, looking ahead ends in a blank, and
what is named belongs to the word that it can't take.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

import pyoxigraph as ox

from graph.tokens import Token, UnfinishedTextError, place_of, tokens

__all__ = ["at_the_mistake"]

_PLACE: Final = re.compile(r"error at (\d+):(\d+): ")
_BLANK: Final = " " * 32  # the longest keyword, ENCODE_FOR_URI, has 14 letters
_END: Final = "\0"  # no word of SPARQL: what is read to its end is not evaluated
_MOST: Final = 3000  # words of a query that is worth reading again


def at_the_mistake(query: str, message: str, base: str) -> str:
    """The engine's message with the place of the word that it could not take.

    A message without a place stays as it is, and so does one about the end of the query.
    """
    given = _PLACE.match(message)
    token = _mistaken(query, base) if given else None
    if given is None or token is None:
        return message
    place = place_of(query, token.start)
    return f"error at {place.line}:{place.column}: {message[given.end() :]}"


def _mistaken(query: str, base: str) -> Token | None:
    try:
        found = list(tokens(query))
    except UnfinishedTextError:
        return None
    if len(found) > _MOST:
        return None
    spread = "".join(f"{token.text}{_BLANK}" for token in found) + _END
    place = _PLACE.match(_complaint(spread, base))
    if place is None:
        return None
    offset = _offset(spread, int(place[1]), int(place[2]))
    ends = accumulate(len(token.text) + len(_BLANK) for token in found)
    return next((token for token, end in zip(found, ends, strict=True) if offset < end), None)


def _complaint(text: str, base: str) -> str:
    try:
        ox.Store().query(text, base_iri=base)
    except SyntaxError as error:
        return str(error)
    return ""


def _offset(text: str, line: int, column: int) -> int:
    before = text.split("\n")[: line - 1]
    return sum(len(one) + 1 for one in before) + column - 1
