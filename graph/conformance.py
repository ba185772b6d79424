"""What SHACL found, as a report that can be published: named nodes, the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology.names import DCT

__all__ = ["Conformance"]

_SH: Final = Namespace("http://www.w3.org/ns/shacl#")
_KEPT: Final = (
    _SH.focusNode,
    _SH.resultPath,
    _SH.value,
    _SH.sourceConstraintComponent,
    _SH.resultMessage,
)


@dataclass(frozen=True, slots=True)
class Conformance:
    """A report; ``findings`` hold a value for each of the properties that are kept."""

    conforms: bool
    findings: tuple[tuple[Node | None, ...], ...]

    @classmethod
    def read(cls, report: Graph) -> Conformance:
        """What the report of an engine says; its blank nodes are left behind."""
        results = report.subjects(RDF.type, _SH.ValidationResult)
        found = (tuple(_named(report.value(one, part)) for part in _KEPT) for one in results)
        conforms = (None, _SH.conforms, Literal(True)) in report
        return cls(conforms, tuple(sorted(found, key=str)))

    def write(self, iri: str, shapes: str, version: str) -> bytes:
        """The report in Turtle, under its own name."""
        graph, node = Graph(), URIRef(iri)
        graph.bind("sh", _SH)
        graph.bind("dct", str(DCT))
        graph.add((node, RDF.type, _SH.ValidationReport))
        graph.add((node, _SH.conforms, Literal(self.conforms)))
        graph.add((node, _SH.shapesGraph, URIRef(shapes)))
        graph.add((node, URIRef(str(DCT.hasVersion)), Literal(version)))
        for number, finding in enumerate(self.findings, start=1):
            result = URIRef(f"{iri}#result-{number}")
            graph.add((node, _SH.result, result))
            graph.add((result, RDF.type, _SH.ValidationResult))
            graph.add((result, _SH.resultSeverity, _SH.Violation))
            for property_, value in zip(_KEPT, finding, strict=True):
                if value is not None:
                    graph.add((result, property_, value))
        return graph.serialize(format="turtle").encode()


def _named(value: Node | None) -> Node | None:
    return None if isinstance(value, BNode) else value
