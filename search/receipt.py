"""The receipt: the SPARQL query that gives the same things as an answer, in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from string import Template

from graph import Literal, NamedNode
from ontology.names import BASE, DEFAULT_BASE, RG, XSD
from search.ranking import DECIMALS, Weighted

CLASSES = (
    "SupportInstrument ThematicArea ParticipationRule Initiative SupportStage SupportProgramme"
    " PolicyEvent SupportResource Platform Partnership"
).split()
ORGANISATIONS = (
    "http://www.w3.org/ns/org#Organization",
    "http://data.europa.eu/m8g/PublicOrganisation",
)


def receipt(
    nodes: Iterable[Weighted],
    stages: Sequence[str],
    least: float,
    limit: int,
    unwanted: Sequence[str] = (),
) -> str:
    """A SELECT query; `least` is the score of the last result, kept with a rounding margin.

    `unwanted`: concepts and things that were denied; what has them is left out.
    """
    weights: dict[str, float] = defaultdict(float)
    own: dict[str, float] = defaultdict(float)
    for item in nodes:
        weights[item.node] += round(item.weight, DECIMALS)
        own[item.node] += round(item.own, DECIMALS)
    parts = {
        "NODES": _pairs(weights),
        "OWN": _pairs(own),
        "IRIS": _terms(sorted(weights)),
        "CLASSES": _terms([*(RG[name] for name in CLASSES), *ORGANISATIONS]),
        "BODIES": _terms([RG.Initiative, RG.SupportProgramme, *ORGANISATIONS]),
        "STAGED": "true" if stages else "false",
        "STAGELIST": ", ".join(str(NamedNode(stage)) for stage in stages) or "rg:none",
        "STAGES": _terms(stages),
        "UNWANTED": _terms(unwanted),
        "UNWANTEDLIST": ", ".join(str(NamedNode(node)) for node in unwanted) or "rg:none",
        "LEAST": str(_decimal(max(10**-DECIMALS / 3, least - 10**-DECIMALS))),
        "LIMIT": str(limit),
    }
    text = resources.files("search").joinpath("queries", "receipt.rq").read_text("utf-8")
    return Template(text.replace(DEFAULT_BASE, BASE)).substitute(parts)


def _terms(iris: Iterable[str]) -> str:
    return " ".join(str(NamedNode(iri)) for iri in iris)


def _pairs(weights: Mapping[str, float]) -> str:
    return " ".join(f"({NamedNode(n)} {_decimal(w)})" for n, w in sorted(weights.items()) if w)


def _decimal(value: float) -> Literal:
    return Literal(f"{value:.9f}", datatype=NamedNode(XSD.decimal))
