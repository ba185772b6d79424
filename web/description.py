"""What the endpoint says about itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef

from graph.dumps import DATASET
from graph.finder import SERVICES
from graph.formats import N_TRIPLES
from graph.pool import Limits
from graph.void import Access, Description, write
from ontology.names import BASE, DCT, RG, SD, VOID
from web.search_terms import terms_of

__all__ = ["describe"]

_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
_RESULT_FORMATS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"),
)


def describe(endpoint: str, limits: Limits, data: Description, access: Access) -> Graph:
    """The service, its formats, limits and graphs; ``endpoint`` is its address.

    Its default graph is the data set, with its classes, properties and links.
    """
    text = write(data.summary(access), N_TRIPLES)
    graph = Graph().parse(data=text, format="nt")
    for prefix, namespace in (("sd", SD), ("void", VOID), ("dct", DCT), ("rg", RG)):
        graph.bind(prefix, namespace)
    service = URIRef(endpoint)
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    graph.add((service, DCT.hasVersion, Literal(data.version)))
    for name in _RESULT_FORMATS:
        graph.add((service, SD.resultFormat, _FORMATS[name]))
    graph.add((service, RG.deadlineSeconds, Literal(Decimal(str(limits.deadline)))))
    graph.add((service, RG.processorSeconds, Literal(Decimal(str(limits.processor)))))
    graph.add((service, RG.resultRows, Literal(limits.rows)))
    graph.add((service, RG.resultBytes, Literal(limits.result)))
    _add_searches(graph, service)
    _add_graphs(graph, service, data)
    return graph


def _add_searches(graph: Graph, service: URIRef) -> None:
    """Our own services inside queries, with what each of their properties means."""
    for search in SERVICES.values():
        graph.add((service, SD.feature, URIRef(search.iri)))
        for name in search.names:
            graph.add((service, SD.propertyFeature, URIRef(f"{search.namespace}{name}")))
        graph.parse(data=write(list(terms_of(search)), N_TRIPLES), format="nt")


def _add_graphs(graph: Graph, service: URIRef, data: Description) -> None:
    dataset, default = URIRef(f"{BASE}graph"), URIRef(DATASET)
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    for iri in data.graphs:
        # The description of the data set has the size of each graph under its own name.
        named, name = URIRef(f"{iri}#named"), URIRef(iri)
        graph.add((dataset, SD.namedGraph, named))
        graph.add((named, RDF.type, SD.NamedGraph))
        graph.add((named, SD.name, name))
        graph.add((named, SD.graph, name))
        graph.add((name, RDF.type, SD.Graph))
