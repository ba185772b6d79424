"""The official shapes of others, where a copy of them is at hand, and what SHACL says."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyshacl
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

__all__ = ["FOLDERS", "at_hand", "findings", "folders", "read_shapes"]

FOLDERS: Final = "REGIOGRAPH_SHAPES"  # folders of shapes, with the sign between them that PATH has
_SH: Final = Namespace("http://www.w3.org/ns/shacl#")
_BESIDE: Final = Path(__file__).parents[2] / "shared" / "conformance" / "shapes"


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
    for parent, part in list(shapes.subject_objects(_SH.property)):
        if shapes.value(part, _SH.path) is None:
            shapes.remove((parent, _SH.property, part))
            shapes.remove((part, None, None))
    return shapes


def findings(data: Graph, shapes: Graph, severity: str = "Violation") -> list[str]:
    """What breaks the shapes, one line each; only of one severity."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True)
    if not isinstance(report, Graph):
        raise TypeError(f"pyshacl gave {type(report).__name__} instead of a graph of findings")
    results = report.subjects(RDF.type, _SH.ValidationResult)
    chosen = (one for one in results if report.value(one, _SH.resultSeverity) == _SH[severity])
    return sorted(_line(report, one) for one in chosen)


def _line(report: Graph, result: Node) -> str:
    parts = (_SH.focusNode, _SH.resultPath, _SH.value, _SH.resultMessage)
    return " ".join(str(report.value(result, part)) for part in parts)
