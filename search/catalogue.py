"""The catalogue: what the search knows of the graph, read once when a release is built.

Everything here comes from the graph by the queries in ``search/queries``; the file
``catalogue.json`` of a release is this record, so a server starts without asking the store.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path
from sys import intern
from typing import Any

from search.quantity import Quantity

GAIN = {"direct": 3.0, "suitable": 2.0, "related": 1.0}


@dataclass(frozen=True, slots=True)
class Node:
    """A thing or concept: its IRI, its kind ("instrument", "theme", …) and its names."""

    iri: str
    kind: str
    labels: dict[str, str]
    description: str = ""
    statement: str = ""
    homepage: str | None = None

    @property
    def slug(self) -> str:
        """Last segment of the IRI."""
        return self.iri.rsplit("/", 1)[-1]

    def label(self, language: str) -> str:
        """Name in that language, else in English, else the slug."""
        return self.labels.get(language) or self.labels.get("en") or self.slug


@dataclass(frozen=True, slots=True)
class Text:
    """One wording by which a node can be found. `role`: label, synonym, cue or statement."""

    node: str
    kind: str
    language: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way through the graph from a node to a thing, with the gain (1 to 3) it is worth."""

    node: str
    thing: str
    gain: float
    path: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Nodes, the texts that find them, and the links that lead on from them."""

    nodes: dict[str, Node]
    texts: tuple[Text, ...]
    links: dict[str, tuple[Link, ...]]
    edges: dict[str, dict[str, tuple[str, ...]]]
    evidence: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    days: dict[str, dict[str, str]] = field(default_factory=dict)

    def targets(self, node: str, predicate: str) -> tuple[str, ...]:
        """Objects of one predicate (by its local name) of a node."""
        return self.edges.get(node, {}).get(predicate, ())

    def sources(self, node: str, predicate: str) -> tuple[str, ...]:
        """Subjects that point at a node by one predicate."""
        return self.edges.get(node, {}).get(f"^{predicate}", ())

    def day(self, node: str, predicate: str) -> str | None:
        """A day that a source states of a node, in ISO 8601; `predicate` by its local name."""
        return self.days.get(node, {}).get(predicate)

    def of_kind(self, kind: str) -> list[Node]:
        """All nodes of one kind, in the order of their IRIs."""
        found = [node for node in self.nodes.values() if node.kind == kind]
        return sorted(found, key=lambda node: node.iri)

    def save(self, path: Path) -> None:
        """Write the record as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True), "utf-8")

    @classmethod
    def load(cls, path: Path) -> Catalogue:
        """Read what `save` wrote."""
        raw = json.loads(path.read_text("utf-8"), object_hook=_made)
        return cls(
            nodes=raw["nodes"],
            texts=tuple(raw["texts"]),
            links={intern(node): tuple(links) for node, links in raw["links"].items()},
            edges={
                intern(node): {p: tuple(map(intern, o)) for p, o in edges.items()}
                for node, edges in raw["edges"].items()
            },
            evidence={intern(node): tuple(rows) for node, rows in raw["evidence"].items()},
            quantities=raw.get("quantities", {}),  # which older releases lack
            days=raw.get("days", {}),
        )


def read_texts(path: Path) -> tuple[Text, ...]:
    """A list of texts in JSON."""
    return tuple(json.loads(path.read_text("utf-8"), object_hook=_made))


def _made(row: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever JSON object it is
    # Object by object: a list of plain rows would stay in memory as long as what is made of it.
    # Strings that occur ten times become one, which halves the memory of a server.
    if "text" in row:
        return Text(**{name: intern(value) for name, value in row.items()})
    if "gain" in row:
        return Link(intern(row["node"]), intern(row["thing"]), row["gain"], intern(row["path"]))
    if "measure" in row:
        return Quantity(**row)
    if "labels" in row:
        return Node(**row | {"iri": intern(row["iri"]), "kind": intern(row["kind"])})
    if "quotation" in row:
        return {n: v if n == "quotation" or v is None else intern(v) for n, v in row.items()}
    return row


def edge_table(triples: list[tuple[str, str, str]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Both directions of (subject, predicate name, object); the way back is "^name"."""
    table: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, target in sorted(set(triples)):
        table[subject][predicate].append(target)
        table[target][f"^{predicate}"].append(subject)
    return {node: {p: tuple(o) for p, o in edges.items()} for node, edges in table.items()}
