"""Words of a SPARQL text, cut as the grammar cuts them (SPARQL 1.1, section 19.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final, Literal, NamedTuple

__all__ = ["Kind", "Place", "Token", "UnfinishedTextError", "place_of", "skeleton", "tokens"]

Kind = Literal["word", "prefixed", "iri", "variable", "blank", "string", "number", "lang", "mark"]


class Token(NamedTuple):
    """A piece of the text that is neither blank nor comment; ``start`` counts code points."""

    kind: Kind
    text: str
    start: int


class Place(NamedTuple):
    """Line and column, both counted from 1."""

    line: int
    column: int


class UnfinishedTextError(ValueError):
    """A string is opened and never closed; ``start`` is where."""

    def __init__(self, start: int) -> None:
        """Say where the string begins, in code points."""
        super().__init__("A string is opened here and never closed: add the closing quote.")
        self.start = start


_token: Final = partial(tuple.__new__, Token)  # half the time of its constructor


def tokens(text: str) -> Iterator[Token]:
    """Cut a text; any text at all can be cut, except one with an open string."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "open":
            raise UnfinishedTextError(match.start())
        if kind != "blank_space":
            yield _token((kind, match[0], match.start()))


def skeleton(text: str) -> list[str]:
    """The words and marks of a text in their order, and an empty string for any other token.

    Several times faster than ``tokens``. A quote that opens an endless string is in it too.
    """
    # The last mark is our own: without it, blanks at the end would be no part of any match.
    return _SKELETON.findall(f"{text}\n\0")[:-1]


def place_of(text: str, start: int) -> Place:
    """Line and column of a code point."""
    before = text[:start]
    return Place(before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1)


# The character classes are the grammar's own, not wider: a name that ends too late here could
# hide a keyword that the engine sees.
_BASE: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_U: Final = f"_{_BASE}"
_ANY: Final = f"-{_U}0-9\u00b7\u0300-\u036f\u203f-\u2040"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?\#@%]"
# Bounded, or "a.a.a.…" would be read to its end from each of its letters.
_PREFIX: Final = rf"[{_BASE}][{_ANY}.]{{0,99}}+(?<!\.)"
_LOCAL: Final = rf"(?:[{_U}:0-9]|{_ESCAPED})(?:\.*(?:[{_ANY}:]|{_ESCAPED}))*"

_APART: Final = rf"""
    (?P<iri> <[^<>"{{}}|^`\\\x00-\x20]*(?:\\u[0-9A-Fa-f]{{4}}[^<>"{{}}|^`\\\x00-\x20]*
                                       |\\U[0-9A-Fa-f]{{8}}[^<>"{{}}|^`\\\x00-\x20]*)*> )
  | (?P<string> \"{{3}}(?:\"{{0,2}}(?:[^"\\]++|\\.))*+\"{{3}}
              | '{{3}}(?:'{{0,2}}(?:[^'\\]++|\\.))*+'{{3}}
              | "(?!"")(?:[^"\\\r\n]++|\\[^\r\n])*+" | '(?!'')(?:[^'\\\r\n]++|\\[^\r\n])*+' )
  | (?P<blank> _:[{_U}0-9](?:\.*[{_ANY}])* )
  | (?P<prefixed> (?:{_PREFIX})?:(?:{_LOCAL})? )
  | (?P<variable> [?$][{_U}0-9][{_U}0-9\u00b7\u0300-\u036f\u203f-\u2040]* )
  | (?P<lang> @[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--(?:ltr|rtl))? )
  | (?P<number> [0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)? | \.[0-9]+(?:[eE][+-]?[0-9]+)? )
"""
_TOGETHER: Final = r"""
    (?P<open> ["'] )
  | (?P<word> [A-Za-z_][A-Za-z0-9_]* )
  | (?P<mark> <<\( | \)>> | << | >> | \{\| | \|\} | \^\^ | \|\| | && | != | <= | >= | . )
"""
_TOKEN: Final = re.compile(
    rf"(?P<blank_space> [\ \t\r\n]+ | \#[^\r\n]* ) | {_APART} | {_TOGETHER}",
    re.VERBOSE | re.DOTALL,
)


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


# The same tokens, cut in one go, each with the blanks before it.
_SKELETON: Final = re.compile(
    rf"(?: [\ \t\r\n]++ | \#[^\r\n]*+ )*+"
    rf" (?: {_unnamed(_APART)} | ({_unnamed(_TOGETHER)}) )",
    re.VERBOSE | re.DOTALL,
)
