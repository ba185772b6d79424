"""Comunica, the JavaScript query engine: it queries the endpoint, and dereferences our IRIs."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from typing import Any

from conformance import packages
from conformance.check import Outcome
from graph.finder import SEARCH
from ontology.names import BASE, RG

__all__ = ["check", "rows_of"]

_INSTRUMENTS = f"SELECT ?s {{ ?s a <{RG.SupportInstrument}> }} ORDER BY ?s LIMIT 3"
_SEARCH = (
    f"SELECT ?s {{ SERVICE <{SEARCH.iri}> {{ ?s <{SEARCH.namespace}query> 'ReConfirm' ; "
    f"<{SEARCH.namespace}limit> 1 }} }}"
)
_DESCRIBED = "SELECT ?p { ?s ?p ?o } LIMIT 1"


def check(address: str) -> Outcome:
    """The same three rows as by plain HTTP, and a description to follow from one of them."""
    if not packages.are_there():
        return Outcome(None, "npm or its packages can't be had")
    return _asked(address)


def rows_of(sources: Sequence[str], query: str) -> list[dict[str, Any]]:
    """Rows that Comunica gives for a query over some sources; none where it fails."""
    program = str(packages.FOLDER / ".bin" / "comunica-sparql")
    done = subprocess.run(
        [program, *sources, "-q", query, "-t", "application/sparql-results+json"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "NO_COLOR": "1"},
    )
    try:
        return list(json.loads(done.stdout)["results"]["bindings"])
    except (ValueError, KeyError):
        return []


def _asked(address: str) -> Outcome:
    rows = rows_of([f"sparql@{address}sparql"], _INSTRUMENTS)
    if len(rows) != 3:
        return Outcome(False, f"{len(rows)} instruments instead of 3")
    if not rows_of([f"sparql@{address}sparql"], _SEARCH):
        return Outcome(False, "a search inside a query finds nothing")
    path = rows[0]["s"]["value"].removeprefix(BASE)
    described = rows_of([f"{address}{path}"], _DESCRIBED)
    if not described:
        return Outcome(False, f"nothing is said at {address}{path}")
    return Outcome(
        True, "3 rows of the endpoint, a search inside a query, one description dereferenced"
    )
