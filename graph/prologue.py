"""The names that a query declares before its form: BASE and PREFIX (SPARQL 1.1, section 4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from graph.prefixes import declaration
from graph.tokens import Token

__all__ = ["Prologue", "UndeclaredPrefixError"]

_FORMS: Final = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class UndeclaredPrefixError(LookupError):
    """A name whose prefix isn't declared; ``label`` is the prefix without its colon."""

    def __init__(self, label: str) -> None:
        """Name the prefix and the remedy."""
        super().__init__(f"The prefix {label}: isn't declared. Add {declaration(label)}.")
        self.label = label


@dataclass(frozen=True, slots=True)
class Prologue:
    """What relative and prefixed names stand for."""

    base: str
    prefixes: Mapping[str, str]

    @classmethod
    def read(cls, found: Sequence[Token], base: str) -> Prologue:
        """The declarations of a query; ``base`` holds until it declares its own."""
        prefixes: dict[str, str] = {}
        for label, iri in _declarations(found):
            if label is None:
                base = _joined(base, iri)
            else:
                prefixes[label] = _joined(base, iri)
        return cls(base, prefixes)

    def resolve(self, name: Token) -> str:
        """The IRI that a token of kind ``iri`` or ``prefixed`` stands for."""
        if name.kind == "iri":
            return _joined(self.base, name.text[1:-1])
        label, _, local = name.text.partition(":")
        if label not in self.prefixes:
            raise UndeclaredPrefixError(label)
        return self.prefixes[label] + local.replace("\\", "")


def _declarations(found: Sequence[Token]) -> Iterator[tuple[str | None, str]]:
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


def _joined(base: str, iri: str) -> str:
    if _ABSOLUTE.match(iri):
        return iri
    try:
        # An empty fragment is a part of a namespace, but urljoin drops it.
        return urljoin(base, iri) + ("#" if iri.endswith("#") else "")
    except ValueError:  # a broken IPv6 address: no name of ours
        return iri
