from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph.canonical import RELEASE_GRAPH, canonical_hash, canonical_lines
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad

A, P, G = (NamedNode(f"http://example.org/{name}") for name in "apg")
QUADS = [Quad(A, P, Literal(text), G) for text in ("z", "ä", 'line\nbreak "quoted"', "a")]


def _hash(quads: list[Quad]) -> str:
    store = Store.memory()
    store.insert_published(quads)
    return canonical_hash(canonical_lines(store))


def test_the_order_of_insertion_does_not_matter() -> None:
    assert _hash(QUADS) == _hash(QUADS[::-1])


def test_one_changed_statement_changes_the_hash() -> None:
    assert _hash(QUADS) != _hash([*QUADS[1:], Quad(A, P, Literal("zz"), G)])


def test_a_store_on_disk_has_the_hash_of_the_one_in_memory(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "graph")
    store.insert_published(QUADS)
    assert canonical_hash(canonical_lines(store)) == _hash(QUADS)


def test_lines_are_those_of_rdf_canonicalisation() -> None:
    store = Store.memory()
    store.insert_published(QUADS)
    dataset = ox.Dataset(QUADS)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = (ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    assert canonical_lines(store) == sorted(lines)


def test_the_description_of_the_release_does_not_count() -> None:
    described = [*QUADS, Quad(A, P, Literal("2025.03.31"), RELEASE_GRAPH)]
    assert _hash(described) == _hash(QUADS)
