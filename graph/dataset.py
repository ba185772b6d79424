"""Which graphs a query is asked over, when it says so (SPARQL 1.1, section 13.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from graph.prologue import Prologue, UndeclaredPrefixError
from graph.terms import NamedNode
from graph.tokens import Token

__all__ = ["Dataset", "declared"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """IRIs of the graphs merged as the default graph, and of those that GRAPH sees."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it names any graph; if not, the whole release is asked."""
        return bool(self.default or self.named)

    @property
    def merges(self) -> bool:
        """Whether several graphs make the default graph: the engine counts their overlap twice."""
        return len(set(self.default)) > 1


def declared(found: Sequence[Token], base: str) -> Dataset:
    """The dataset that FROM and FROM NAMED describe; prefixes and BASE are resolved."""
    default: list[str] = []
    named: list[str] = []
    clauses = list(_clauses(found))
    if not clauses:
        return Dataset()
    prologue = Prologue.read(found, base)
    for keyword, name in clauses:
        with suppress(UndeclaredPrefixError, ValueError):  # no query: the engine says where
            iri = NamedNode(prologue.resolve(name)).value
            (named if keyword == "NAMED" else default).append(iri)
    return Dataset(tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named)))


def _clauses(found: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """FROM or NAMED, each with the name of its graph; outside all groups."""
    depth = 0
    for token, after in pairwise(found):
        depth += (token.text == "{") - (token.text == "}")
        keyword = token.text.upper() if token.kind == "word" else ""
        if not depth and keyword in ("FROM", "NAMED") and after.kind in ("iri", "prefixed"):
            yield keyword, after
