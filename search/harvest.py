"""Reading the catalogue out of the graph, by the queries beside this file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib import resources
from typing import Any

from graph import Literal, Store
from ontology.names import BASE, DEFAULT_BASE, SKOS
from search.catalogue import GAIN, Catalogue, Link, Node, Text, edge_table
from search.quantity import Quantity

ROLES = {
    "prefLabel": "label",
    "altLabel": "synonym",
    "hiddenLabel": "cue",
    "description": "description",
    "statement": "statement",
}
# What the search can point at; kinds that stay out are bookkeeping (passages, relevance links …).
KINDS = frozenset(
    "instrument platform actor programme rule event resource stage theme technology ket audience"
    " sector topic need fact out-of-scope offer milestone figure statement requirement absence"
    " discrepancy offering region country partnership nuts-change".split()
)
# What answers speak of and nobody asks for: named in the catalogue, but not to be found.
SPOKEN_OF = frozenset("measure firmness".split())
# A property that leads from an organisation or programme to what it is behind.
BEHIND = (
    "managedBy",
    "coProvider",
    "fundedBy",
    "fundedUnder",
    "underProgramme",
    "establishedUnder",
)


def harvest(store: Store) -> Catalogue:
    """The catalogue of a release's graph."""
    labels = store.select(_query("labels"))
    edges = edge_table([_edge(row) for row in store.select(_query("edges"))])
    nodes = _nodes(labels, edges)
    return Catalogue(
        nodes=nodes,
        texts=tuple(_texts(labels, nodes)),
        links=_links(store.select(_query("relevance")), nodes, edges),
        edges=edges,
        evidence=_evidence(store.select(_query("evidence"))),
        quantities=dict(map(_quantity, store.select(_query("quantities")))),
        days=_days(store.select(_query("days"))),
    )


def kind_of(iri: str) -> str | None:
    """Kind of a thing or concept of ours, from its IRI: ``id/<kind>/…``, ``concept/<kind>/…``."""
    if not iri.startswith(BASE):
        return None
    parts = iri[len(BASE) :].split("/")
    ours = len(parts) == 3 and parts[0] in {"id", "concept"}
    return parts[1] if ours and parts[1] in KINDS | SPOKEN_OF else None


def _query(name: str) -> str:
    text = resources.files("search").joinpath("queries", f"{name}.rq").read_text("utf-8")
    return text.replace(DEFAULT_BASE, BASE)


def _edge(row: dict[str, Any]) -> tuple[str, str, str]:
    predicate = row["predicate"].value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return row["subject"].value, predicate, row["object"].value


def _quantity(row: dict[str, Any]) -> tuple[str, Quantity]:
    values = {name: term.value for name, term in row.items()}
    node = values.pop("node")
    for name in ("lowest", "highest"):
        if name in values:
            values[name] = float(values[name])
    for name in ("unit", "currency"):
        if name in values:
            values[name] = values[name].rsplit("/", 1)[-1]
    for name in ("approximate", "exclusive"):
        values[name] = values.get(name) == "true"
    return node, Quantity(**values)


def _texts(rows: Iterable[dict[str, Any]], nodes: dict[str, Node]) -> Iterable[Text]:
    for row in rows:
        node = nodes.get(row["node"].value)
        if node is None or node.kind in SPOKEN_OF:
            continue
        name = row["property"].value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        yield Text(node.iri, node.kind, _language(row["text"]), ROLES[name], row["text"].value)


def _language(text: Literal) -> str:
    return text.language or "en"


def _nodes(rows: Iterable[dict[str, Any]], edges: dict[str, Any]) -> dict[str, Node]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    extra: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        iri, text = row["node"].value, row["text"]
        name = row["property"].value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        if row["property"].value == str(SKOS.prefLabel):
            labels[iri].setdefault(_language(text), text.value)
        elif name in {"description", "statement"} and _language(text) == "en":
            extra[iri].setdefault(name, text.value)
    return {
        iri: Node(iri, kind, names, homepage=_homepage(edges.get(iri, {})), **extra[iri])
        for iri, names in labels.items()
        if (kind := kind_of(iri))
    }


def _homepage(edges: dict[str, tuple[str, ...]]) -> str | None:
    pages = edges.get("homepage") or edges.get("contactPage") or edges.get("seeAlso") or ()
    return pages[0] if pages else None


def _links(
    relevance: Iterable[dict[str, Any]],
    nodes: dict[str, Node],
    edges: dict[str, dict[str, tuple[str, ...]]],
) -> dict[str, tuple[Link, ...]]:
    found = [*_relevance_links(relevance, nodes), *_edge_links(nodes, edges)]
    best: dict[tuple[str, str], Link] = {}
    for link in found:
        # The first link of a pair counts: graded relevance comes before plain edges.
        best.setdefault((link.node, link.thing), link)
    table: dict[str, list[Link]] = defaultdict(list)
    for link in best.values():
        table[link.node].append(link)
    return {node: tuple(links) for node, links in table.items()}


def _relevance_links(rows: Iterable[dict[str, Any]], nodes: dict[str, Node]) -> Iterable[Link]:
    graded = sorted(rows, key=lambda row: not _is_interpretation(row))
    for row in graded:
        concept, thing = row["concept"].value, row["thing"].value
        if concept in nodes and thing in nodes:
            gain = GAIN[row["degree"].value.rsplit("/", 1)[-1]]
            yield Link(concept, thing, gain, row["link"].value)


def _is_interpretation(row: dict[str, Any]) -> bool:
    """Our graded judgement of a pair goes before the source's bare mention of it."""
    firmness = row.get("firmness")
    return firmness is not None and str(firmness.value).endswith("/interpretation")


def _edge_links(nodes: dict[str, Node], edges: dict[str, dict[str, Any]]) -> Iterable[Link]:
    for iri in sorted(nodes):
        for predicate, targets in edges.get(iri, {}).items():
            gain = _edge_gain(nodes[iri].kind, predicate)
            for thing in targets if gain else ():
                if thing in nodes:
                    yield Link(iri, thing, gain, predicate)


def _edge_gain(kind: str, predicate: str) -> float:
    if predicate in {"about", "^offers", "keptBy"}:
        return GAIN["related" if kind == "rule" else "direct"]
    if kind in {"actor", "programme"} and predicate.removeprefix("^") in BEHIND:
        return GAIN["suitable"]
    if kind == "stage" and predicate == "^supportsStage":
        return GAIN["direct"]
    if kind == "partnership" and predicate == "thematicArea":
        return GAIN["direct"]
    return 0.0


def _days(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        name = row["predicate"].value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        table[row["subject"].value][name] = row["day"].value
    return dict(table)


def _evidence(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[dict[str, Any], ...]]:
    table: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        first, last = row["from"].value, row["to"].value
        table[row["node"].value].append(
            {
                "iri": row["passage"].value,
                "section": row["section"].value if "section" in row else "",
                "lines": first if first == last else f"{first}-{last}",
                "sha256": row["sha256"].value,
                "quotation": row["quotation"].value if "quotation" in row else None,
            }
        )
    return {node: tuple(found) for node, found in table.items()}
