"""Fact paths: which links of the graph say a kind of fact, whatever the language."""

from __future__ import annotations

from search.catalogue import Catalogue

# A path is one edge or several; kinds without one are told by statements alone.
PATHS = {
    "stage": ("supportsStage",),
    "audience": ("audience",),
    "offer": ("offers/type",),
    "manager": ("managedBy",),
    "partner-body": ("coProvider",),
    "programme": ("fundedUnder", "underProgramme"),
}


def linked(kind: str, thing: str, catalogue: Catalogue) -> list[str]:
    """Nodes that say one kind of fact (by its slug) about a thing, each once."""
    found: list[str] = []
    for path in PATHS.get(kind, ()):
        nodes = [thing]
        for edge in path.split("/"):
            nodes = [target for node in nodes for target in catalogue.targets(node, edge)]
        found += nodes
    return list(dict.fromkeys(found))
