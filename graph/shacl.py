"""SHACL on a store: the one place that knows the engine."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
from rdflib import Graph

from graph.store import Store
from graph.terms import DefaultGraph

__all__ = ["ShapesError", "report_on", "validation_report"]


class ShapesError(ValueError):
    """Shapes that the engine can't compile."""


def validation_report(store: Store, shapes: Graph) -> Graph:
    """The SHACL report on the default graph, where each statement stands once.

    A shape without an IRI is named in the report by its blank node in ``shapes``.
    """
    # The engine reads a store natively; any other input goes through rdflib, ten times slower.
    text = store.engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    return report_on(text or b"", shapes)


def report_on(triples: bytes, shapes: Graph) -> Graph:
    """The SHACL report on a graph in N-Triples."""
    # Imported late: servers import this package and never validate.
    from pyshacl_turbo import ReportableRuntimeError, compile_shapes

    flat = ox.Store()
    flat.bulk_load(input=triples, format=ox.RdfFormat.N_TRIPLES)
    try:
        # The engine's own functions carry no types.
        program: Any = compile_shapes(shapes, advanced=True)  # type: ignore[no-untyped-call]
        report: Graph = program.validate(flat)[1]
    except (ReportableRuntimeError, RuntimeError, ValueError) as error:
        raise ShapesError(f"{error}. Correct the shape; rdflib reads the file as it is.") from error
    return report
