from __future__ import annotations

from graph.advice import advice
from graph.guard import Guard


def _advice(query: str) -> str:
    return " ".join(advice(Guard().inspect(query).tokens))


def test_a_product_of_patterns_is_named_by_its_variables() -> None:
    assert "(o p s and a b c)" in _advice("SELECT * { ?s ?p ?o . ?a ?b ?c }")


def test_as_many_patterns_as_a_query_may_have_are_told_apart() -> None:
    apart = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(30_000))
    chain = " . ".join(f"?a{n} ?b{n} ?a{n + 1}" for n in range(30_000))
    assert "(a0 b0 c0 and a1 b1 c1)" in _advice(f"ASK {{ {apart} }}")
    assert "share no variable" not in _advice(f"ASK {{ {chain} }}")


def test_patterns_that_hang_together_are_left_alone() -> None:
    query = """SELECT * { ?s ?p ?o . { ?o ?q ?x } UNION { ?o ?r ?y } OPTIONAL { ?y ?t ?u }
        FILTER(?u > 1) } LIMIT 5"""
    assert _advice(query) == "Ask for less: add a more selective pattern."


def test_a_comparison_connects_no_patterns() -> None:
    assert "(a b c and d e f)" in _advice("SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(?a != ?d) }")
    assert "(a b c and d e f)" in _advice("ASK { ?a ?b ?c . ?d ?e ?f FILTER regex(?a, (?d)) }")


def test_a_pattern_in_a_filter_is_one_of_the_others() -> None:
    query = "ASK { ?a ?b ?c . FILTER(?a > 1 && EXISTS { ?a ?p ?d }) ?d ?e ?f . FILTER(?c > ?x) }"
    assert "share no variable" not in _advice(query)
    query = "ASK { ?a ?b ?c . FILTER NOT EXISTS { ?a ?p ?d } }"
    assert "share no variable" not in _advice(query)


def test_no_limit_is_asked_for_where_none_can_help() -> None:
    assert "LIMIT" not in _advice("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert "LIMIT" in _advice("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s")


def test_texts_that_grow_with_each_step_are_named_first() -> None:
    bomb = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(5))
    assert _advice(f"SELECT * {{ BIND('a' AS ?x0) {bomb} }}").startswith("Texts that are put")
    assert "Texts" not in _advice("SELECT (CONCAT(?s, ?o) AS ?x) { ?s ?p ?o }")


def test_a_missing_limit_is_named() -> None:
    assert "There is no LIMIT" in _advice("SELECT * { ?s ?p ?o }")


def test_sorting_and_open_paths_are_named() -> None:
    found = _advice("SELECT * { ?s <urn:p>* ?o } ORDER BY ?s LIMIT 1")
    assert "ORDER BY" in found
    assert "path" in found
