"""The official shapes of others, where a copy of them is at hand, and what SHACL says."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pyshacl
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

SH = Namespace("http://www.w3.org/ns/shacl#")
FOLDERS = "REGIOGRAPH_SHAPES"  # folders of shapes, with the sign between them that PATH has
_BESIDE = Path(__file__).parents[3] / "shared" / "conformance" / "shapes"


def folders() -> list[Path]:
    """Where shapes are looked for: those that the environment names, else the one beside us."""
    named = os.environ.get(FOLDERS, "")
    return [Path(name) for name in named.split(os.pathsep) if name] or [_BESIDE]


def at_hand(*names: str, among: Sequence[Path] | None = None) -> list[Path]:
    """Those of the named files or folders that are there."""
    known = folders() if among is None else among
    found = (folder / name for name in names for folder in known)
    return [path for path in found if path.exists()]


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
