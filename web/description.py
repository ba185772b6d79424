"""What the endpoint says about itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.dumps import DATASET
from graph.finder import SERVICES
from graph.pool import Limits
from graph.statement import link, said
from graph.terms import Literal, NamedNode, Quad
from graph.void import Access, Description
from ontology.names import BASE, DCT, RDF, RG, SD, XSD
from web.search_terms import terms_of

__all__ = ["describe"]

_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"),
)


def describe(endpoint: str, limits: Limits, data: Description, access: Access) -> Iterator[Quad]:
    """The service, its formats, limits and graphs; ``endpoint`` is its address.

    Its default graph is the data set, with its classes, properties and links.
    """
    yield from data.summary(access)
    yield link(endpoint, RDF.type, str(SD.Service))
    yield link(endpoint, SD.endpoint, endpoint)
    yield link(endpoint, SD.supportedLanguage, str(SD.SPARQL11Query))
    yield link(endpoint, SD.feature, str(SD.UnionDefaultGraph))
    yield said(endpoint, DCT.hasVersion, Literal(data.version))
    for name in _RESULT_FORMATS:
        yield link(endpoint, SD.resultFormat, f"{_FORMATS}{name}")
    yield said(endpoint, RG.deadlineSeconds, _seconds(limits.deadline))
    yield said(endpoint, RG.processorSeconds, _seconds(limits.processor))
    yield said(endpoint, RG.resultRows, Literal(limits.rows))
    yield said(endpoint, RG.resultBytes, Literal(limits.result))
    yield from _searches(endpoint)
    yield from _graphs(endpoint, data)


def _seconds(number: float) -> Literal:
    return Literal(str(number), datatype=NamedNode(str(XSD.decimal)))


def _searches(service: str) -> Iterator[Quad]:
    """Our own services inside queries, with what each of their properties means."""
    for search in SERVICES.values():
        yield link(service, SD.feature, search.iri)
        for name in search.names:
            yield link(service, SD.propertyFeature, f"{search.namespace}{name}")
        yield from terms_of(search)


def _graphs(service: str, data: Description) -> Iterator[Quad]:
    dataset = f"{BASE}graph"
    yield link(service, SD.defaultDataset, dataset)
    yield link(dataset, RDF.type, str(SD.Dataset))
    yield link(dataset, SD.defaultGraph, DATASET)
    yield link(DATASET, RDF.type, str(SD.Graph))
    for name in data.graphs:
        # The description of the data set has the size of each graph under its own name.
        named = f"{name}#named"
        yield link(dataset, SD.namedGraph, named)
        yield link(named, RDF.type, str(SD.NamedGraph))
        yield link(named, SD.name, name)
        yield link(named, SD.graph, name)
        yield link(name, RDF.type, str(SD.Graph))
