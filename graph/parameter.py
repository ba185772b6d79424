"""The constants of a search inside a query: from a token to a checked value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from graph.finder import LONGEST, MOST_FOUND, MOST_SKIPPED, Kind, Parameter
from graph.tokens import Token
from ontology.names import EU_LANGUAGES, XSD

__all__ = ["ParameterError", "plain", "read_parameter", "text_of"]

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS: Final = dict(zip("tbnrf\"'\\", "\t\b\n\r\f\"'\\", strict=True))
_NUMBERS: Final = frozenset(
    str(kind)
    for kind in (
        *(XSD.integer, XSD.decimal, XSD.double, XSD.float, XSD.int, XSD.long, XSD.short),
        *(XSD.nonNegativeInteger, XSD.positiveInteger, XSD.unsignedInt, XSD.unsignedLong),
    )
)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class ParameterError(ValueError):
    """A constant of the wrong kind or beyond its bounds; the message goes on after its name."""


def read_parameter(parameter: Parameter, value: Token) -> str | int | float:
    """The value of a parameter; names have been resolved to IRIs."""
    return _READERS[parameter.kind](value)


def plain(string: Token, kind: str) -> Token:
    """A string with the IRI of a data type, as it is written without one.

    Programs that write queries put a data type to every literal.
    """
    if kind == str(XSD.string):
        return string
    if kind in _NUMBERS:
        return Token("number", text_of(string).strip(), string.start)
    raise ParameterError(f"has the data type {kind[:80]}: write a plain text or number")


def text_of(string: Token) -> str:
    """The text that a string stands for, its escapes resolved (SPARQL 1.1, section 19.7)."""
    quotes = 3 if string.text[:3] in ('"""', "'''") else 1
    text = _ESCAPE.sub(_unescaped, string.text[quotes:-quotes])
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ParameterError("has half a surrogate pair: write the whole character")
    return text


def _unescaped(escape: re.Match[str]) -> str:
    code, letter = escape[1] or escape[2], escape[3]
    if code:
        if int(code, 16) > 0x10FFFF:
            raise ParameterError("has an escape that names no character")
        return chr(int(code, 16))
    if letter not in _LETTERS:
        raise ParameterError(f"has the escape \\{letter}, which there isn't: write \\\\ for a \\")
    return _LETTERS[letter]


def _question(value: Token) -> str:
    text = _string(value)
    if not text.strip():
        raise ParameterError("is empty: write what to find")
    if len(text) > LONGEST:
        raise ParameterError(f"has {len(text):,} characters; at most {LONGEST:,} are read")
    return text


def _string(value: Token) -> str:
    if value.kind != "string":
        raise ParameterError(f"needs a text in quotation marks, not {value.text[:40]}")
    return text_of(value)


def _whole(least: int, most: int) -> Callable[[Token], int]:
    def read(value: Token) -> int:
        digits = value.text.removeprefix("+") if value.kind == "number" else ""
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else -1
        if not least <= number <= most:
            raise ParameterError(
                f"needs a whole number from {least:,} to {most:,}, not {value.text[:40]}"
            )
        return number

    return read


def _share(value: Token) -> float:
    number = -1.0
    if value.kind == "number" and len(value.text) < 40:
        with suppress(ValueError):  # the text of a typed literal may be none
            number = float(value.text)
    if not 0 <= number <= 1:
        raise ParameterError(f"needs a number from 0 to 1, not {value.text[:40]}")
    return number


def _language(value: Token) -> str:
    tag = _string(value)
    if not _LANGUAGE.fullmatch(tag):
        raise ParameterError(f'needs a language such as "en" or "de", not {value.text[:40]}')
    return tag.lower()


def _spoken(value: Token) -> str:
    """A language that questions are read in: any other has no grammar and no wording."""
    tag = _language(value)
    if tag.partition("-")[0] not in EU_LANGUAGES:
        raise ParameterError(
            f"needs a language of the EU, one of {', '.join(EU_LANGUAGES)}, not {value.text[:40]}"
        )
    return tag


def _iri(value: Token) -> str:
    if value.kind != "iri":
        raise ParameterError(f"needs an IRI, not {value.text[:40]}")
    return value.text[1:-1]


_READERS: Final[Mapping[Kind, Callable[[Token], str | int | float]]] = {
    "question": _question,
    "count": _whole(1, MOST_FOUND),
    "place": _whole(0, MOST_SKIPPED),
    "share": _share,
    "language": _language,
    "spoken": _spoken,
    "iri": _iri,
}
