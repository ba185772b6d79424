from __future__ import annotations

from pathlib import Path

import pytest

from graph.queries import UnknownQueryError, load, names
from graph.store import NotPublishableError, Store, StoreError
from graph.terms import BlankNode, Literal, NamedNode, Quad

A, B, P, G = (NamedNode(f"http://example.org/{name}") for name in "abpg")


def test_published_statements_stand_in_their_graph_and_once_in_the_default_graph() -> None:
    store = Store.memory()
    other = NamedNode("http://example.org/other")

    store.insert_published([Quad(A, P, B, G), Quad(A, P, B, other)])

    assert (store.count(), store.count(G), store.count(other)) == (1, 1, 1)
    assert store.graphs() == [G, other]


def test_a_blank_node_is_refused_by_naming_graph_and_quad() -> None:
    with pytest.raises(NotPublishableError, match=r"graph <http://example.org/g>: .*_:x"):
        Store.memory().insert_published([Quad(A, P, BlankNode("x"), G)])


def test_a_statement_without_a_source_is_refused() -> None:
    with pytest.raises(NotPublishableError, match="Name the graph of its source"):
        Store.memory().insert_published([Quad(A, P, B)])


def test_bindings_are_terms_never_text() -> None:
    store = Store.memory()
    value = Literal('"} UNION { ?s ?p ?value')
    store.insert([Quad(A, P, value), Quad(B, P, Literal("x"))])

    rows = store.query("SELECT ?s ?value WHERE { ?s ?p ?value }", value=value)

    assert rows == [{"s": A, "value": value}]


def test_unbound_variables_are_left_out() -> None:
    store = Store.memory()
    store.insert([Quad(A, P, B)])
    rows = store.select("SELECT ?s ?x WHERE { ?s ?p ?o OPTIONAL { ?o ?p ?x } }")
    assert rows == [{"s": A}]


def test_ask_construct_and_serialised_select() -> None:
    store = Store.memory()
    store.insert([Quad(A, P, B)])

    assert store.ask("ASK { ?s ?p ?o }", {"s": A})
    assert not store.ask("ASK { ?s ?p ?o }", {"s": B})
    assert store.construct("CONSTRUCT WHERE { ?s ?p ?o }") == [Quad(A, P, B).triple]
    assert store.serialize_select("SELECT ?s { ?s ?p ?o }", None, "text/csv") == (
        b"s\r\nhttp://example.org/a\r\n"
    )


@pytest.mark.parametrize("method", ["ask", "construct", "select"])
def test_a_query_of_another_kind_is_an_error(method: str) -> None:
    text = "SELECT * { ?s ?p ?o }" if method != "select" else "ASK { ?s ?p ?o }"
    with pytest.raises(ValueError, match=r"Not an? [A-Z]+ query"):
        getattr(Store.memory(), method)(text)


def test_a_store_on_disk_is_copied_and_opened_read_only(tmp_path: Path, tiny_store: Store) -> None:
    written = Store.create(tmp_path / "graph")
    written.copy_from(tiny_store)
    written.optimise()
    del written

    opened = Store.open(tmp_path / "graph")

    assert sorted(map(str, opened.quads())) == sorted(map(str, tiny_store.quads()))
    with pytest.raises(RuntimeError):
        opened.insert([Quad(A, P, B)])


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
def test_all_is_copied_however_much_at_once(at_once: int, tiny_store: Store) -> None:
    copy = Store.memory()
    copy.copy_from(tiny_store, at_once)

    assert set(copy.quads()) == set(tiny_store.quads())


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Build a release first"):
        Store.open(tmp_path / "nothing")


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    first = Store.create(tmp_path / "graph")
    with pytest.raises(StoreError, match="Can't write"):
        Store.create(tmp_path / "graph")
    assert first.count() == 0


@pytest.mark.parametrize("name", names())
def test_every_named_query_says_its_question_and_runs(name: str, tiny_store: Store) -> None:
    text = load(name)
    assert text.startswith("# ")
    assert isinstance(tiny_store.select(text), list)


def test_what_is_stated_of_a_thing_is_found_without_a_query(tiny_store: Store) -> None:
    statement = tiny_store.stated()[0]
    assert statement in tiny_store.stated(subject=NamedNode(statement.subject.value))  # type: ignore[union-attr]
    assert tiny_store.stated(NamedNode("http://example.org/nothing")) == []
    assert tiny_store.has(predicate=statement.predicate)
    assert not tiny_store.has(NamedNode("http://example.org/nothing"))


def test_an_unknown_query_names_the_known_ones() -> None:
    with pytest.raises(UnknownQueryError, match="labels-of"):
        load("nothing")
