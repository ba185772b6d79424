from __future__ import annotations

from graph.dataset import Dataset, declared
from graph.guard import Guard


def _declared(query: str) -> Dataset:
    return declared(Guard().inspect(query).tokens, "http://base.example/x/")


def test_from_clauses_are_resolved() -> None:
    query = "PREFIX g: <urn:g:> SELECT * FROM <a> FROM g:b\\-c FROM NAMED <http://d/> { }"
    assert _declared(query) == Dataset(("http://base.example/x/a", "urn:g:b-c"), ("http://d/",))


def test_from_after_a_template_counts() -> None:
    assert _declared("CONSTRUCT { ?s ?p ?o } FROM <urn:a> { ?s ?p ?o }").default == ("urn:a",)


def test_without_from_there_is_no_dataset() -> None:
    assert not _declared("SELECT ?from { ?from ?named <urn:FROM> }")


def test_a_prefix_that_is_not_declared_is_left_to_the_engine_which_knows_the_place() -> None:
    assert _declared("ASK FROM x:y FROM <urn:a> {}").default == ("urn:a",)


def test_what_is_no_iri_is_left_to_the_engine_too() -> None:
    assert _declared("ASK FROM <ht[]tp://a> FROM <urn:a> {}").default == ("urn:a",)
