"""Numerals: numbers as they are written in the languages of the EU.

English, Irish and Maltese put a point before the decimals and a comma between thousands, the
others the other way round or a blank between thousands (CLDR). People mix them, so the digits
decide where they can: three behind the only separator are thousands if the language says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

POINT = frozenset(["en", "ga", "mt"])  # languages with a point before the decimals
LONGEST = 15  # digits: more than any budget has
_BLANKS = "\u0020\u00a0\u202f\u2009"
_NUMERAL = re.compile(
    rf"(?<![\w.,])\d{{1,3}}(?:[{_BLANKS}'’]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)"
    r"|(?<![\w.,])\d+(?:[.,]\d+)*",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with its place in the text."""

    value: Decimal
    start: int
    end: int


def numerals(text: str, language: str) -> Iterator[Numeral]:
    """Every number of a text that is written in digits, in its order."""
    for match in _NUMERAL.finditer(text):
        written = match.group()
        if sum(c.isdigit() for c in written) <= LONGEST:
            yield Numeral(_value(written, language), match.start(), match.end())


def _value(written: str, language: str) -> Decimal:
    plain = re.sub(rf"[{_BLANKS}'’]", "", written)
    mark = _decimal_mark(plain, language)
    for separator in {".", ","} - {mark}:
        plain = plain.replace(separator, "")
    return Decimal(plain.replace(mark, ".") if mark else plain)


def _decimal_mark(plain: str, language: str) -> str:
    """The separator that stands before decimals; empty when none does."""
    separators = [c for c in plain if c in ".,"]
    if not separators:
        return ""
    last, decimals = separators[-1], len(plain) - plain.rindex(separators[-1]) - 1
    if len(separators) > 1:
        return last if separators.count(last) == 1 else ""
    own = "." if language in POINT else ","
    grouped = decimals == 3 and last != own and not plain.startswith("0")
    return "" if grouped else last
