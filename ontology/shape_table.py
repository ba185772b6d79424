"""The shapes as rows for people: what each class needs, and what the message says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rdflib import SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.files import read, shapes_file

__all__ = ["ShapeRow", "shape_rows"]

_NOTHING: Final = Literal("")


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """One demand on the instances of a class; ``path`` is a SPARQL property path."""

    path: str
    least: str
    most: str
    severity: str
    message: str


def shape_rows(namespaces: Graph) -> dict[str, tuple[ShapeRow, ...]]:
    """Demands by IRI of the class; ``namespaces`` lends the prefixes for paths."""
    shapes = Graph().parse(data=read(shapes_file()), format="turtle")
    rows: dict[str, set[ShapeRow]] = {}
    for shape, target in shapes.subject_objects(SH.targetClass):
        found = rows.setdefault(str(target), set())
        found.update(_own_rows(shapes, shape))
        found.update(_row(shapes, part, shape, namespaces) for part in _parts(shapes, shape))
    return {target: tuple(sorted(found, key=_order)) for target, found in rows.items()}


def _order(row: ShapeRow) -> tuple[str, str]:
    return row.path, row.message


def _parts(shapes: Graph, shape: Node) -> list[Node]:
    return [*shapes.objects(shape, SH.property), *shapes.objects(shape, SH.sparql)]


def _own_rows(shapes: Graph, shape: Node) -> list[ShapeRow]:
    message = shapes.value(shape, SH.message)
    if message is None:
        return []
    return [ShapeRow("", "", "", _severity(shapes, shape, shape), str(message))]


def _row(shapes: Graph, part: Node, shape: Node, namespaces: Graph) -> ShapeRow:
    path = shapes.value(part, SH.path)
    return ShapeRow(
        path="" if path is None else _path(shapes, path, namespaces),
        least=str(shapes.value(part, SH.minCount, default=_NOTHING)),
        most=str(shapes.value(part, SH.maxCount, default=_NOTHING)),
        severity=_severity(shapes, part, shape),
        message=str(shapes.value(part, SH.message, default=_NOTHING)),
    )


def _severity(shapes: Graph, part: Node, shape: Node) -> str:
    found = shapes.value(part, SH.severity) or shapes.value(shape, SH.severity) or SH.Violation
    return str(found).rpartition("#")[2].lower()


def _path(shapes: Graph, path: Node, namespaces: Graph) -> str:
    if isinstance(path, URIRef):
        return namespaces.namespace_manager.normalizeUri(str(path))
    inverse = shapes.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_path(shapes, inverse, namespaces)}"
    choice = shapes.value(path, SH.alternativePath)
    steps = Collection(shapes, path if choice is None else choice)
    joiner = "/" if choice is None else " | "
    return joiner.join(_path(shapes, step, namespaces) for step in steps)
