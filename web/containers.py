"""Containers: what stands under ``/id``, ``/id/<kind>``, ``/concept``, ``/graph`` (LDP 1.0, 5.2).

A crawler that follows ``rel="collection"`` from a thing finds all its kind here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.queries import load
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.names import BASE, DCT, LDP, RDF
from web.entity_view import Link
from web.links import readable
from web.rows import named

__all__ = ["Container", "collection_of", "container_at"]

_FOLDERS: Final = ("id", "concept", "graph")


@dataclass(frozen=True, slots=True)
class Container:
    """The address of some IRIs of ours, with their names."""

    iri: str
    members: tuple[Link, ...]

    def quads(self) -> Iterator[Quad]:
        """As an LDP container, for machines."""
        container = NamedNode(self.iri)
        yield Quad(container, NamedNode(str(RDF.type)), NamedNode(str(LDP.BasicContainer)))
        yield Quad(container, NamedNode(str(DCT.title)), Literal(readable(self.iri), language="en"))
        for member in self.members:
            node = NamedNode(member.iri)
            yield Quad(container, NamedNode(str(LDP.contains)), node)
            yield Quad(node, NamedNode(str(DCT.title)), Literal(member.label))


def container_at(store: Store, path: str, language: str) -> Container | None:
    """The container at a path under the base IRI, None where there is none."""
    folder, _, kind = path.partition("/")
    readers: Mapping[str, Callable[[], list[Link]]] = {
        "id": lambda: _things(store, path, language) if kind else _kinds(store, path),
        "concept": lambda: [] if kind else _kinds(store, path),
        "graph": lambda: [] if kind else _graphs(store),
    }
    members = readers[folder]() if folder in readers and "/" not in kind else []
    return Container(BASE + path, tuple(members)) if members else None


def collection_of(path: str) -> str | None:
    """Path of the container, or the scheme, that an IRI of ours is a member of."""
    folder, _, rest = path.partition("/")
    if folder not in _FOLDERS or not rest:
        return None
    return folder if folder == "graph" else path.rpartition("/")[0]


def _things(store: Store, path: str, language: str) -> list[Link]:
    bound = {"start": Literal(f"{BASE}{path}/"), "lang": Literal(language)}
    rows = store.select(load("browse_kind"), bound)
    return list(dict.fromkeys(named(row, row["subject"].value, language) for row in rows))


def _kinds(store: Store, folder: str) -> list[Link]:
    paths = [row["kind"].value for row in store.select(load("browse_types"))]
    kinds = [path for path in paths if path.startswith(f"{folder}/")]
    return [Link(BASE + path, readable(path)) for path in kinds]


def _graphs(store: Store) -> list[Link]:
    rows = store.select(load("void_graphs"))
    return [Link(row["graph"].value, readable(row["graph"].value)) for row in rows]
