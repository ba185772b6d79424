"""What a worker is asked: a query, behind terms that most queries share."""

from __future__ import annotations

import json
from collections.abc import Hashable
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Final

__all__ = ["Terms", "pack", "unpack"]

_KEPT: Final = 64  # terms that are read once only
_SHORT: Final = 4000  # bytes of those


@dataclass(frozen=True, slots=True)
class Terms:
    """How a query is to be answered: its base IRI, format, graphs and limits.

    ``max_bytes`` and ``max_rows`` (or triples) bound the answer, ``processor`` the seconds
    computed for it.
    """

    base: str
    media_type: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    max_bytes: int
    max_rows: int
    processor: float
    head: bytes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Write what goes before each query."""
        told = {one.name: getattr(self, one.name) for one in fields(self) if one.init}
        # JSON in one line has no other line end.
        object.__setattr__(self, "head", json.dumps(told).encode() + b"\n")

    @property
    def kind(self) -> Hashable:
        """What decides an answer, whole as it is, beside the query."""
        return self.media_type, self.default, self.named


def pack(terms: Terms, query: str) -> bytes:
    """The bytes that go to a worker."""
    return terms.head + query.encode()


def unpack(data: bytes) -> tuple[Terms, str]:
    """What ``pack`` was given."""
    head, _, query = data.partition(b"\n")
    read = _terms_read_before if len(head) <= _SHORT else _terms
    return read(head), query.decode()


def _terms(head: bytes) -> Terms:
    found = json.loads(head)
    return Terms(**found | {name: tuple(found[name]) for name in ("default", "named")})


_terms_read_before: Final = lru_cache(_KEPT)(_terms)
