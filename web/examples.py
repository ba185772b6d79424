"""Queries that the form offers to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ontology.names import BASE

__all__ = ["EXAMPLES", "Example"]


@dataclass(frozen=True, slots=True)
class Example:
    """A query and the question that it answers."""

    title: str
    query: str


_PREFIXES: Final = f"""\
PREFIX rg: <{BASE}def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

EXAMPLES: Final = (
    Example(
        "Which support instruments are there?",
        f"""{_PREFIXES}
SELECT ?instrument ?name WHERE {{
  ?instrument a rg:SupportInstrument ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "en")
}} ORDER BY ?name LIMIT 100
""",
    ),
    Example(
        "What is in the graph, by class?",
        "SELECT ?class (COUNT(*) AS ?things) WHERE {\n  ?thing a ?class .\n}"
        " GROUP BY ?class ORDER BY DESC(?things) LIMIT 100\n",
    ),
    Example(
        "Which figures are known, and how firm are they?",
        f"""{_PREFIXES}
SELECT ?name ?statement ?firmness WHERE {{
  ?figure a rg:Figure ; skos:prefLabel ?name ; rg:statement ?statement ; rg:firmness ?firmness .
}} LIMIT 50
""",
    ),
    Example(
        "How many statements came from each source?",
        "SELECT ?graph (COUNT(*) AS ?statements) WHERE {\n  GRAPH ?graph { ?s ?p ?o }\n}"
        " GROUP BY ?graph ORDER BY DESC(?statements)\n",
    ),
)
