"""Checks a graph against the shapes and says what is wrong, where, and by which source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rdflib import SH, Graph, URIRef
from rdflib.term import Node

from graph.shacl import validation_report
from graph.store import Store

__all__ = ["Report", "Result", "Severity", "validate"]


class Severity(StrEnum):
    """How bad a result is: a violation stops a build."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that a shape found; ``graph`` is the named graph that the node comes from."""

    severity: Severity
    node: str
    path: str | None
    value: str | None
    message: str
    shape: str
    graph: str | None

    def __str__(self) -> str:
        """One line for the terminal: source, node, path, value, remedy, rule."""
        place = " ".join(part for part in (self.node, self.path) if part)
        value = "" if self.value is None else f" {self.value!r}"
        source = self.graph or "no named graph"
        return f"{self.severity} in {source}: {place}{value}: {self.message} [{self.shape}]"


@dataclass(frozen=True)
class Report:
    """All results, violations first, in an order that does not change between runs."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether a release may be made of the graph: warnings don't matter here."""
        return not self.violations

    @cached_property
    def violations(self) -> tuple[Result, ...]:
        """Results that stop a build."""
        return tuple(found for found in self.results if found.severity is Severity.VIOLATION)

    @cached_property
    def warnings(self) -> tuple[Result, ...]:
        """Results that are counted in the manifest."""
        return tuple(found for found in self.results if found.severity is Severity.WARNING)


def validate(store: Store, shapes_text: str) -> Report:
    """Check the default graph of a store against shapes in Turtle."""
    shapes = Graph().parse(data=shapes_text, format="turtle")
    report = validation_report(store, shapes)
    found = list(report.objects(None, SH.result))
    origins = _Origins.of(store, {str(report.value(node, SH.focusNode)) for node in found})
    results = (_result(report, node, shapes, origins) for node in found)
    return Report(tuple(sorted(results, key=_order)))


_SEVERITIES = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class _Origins:
    """Named graphs by node, and by node and predicate."""

    graphs: Mapping[tuple[str, str | None], str]

    @classmethod
    def of(cls, store: Store, nodes: Iterable[str]) -> _Origins:
        values = " ".join(f"<{node}>" for node in sorted(nodes) if ":" in node)
        rows = store.select(
            f"SELECT DISTINCT ?s ?p ?g WHERE {{ VALUES ?s {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        )
        graphs: dict[tuple[str, str | None], str] = {}
        for row in sorted(rows, key=lambda row: row["g"].value, reverse=True):
            graphs[row["s"].value, row["p"].value] = row["g"].value
            graphs[row["s"].value, None] = row["g"].value
        return cls(graphs)

    def graph(self, node: str, path: str | None) -> str | None:
        return self.graphs.get((node, path)) or self.graphs.get((node, None))


def _result(report: Graph, found: Node, shapes: Graph, origins: _Origins) -> Result:
    node = str(report.value(found, SH.focusNode))
    path = report.value(found, SH.resultPath)
    simple = str(path) if isinstance(path, URIRef) else None
    value = report.value(found, SH.value)
    return Result(
        severity=_SEVERITIES[URIRef(str(report.value(found, SH.resultSeverity)))],
        node=node,
        path=simple,
        value=None if value is None else str(value),
        message=" ".join(sorted(map(str, report.objects(found, SH.resultMessage)))),
        shape=_named_shape(shapes, report.value(found, SH.sourceShape)),
        graph=origins.graph(node, simple),
    )


def _named_shape(shapes: Graph, shape: Node | None) -> str:
    """The shape itself, or the nearest one around it that has an IRI."""
    while shape is not None and not isinstance(shape, URIRef):
        shape = next(shapes.subjects(None, shape), None)
    return str(shape)


def _order(found: Result) -> tuple[int, str, str, str, str]:
    rank = list(Severity).index(found.severity)
    return rank, found.node, found.shape, found.path or "", found.value or ""
