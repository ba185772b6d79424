from __future__ import annotations

from graph.advice import advice
from graph.guard import Guard


def _advice(query: str) -> str:
    return " ".join(advice(Guard().inspect(query).tokens))


def test_a_product_of_patterns_is_named_by_its_variables() -> None:
    assert "(o p s and a b c)" in _advice("SELECT * { ?s ?p ?o . ?a ?b ?c }")


def test_patterns_that_hang_together_are_left_alone() -> None:
    query = """SELECT * { ?s ?p ?o . { ?o ?q ?x } UNION { ?o ?r ?y } OPTIONAL { ?y ?t ?u }
        FILTER(?u > 1) } LIMIT 5"""
    assert _advice(query) == "Ask for less: add a more selective pattern."


def test_a_missing_limit_is_named() -> None:
    assert "There is no LIMIT" in _advice("SELECT * { ?s ?p ?o }")


def test_sorting_and_open_paths_are_named() -> None:
    found = _advice("SELECT * { ?s <urn:p>* ?o } ORDER BY ?s LIMIT 1")
    assert "ORDER BY" in found
    assert "path" in found
