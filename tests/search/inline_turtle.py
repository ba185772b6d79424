"""Turtle written in a test, as quads of one named graph."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral

from graph import Literal, NamedNode, Quad
from ontology.names import BASE, DCT, FOAF, RG, SKOS, graph_name

PREFIXES = f"@base <{BASE}> . @prefix rg: <{RG}> . @prefix skos: <{SKOS}> .\n" + (
    f"@prefix dct: <{DCT}> . @prefix foaf: <{FOAF}> .\n"
)


def quads(text: str) -> Iterator[Quad]:
    """The statements of a Turtle text; relative IRIs are under our base."""
    graph = NamedNode(graph_name("test"))
    for subject, predicate, value in Graph().parse(data=PREFIXES + text, format="turtle"):
        yield Quad(NamedNode(str(subject)), NamedNode(str(predicate)), _term(value), graph)


def _term(value: object) -> NamedNode | Literal:
    if isinstance(value, URIRef):
        return NamedNode(str(value))
    assert isinstance(value, RdflibLiteral)
    if value.language:
        return Literal(str(value), language=value.language)
    return (
        Literal(str(value), datatype=NamedNode(str(value.datatype)))
        if value.datatype
        else (Literal(str(value)))
    )
