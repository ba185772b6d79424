"""SHACL on a store: the one place that knows the engine."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
from rdflib import Graph

from graph.store import Store
from graph.terms import DefaultGraph

__all__ = ["ShapesError", "validation_report"]


class ShapesError(ValueError):
    """Shapes that the engine can't compile."""


def validation_report(store: Store, shapes: Graph) -> Graph:
    """The SHACL report on the default graph, where each statement stands once.

    A shape without an IRI is named in the report by its blank node in ``shapes``.
    """
    # Imported late: servers import this package and never validate.
    from pyshacl_turbo import ReportableRuntimeError, compile_shapes

    try:
        # The engine's own functions carry no types.
        program: Any = compile_shapes(shapes, advanced=True)  # type: ignore[no-untyped-call]
        report: Graph = program.validate(_default_graph(store))[1]
    except (ReportableRuntimeError, RuntimeError, ValueError) as error:
        raise ShapesError(f"{error}. Correct the shape; rdflib reads the file as it is.") from error
    return report


def _default_graph(store: Store) -> ox.Store:
    # The engine reads a store natively; any other input goes through rdflib, ten times slower.
    text = store.engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    flat = ox.Store()
    flat.bulk_load(input=text, format=ox.RdfFormat.N_TRIPLES)
    return flat
