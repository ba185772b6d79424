"""Queries to begin with for a class or a property: a first one, and those of the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.examples import Example, library
from graph.prefixes import PREFIXES
from graph.schema_card import Name

__all__ = ["Queries", "queries_of_class", "queries_of_property"]

_THINGS: Final = """\
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?name WHERE {{
  ?thing a {term} .
  OPTIONAL {{ ?thing skos:prefLabel ?name FILTER(LANG(?name) = "en") }}
}} ORDER BY ?thing LIMIT 100
"""
_VALUES: Final = "SELECT ?thing ?value WHERE {{ ?thing {term} ?value }} ORDER BY ?thing LIMIT 100\n"


@dataclass(frozen=True, slots=True)
class Queries:
    """``start`` lists things or values; ``examples`` name the term and run at this endpoint."""

    start: str
    examples: tuple[Example, ...]


def queries_of_class(name: Name) -> Queries:
    """Of the things of a class."""
    return Queries(_query(name, _THINGS), _examples(name))


def queries_of_property(name: Name) -> Queries:
    """Of the values of a property."""
    return Queries(_query(name, _VALUES), _examples(name))


def _examples(name: Name) -> tuple[Example, ...]:
    return tuple(one for one in library() if not one.elsewhere and one.mentions(name.written))


def _query(name: Name, text: str) -> str:
    prefix = name.written.partition(":")[0]
    declared = f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" if prefix in PREFIXES else ""
    if prefix == "skos" and text.startswith("PREFIX skos:"):
        declared = ""
    return declared + text.format(term=name.written)
