"""The official shapes of others, where a copy of them is at hand, and what SHACL says."""

from __future__ import annotations

from pathlib import Path

import pyshacl
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPES = Path(__file__).parents[3] / "shared" / "conformance" / "shapes"


def at_hand(*names: str) -> list[Path]:
    """Those of the named files that are there."""
    return [SHAPES / name for name in names if (SHAPES / name).exists()]


def read_shapes(path: Path) -> Graph:
    """Shapes without the property shapes that have no path, which no engine accepts."""
    shapes = Graph().parse(path, format="turtle")
    for parent, part in list(shapes.subject_objects(SH.property)):
        if shapes.value(part, SH.path) is None:
            shapes.remove((parent, SH.property, part))
            shapes.remove((part, None, None))
    return shapes


def findings(data: Graph, shapes: Graph, severity: str = "Violation") -> list[str]:
    """What breaks the shapes, one line each; only of one severity."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True)
    assert isinstance(report, Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    chosen = (one for one in results if report.value(one, SH.resultSeverity) == SH[severity])
    return sorted(_line(report, one) for one in chosen)


def _line(report: Graph, result: Node) -> str:
    parts = (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
    return " ".join(str(report.value(result, part)) for part in parts)
