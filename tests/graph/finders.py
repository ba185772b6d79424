"""Finders that find what they are told, and remember what they were asked."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.finder import Found, Wanted
from graph.terms import Literal, NamedNode

SEARCH = "https://w3id.org/regiograph/search"
TEXT = "https://w3id.org/regiograph/text"
PREFIXES = f"PREFIX search: <{SEARCH}#>\nPREFIX text: <{TEXT}#>\n"


def found(iri: str, score: float, rank: int = 1, **more: str) -> Found:
    """One thing found, as a row of values."""
    return {
        "thing": NamedNode(iri),
        "score": Literal(str(score), datatype=NamedNode(f"{_XSD}decimal")),
        "rank": Literal(rank),
        **{name: Literal(value) for name, value in more.items()},
    }


@dataclass
class ListFinder:
    """Finds the first of a list, after the offset, above the threshold."""

    things: Sequence[Found]
    asked: list[Wanted] = field(default_factory=list)

    def find(self, wanted: Wanted) -> Sequence[Found]:
        self.asked.append(wanted)
        good = [one for one in self.things if float(one["score"].value) >= wanted.threshold]
        return good[wanted.offset : wanted.offset + wanted.limit]


@dataclass
class SlowFinder:
    """Finds nothing, and takes so many seconds for it."""

    seconds: float
    asked: int = 0

    def find(self, _wanted: Wanted) -> Sequence[Found]:
        self.asked += 1
        time.sleep(self.seconds)
        return []


_XSD = "http://www.w3.org/2001/XMLSchema#"
