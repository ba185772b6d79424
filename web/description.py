"""What the endpoint says about itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

import json
from typing import Final

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from graph.formats import RESULTS_JSON
from graph.pool import QueryPool
from ontology.names import BASE, DCT, RG, VOID

__all__ = ["describe"]

_SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
_RESULT_FORMATS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"),
)
_SIZES: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"


def describe(endpoint: str, pool: QueryPool, release: str) -> Graph:
    """The service, its formats, limits and graphs; ``endpoint`` is its address."""
    graph = Graph()
    for prefix, namespace in (("sd", _SD), ("void", VOID), ("dct", DCT), ("rg", RG)):
        graph.bind(prefix, namespace)
    service = URIRef(endpoint)
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, _SD.endpoint, service))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    graph.add((service, _SD.feature, _SD.UnionDefaultGraph))
    graph.add((service, DCT.hasVersion, Literal(release)))
    for name in _RESULT_FORMATS:
        graph.add((service, _SD.resultFormat, _FORMATS[name]))
    _add_limits(graph, service, pool)
    _add_dataset(graph, service, pool)
    return graph


def _add_limits(graph: Graph, service: URIRef, pool: QueryPool) -> None:
    graph.add((service, RG.deadlineSeconds, Literal(pool.limits.deadline)))
    graph.add((service, RG.resultBytes, Literal(pool.limits.result)))


def _add_dataset(graph: Graph, service: URIRef, pool: QueryPool) -> None:
    dataset, default = URIRef(f"{BASE}graph"), BNode()
    graph.add((service, _SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, _SD.Dataset))
    graph.add((dataset, _SD.defaultGraph, default))
    graph.add((default, RDF.type, _SD.Graph))
    for row in json.loads(pool.query(_SIZES, RESULTS_JSON).read())["results"]["bindings"]:
        named, content = URIRef(f"{row['g']['value']}#named"), BNode()
        graph.add((dataset, _SD.namedGraph, named))
        graph.add((named, RDF.type, _SD.NamedGraph))
        graph.add((named, _SD.name, URIRef(row["g"]["value"])))
        graph.add((named, _SD.graph, content))
        graph.add((content, RDF.type, _SD.Graph))
        graph.add((content, VOID.triples, Literal(int(row["n"]["value"]))))
