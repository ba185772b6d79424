"""Things that show how the classes and properties of ours are used."""

from __future__ import annotations

from graph.queries import load
from graph.store import Store
from graph.terms import NamedNode
from ontology.documentation import Example, Examples

__all__ = ["read_examples"]


def read_examples(store: Store) -> Examples:
    """The first and the last thing, by IRI, of each class and with each property."""
    found: dict[str, list[Example]] = {}
    for row in store.select(load("examples_of_terms")):
        if isinstance(row["thing"], NamedNode):
            label = row["label"].value if "label" in row else ""
            found.setdefault(row["term"].value, []).append(Example(row["thing"].value, label))
    return found
