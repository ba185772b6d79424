"""The receipt: the SPARQL query that gives the same things as an answer, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import resources

from graph import Literal, NamedNode
from ontology.names import BASE, DEFAULT_BASE, RG, XSD
from search.ranking import Weighted

CLASSES = (
    "SupportInstrument ThematicArea ParticipationRule Initiative SupportStage SupportProgramme"
    " PolicyEvent SupportResource"
).split()
ORGANISATION = "http://www.w3.org/ns/org#Organization"
DECIMALS = 6


def receipt(nodes: Iterable[Weighted], stages: Sequence[str], least: float, limit: int) -> str:
    """A SELECT query; `least` is the score of the last result, kept with a rounding margin."""
    weights: dict[str, float] = {}
    for item in nodes:
        weights[item.node] = weights.get(item.node, 0.0) + item.weight
    classes = [NamedNode(RG[name]) for name in CLASSES] + [NamedNode(ORGANISATION)]
    parts = {
        "$NODES": " ".join(f"({NamedNode(n)} {_decimal(w)})" for n, w in sorted(weights.items())),
        "$IRIS": _terms(sorted(weights)),
        "$CLASSES": " ".join(str(term) for term in classes),
        "$STAGED": "true" if stages else "false",
        "$STAGELIST": ", ".join(str(NamedNode(stage)) for stage in stages) or "rg:none",
        "$STAGES": _terms(stages),
        "$LEAST": str(_decimal(max(0.0, least - 10**-4))),
        "$LIMIT": str(limit),
    }
    text = resources.files("search").joinpath("queries", "receipt.rq").read_text("utf-8")
    text = text.replace(DEFAULT_BASE, BASE)
    for name, value in parts.items():
        text = text.replace(name + " ", value + " ").replace(name + ")", value + ")")
        text = text.replace(name + ",", value + ",").replace(name + "\n", value + "\n")
    return text


def _terms(iris: Iterable[str]) -> str:
    return " ".join(str(NamedNode(iri)) for iri in iris)


def _decimal(value: float) -> Literal:
    return Literal(f"{value:.{DECIMALS}f}", datatype=NamedNode(XSD.decimal))
