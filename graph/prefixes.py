"""Short names of classes and properties: ``Region`` for ours, ``skos:Concept`` for others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ontology.names import (
    BASE,
    CPSV,
    CV,
    DCAT,
    DCT,
    FOAF,
    OA,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    RG,
    SKOS,
    VOID,
    XSD,
)

__all__ = ["PREFIXES", "declaration", "prefixed", "short_name"]

PREFIXES: Final[Mapping[str, str]] = {
    "rg": str(RG),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": str(OWL),
    "skos": str(SKOS),
    "dct": str(DCT),
    "cpsv": str(CPSV),
    "cv": str(CV),
    "org": str(ORG),
    "prov": str(PROV),
    "oa": str(OA),
    "foaf": str(FOAF),
    "dcat": str(DCAT),
    "void": str(VOID),
    "vann": "http://purl.org/vocab/vann/",
}

# What queries write without a thing of the graph being named so.
_IN_QUERIES: Final[Mapping[str, str]] = {
    "dcterms": str(DCT),
    "xsd": str(XSD),
    "search": f"{BASE}search#",
    "text": f"{BASE}text#",
}


def declaration(prefix: str) -> str:
    """The line that declares a prefix in a query; what is unknown is left to be filled in."""
    space = PREFIXES.get(prefix) or _IN_QUERIES.get(prefix) or "…"
    return f"PREFIX {prefix}: <{space}>"


def prefixed(iri: str) -> str:
    """A term as queries write it, ``rg:Region``; the IRI in angle brackets without a prefix."""
    for prefix, space in PREFIXES.items():
        local = iri.removeprefix(space)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{iri}>"


def short_name(iri: str) -> str:
    """A term as pages and addresses name it: our own prefix is left out."""
    return prefixed(iri).removeprefix("rg:").strip("<>")
