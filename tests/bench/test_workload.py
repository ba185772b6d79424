from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.made_graph import MadeGraph
from bench.workload import SHARED, is_graph, own_queries, workload
from graph.store import Store

_KINDS = [
    "point",
    "box",
    "choice",
    "construct",
    "describe",
    "hops",
    "page",
    "path",
    "rollup",
    "star",
    "text",
    "top",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[MadeGraph, Store]:
    path = tmp_path_factory.mktemp("made") / "graph.nt"
    graph, store = MadeGraph(400), Store.memory()
    graph.write(path)
    store.bulk_load(path)
    return graph, store


def test_our_graph_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one.nt", "two.nt"):
        random.seed(name)
        MadeGraph(100).write(tmp_path / name)
    assert (tmp_path / "one.nt").read_bytes() == (tmp_path / "two.nt").read_bytes()


def test_our_graph_has_about_18_statements_a_grant(made: tuple[MadeGraph, Store]) -> None:
    graph, store = made
    places = 20 * (1 + 6 + 36 + 72) * 3
    assert 16 * graph.grants < store.count() - places < 20 * graph.grants


@pytest.mark.parametrize("kind", _KINDS)
def test_each_kind_of_query_of_ours_finds_something(
    kind: str, made: tuple[MadeGraph, Store]
) -> None:
    graph, store = made
    queries = own_queries(graph, each=12)[kind]
    sizes = [len(store.construct(one) if is_graph(one) else store.select(one)) for one in queries]
    assert sum(sizes) > 0


def test_the_queries_of_a_kind_have_different_values() -> None:
    queries = own_queries(MadeGraph(400), each=8)
    assert list(queries) == _KINDS
    same = {kind for kind, texts in queries.items() if len(set(texts)) == 1}
    assert same == {"rollup", "top"}
    assert not [text for texts in queries.values() for text in texts if "any" in text.split("#")[0]]


def test_without_others_the_workload_is_our_own(tmp_path: Path) -> None:
    found = workload(100_000, tmp_path / "graph.nt", 2, tmp_path / "absent")
    assert 35_000 < found.triples < 55_000
    assert found.points == found.queries["point"]


def test_a_graph_that_was_handed_over_is_used_in_place(tmp_path: Path) -> None:
    (tmp_path / "gen.py").write_text(
        "import sys\nopen(sys.argv[2], 'w').write('<a:a> <a:b> <a:c> .\\n')\n"
    )
    (tmp_path / "queries.py").write_text(
        "def workload(n, per):\n    return {'a': ['ASK {}'] * per}\n"
    )
    found = workload(100_000, tmp_path / "graph.nt", 3, tmp_path)
    assert (found.triples, found.queries) == (1, {"a": ["ASK {}"] * 3})


def test_the_directory_of_others_stands_beside_the_project() -> None:
    assert SHARED.parts[-2:] == ("shared", "engine")


@pytest.mark.parametrize(
    ("query", "graph"),
    [("PREFIX a: <b>\nDESCRIBE <c>", True), ("CONSTRUCT WHERE {}", True), ("SELECT * {}", False)],
)
def test_only_two_forms_give_a_graph(query: str, graph: bool) -> None:
    assert is_graph(query) is graph
