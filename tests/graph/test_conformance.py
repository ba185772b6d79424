from __future__ import annotations

import pyshacl
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from graph.conformance import Conformance

SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://example.org/> .
:Shape a sh:NodeShape ; sh:targetClass :Thing ; sh:property [ sh:path :name ; sh:minCount 1 ] .
"""
DATA = "@prefix : <http://example.org/> . :a a :Thing . :b a :Thing ; :name 'b' ."


def report_on(data: str) -> Conformance:
    shapes = Graph().parse(data=SHAPES, format="turtle")
    report = pyshacl.validate(Graph().parse(data=data, format="turtle"), shacl_graph=shapes)[1]
    assert isinstance(report, Graph)
    return Conformance.read(report)


def test_a_finding_names_the_node_and_the_property() -> None:
    found = report_on(DATA)
    written = Graph().parse(data=found.write("http://r.example/1", "http://s.example/", "1"))

    [result] = written.objects(URIRef("http://r.example/1"), SH.result)
    assert not found.conforms
    assert written.value(result, SH.focusNode) == URIRef("http://example.org/a")
    assert written.value(result, SH.resultPath) == URIRef("http://example.org/name")
    assert (None, SH.conforms, Literal(False)) in written


def test_what_conforms_has_no_results() -> None:
    found = report_on("@prefix : <http://example.org/> . :b a :Thing ; :name 'b' .")

    assert found == Conformance(True, ())
    text = found.write("http://r.example/1", "http://s.example/", "1")
    assert (None, RDF.type, SH.ValidationResult) not in Graph().parse(data=text)
