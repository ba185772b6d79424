"""The engine's own errors, as it raises them, said for people."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.messages import syntax_error
from graph.tokens import Place, tokens


def told(query: str) -> tuple[str, Place | None]:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query)
    return syntax_error(query, list(tokens(query)), str(caught.value))


@pytest.mark.parametrize("query", ["", " \n ", "# nothing but a comment"])
def test_an_empty_query_is_called_empty(query: str) -> None:
    assert told(query) == (
        "The query is empty. Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.",
        Place(1, 1),
    )


def test_a_byte_order_mark_is_named() -> None:
    message, place = told("\ufeffASK {}")
    assert message.startswith("A byte order mark stands before the query")
    assert place == (1, 1)


@pytest.mark.parametrize(
    ("query", "cause"),
    [
        ("SELECT (1 AS ?s) { ?s ?p ?o }", "take another name"),
        ("SELECT ?s ?s { ?s ?p ?o }", "names a variable twice"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "name the variables"),
        ("SELECT ?p { ?s ?p ?o } GROUP BY ?s", "neither grouped by nor aggregated"),
        ("SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999", "a whole number"),
        ("SELECT * { ?s <a b> ?o }", "is no IRI"),
        ("SELECT * { ?s ?p }", "can't go on like this"),
    ],
)
def test_a_cause_that_the_engine_knows_is_told(query: str, cause: str) -> None:
    message, place = told(query)
    assert place is not None
    assert message.startswith(f"Line 1, column {place.column}: ")
    assert cause in message
