"""What a worker is asked: a query, behind terms that most queries share."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Final

__all__ = ["Terms", "pack", "unpack"]

_KEPT: Final = 64  # terms that are read and written once only


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


def pack(terms: Terms, query: str) -> bytes:
    """The bytes that go to a worker."""
    return _head(terms) + query.encode()


def unpack(data: bytes) -> tuple[Terms, str]:
    """What ``pack`` was given."""
    head, _, query = data.partition(b"\n")
    return _terms(head), query.decode()


@lru_cache(_KEPT)
def _head(terms: Terms) -> bytes:
    return json.dumps(asdict(terms)).encode() + b"\n"  # JSON in one line has no other line end


@lru_cache(_KEPT)
def _terms(head: bytes) -> Terms:
    found = json.loads(head)
    return Terms(**found | {name: tuple(found[name]) for name in ("default", "named")})
