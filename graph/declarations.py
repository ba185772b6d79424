"""BASE and PREFIX at the beginning of a query (SPARQL 1.1, section 4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final
from urllib.parse import urljoin

from graph.tokens import Token, tokens

__all__ = ["declarations", "declared_prefixes", "joined", "resolved"]

_FORMS: Final = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_PLAIN: Final = re.compile(
    r"(?:\s*PREFIX\s+[\w-]*:\s*<[^<>\s]*>)*\s*(?=(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\s)",
    re.IGNORECASE,
)
"""Declarations up to the form of the query, without comments: many queries share them."""
_SHORT: Final = 2000  # characters of those that are kept
_KEPT: Final = 64
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def declared_prefixes(text: str, base: str) -> Mapping[str, str]:
    """The namespaces of the prefixes of a query; its text is read as far as its form only."""
    plain = _PLAIN.match(text)
    if plain and len(plain[0]) <= _SHORT:
        return _read_before(plain[0], base)
    return _prefixes(text, base)


def _prefixes(text: str, base: str) -> Mapping[str, str]:
    before = takewhile(lambda token: token.text.upper() not in _FORMS, tokens(text))
    return resolved(list(before), base)[1]


def resolved(found: Sequence[Token], base: str) -> tuple[str, dict[str, str]]:
    """The base IRI at the end of the declarations, and the namespaces of their prefixes."""
    prefixes: dict[str, str] = {}
    for label, iri in declarations(found):
        if label is None:
            base = joined(base, iri)
        else:
            prefixes[label] = joined(base, iri)
    return base, prefixes


def declarations(found: Sequence[Token]) -> Iterator[tuple[str | None, str]]:
    """Labels of PREFIX (None for BASE) with their IRIs, as written, in order."""
    for index, token in enumerate(found):
        keyword = token.text.upper() if token.kind == "word" else ""
        if keyword in _FORMS:
            return
        after = found[index + 1 : index + 3]
        if keyword == "BASE" and after and after[0].kind == "iri":
            yield None, after[0].text[1:-1]
        elif keyword == "PREFIX" and len(after) == 2 and after[1].kind == "iri":
            yield after[0].text[:-1], after[1].text[1:-1]


def joined(base: str, iri: str) -> str:
    """The IRI that is written relative to another one."""
    if _ABSOLUTE.match(iri):
        return iri
    try:
        # An empty fragment is a part of a namespace, but urljoin drops it.
        return urljoin(base, iri) + ("#" if iri.endswith("#") else "")
    except ValueError:  # a broken IPv6 address: no name of ours
        return iri


_read_before: Final = lru_cache(_KEPT)(_prefixes)
