from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.canonical import (
    RELEASE_GRAPH,
    by_graph,
    canonical_hash,
    canonical_lines,
    release_lines,
    statements,
)
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad

A, P, G = (NamedNode(f"http://example.org/{name}") for name in "apg")
QUADS = [Quad(A, P, Literal(text), G) for text in ("z", "ä", 'line\nbreak "quoted"', "a")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lines.nq"


def _store(quads: list[Quad]) -> Store:
    store = Store.memory()
    store.insert_published(quads)
    return store


def _hash(quads: list[Quad], path: Path) -> str:
    return canonical_hash(canonical_lines(_store(quads), path))


def test_the_order_of_insertion_does_not_matter(path: Path) -> None:
    assert _hash(QUADS, path) == _hash(QUADS[::-1], path)


def test_one_changed_statement_changes_the_hash(path: Path) -> None:
    assert _hash(QUADS, path) != _hash([*QUADS[1:], Quad(A, P, Literal("zz"), G)], path)


def test_a_store_on_disk_has_the_hash_of_the_one_in_memory(tmp_path: Path, path: Path) -> None:
    store = Store.create(tmp_path / "graph")
    store.insert_published(QUADS)
    assert canonical_hash(canonical_lines(store, path)) == _hash(QUADS, path)


def test_lines_are_those_of_rdf_canonicalisation(path: Path) -> None:
    dataset = ox.Dataset(QUADS)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = (ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    assert list(canonical_lines(_store(QUADS), path)) == sorted(lines)


def test_the_description_of_the_release_does_not_count(path: Path) -> None:
    described = Quad(A, P, Literal("2025.03.31"), RELEASE_GRAPH)
    assert _hash([*QUADS, described], path) == _hash(QUADS, path)
    assert release_lines(_store([*QUADS, described])) == [f"{described} .\n".encode()]


@given(text=st.text())
def test_a_line_states_what_was_stored_and_is_one_line(text: str) -> None:
    quad = Quad(A, P, Literal(text), G)
    with TemporaryDirectory() as directory:
        lines = canonical_lines(_store([quad]), Path(directory) / "lines.nq")
        assert list(statements(lines)) == [quad]
        assert len(list(lines)) == 1


def test_lines_by_graph_keep_their_order_within_each(tmp_path: Path, path: Path) -> None:
    first, second = (NamedNode(f"http://example.org/graph/{name}") for name in "yz")
    quads = [Quad(A, P, Literal(n), g) for n in range(9) for g in (second, first)]
    lines = canonical_lines(_store(quads), path)

    found = list(statements(by_graph(lines, tmp_path / "by-graph.nq")))

    assert [quad.graph_name for quad in found] == [first] * 9 + [second] * 9
    assert [quad.object for quad in found] == [Literal(n) for n in range(9)] * 2
