"""The IRIs the code mentions, all made from one setting: the base IRI."""

from __future__ import annotations

import os
from typing import Final

from rdflib import Namespace

DEFAULT_BASE: Final = "https://w3id.org/regiograph/"
BASE: Final = os.environ.get("REGIOGRAPH_BASE", DEFAULT_BASE)

RG: Final = Namespace(f"{BASE}def#")
SHAPES: Final = Namespace(f"{BASE}shapes#")

RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
DCT: Final = Namespace("http://purl.org/dc/terms/")
CPSV: Final = Namespace("http://purl.org/vocab/cpsv#")
CV: Final = Namespace("http://data.europa.eu/m8g/")
ORG: Final = Namespace("http://www.w3.org/ns/org#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
FOAF: Final = Namespace("http://xmlns.com/foaf/0.1/")
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")
SCHEMA: Final = Namespace("http://schema.org/")
VOID: Final = Namespace("http://rdfs.org/ns/void#")
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
LDES: Final = Namespace("https://w3id.org/ldes#")
LDP: Final = Namespace("http://www.w3.org/ns/ldp#")
TREE: Final = Namespace("https://w3id.org/tree#")
AS: Final = Namespace("https://www.w3.org/ns/activitystreams#")
NUTS_CODE: Final = Namespace("http://data.europa.eu/nuts/code/")
EU_AUTHORITY: Final = Namespace("http://publications.europa.eu/resource/authority/")
QUDT_UNIT: Final = Namespace("http://qudt.org/vocab/unit/")

EU_LANGUAGES: Final = (
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "ga",
    "hr",
    "hu",
    "it",
    "lt",
    "lv",
    "mt",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sv",
)


def term(name: str) -> str:
    """IRI of a class or property of ours, ``{BASE}def#<name>``, where ``RG[name]`` is too slow."""
    return f"{BASE}def#{name}"


def thing(kind: str, slug: str) -> str:
    """IRI of a thing: ``{BASE}id/<kind>/<slug>``."""
    return f"{BASE}id/{kind}/{slug}"


def concept(scheme: str, slug: str) -> str:
    """IRI of a concept: ``{BASE}concept/<scheme>/<slug>``."""
    return f"{BASE}concept/{scheme}/{slug}"


def concept_scheme(scheme: str) -> str:
    """IRI of a concept scheme: ``{BASE}concept/<scheme>``."""
    return f"{BASE}concept/{scheme}"


def graph_name(*parts: str) -> str:
    """IRI of a named graph: ``{BASE}graph/<source>/<section>``."""
    return f"{BASE}graph/{'/'.join(parts)}"


def slug_of(iri: str) -> str:
    """Last segment of an IRI of ours."""
    return iri.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
