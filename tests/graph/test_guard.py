from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.guard import Guard, GuardError, TooLongError
from tests.graph.hostile import CALLS_OUT, DEEP, WRITES

_SPARQL_PIECES = st.sampled_from(
    [
        "SELECT ",
        "SERVICE",
        "<",
        ">",
        "{",
        "}",
        "'",
        '"',
        "'''",
        "\\u0053",
        "#",
        "\n",
        "a:b",
        "?x",
        "1",
    ]
)


@pytest.mark.parametrize("name", [*CALLS_OUT])
def test_a_query_that_calls_out_is_refused(name: str) -> None:
    with pytest.raises(GuardError, match=r"^Line \d+, column \d+: \S+ is refused"):
        Guard().inspect(CALLS_OUT[name].format(port=1))


@pytest.mark.parametrize("name", [*WRITES])
def test_an_update_is_refused(name: str) -> None:
    with pytest.raises(GuardError, match="read-only"):
        Guard().inspect(WRITES[name])


@pytest.mark.parametrize("name", [*DEEP])
def test_what_overflows_a_stack_is_refused(name: str) -> None:
    with pytest.raises(GuardError):
        Guard().inspect(DEEP[name])


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("SERVICE <x> {}" AS ?x) {}',
        "SELECT ('it\\'s SERVICE' AS ?x) {}",
        'SELECT ("""a "SERVICE" b""" AS ?x) {}',
        "SELECT * { ?s ?p '''LOAD <x>''' }",
        "# SERVICE <x> {}\nASK {}",
        "SELECT * { <http://example.org/SERVICE#LOAD> ?p ?o }",
        "PREFIX a: <urn:a:> SELECT * { ?s a:SERVICE a:INSERT }",
        "PREFIX service: <urn:a:> SELECT * { ?s service:x ?o }",
        "PREFIX service: <urn:a:> SELECT * { GRAPH service:x { ?s ?p ?o } }",
        "SELECT ?SERVICE ?LOAD { ?SERVICE ?LOAD ?o }",
        "SELECT * { _:SERVICE ?p 'x'@service }",
        'SELECT ("a \\u0022 SERVICE b" AS ?x) {}',
        "ASK { FILTER(?a<?b && ?c>?d) }",
    ],
)
def test_a_keyword_inside_something_else_is_no_keyword(query: str) -> None:
    assert Guard().inspect(query).form in ("SELECT", "ASK")


def test_an_error_names_line_and_column() -> None:
    with pytest.raises(GuardError) as caught:
        Guard().inspect("ASK {\n  SERVICE <x> {} }")
    assert caught.value.place == (2, 3)


def test_a_query_with_too_many_bytes_is_too_long() -> None:
    with pytest.raises(TooLongError, match="2097152 are read"):
        Guard().inspect("ASK {} #" + "x" * (3 << 20))


def test_a_query_with_too_many_tokens_is_too_long() -> None:
    with pytest.raises(TooLongError, match="300000 tokens"):
        Guard().inspect("ASK { VALUES ?x { " + "1 " * 300_001 + "} }")


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(GuardError, match="surrogate"):
        Guard().inspect("ASK { ?s ?p '\ud83d' }")


@pytest.mark.parametrize("form", ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
def test_the_form_is_the_first_keyword_after_the_prologue(form: str) -> None:
    text = f"BASE <urn:SELECT> PREFIX ask: <urn:a> {form.lower()} {{}}"
    assert Guard().inspect(text).form == form


def test_only_a_short_plain_query_is_light() -> None:
    assert Guard().inspect("SELECT * { ?s ?p ?o } LIMIT 10").light
    assert not Guard().inspect("SELECT * { ?s <urn:p>* ?o }").light
    assert not Guard().inspect("SELECT * { ?s ?p ?o } ORDER BY ?s").light


def test_a_query_that_asks_for_chance_or_time_is_volatile() -> None:
    assert Guard().inspect("SELECT (NOW() AS ?now) {}").volatile
    assert not Guard().inspect("SELECT ?now {}").volatile


@pytest.mark.parametrize(
    ("text", "declares"),
    [("SELECT * FROM <urn:a> {}", True), ("SELECT ?from { ?from <urn:FROM> 'from' }", False)],
)
def test_only_a_clause_declares_a_dataset(text: str, declares: bool) -> None:
    assert Guard().inspect(text).declares is declares


def test_a_query_that_takes_all_there_is_is_not_light() -> None:
    assert not Guard().inspect("SELECT * { ?s ?p ?o }").light
    assert not Guard().inspect("SELECT * { ?s ?p ?o } LIMIT 1000000").light
    assert not Guard().inspect("SELECT * { ?s <urn:p> ?o } limit 10000").light
    assert Guard().inspect("SELECT * { ?s ?p ?o } LIMIT 9999").light
    assert Guard().inspect("ASK { ?s ?p ?o }").light
    assert Guard().inspect("SELECT (1 AS ?x) {}").light
    assert Guard().inspect("SELECT ?o { <urn:s> ?p ?o }").light


def test_a_star_that_asks_for_all_variables_is_light_after_a_prologue_too() -> None:
    assert Guard().inspect("PREFIX a: <urn:a:> SELECT * { ?s a:b ?o }").light
    assert not Guard().inspect("PREFIX a: <urn:a:> SELECT * { ?s a:b* ?o }").light


_ALL_AT_LENGTH = Guard(max_depth=99, max_operators=0)


@given(st.lists(_SPARQL_PIECES | st.sampled_from([" FROM", " NOW()", "*", " ORDER"])).map("".join))
def test_what_is_harmless_at_first_sight_is_so_at_length(text: str) -> None:
    """Without operators to spare, a guard looks at each token."""
    with contextlib.suppress(GuardError):
        assert Guard().inspect(text) == _ALL_AT_LENGTH.inspect(text)


@given(st.text() | st.lists(_SPARQL_PIECES).map("".join))
def test_any_text_at_all_raises_nothing_but_a_guard_error(text: str) -> None:
    with contextlib.suppress(GuardError):
        assert Guard().inspect(text).tokens is not None


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters='"\\\r\n')))
def test_no_text_in_a_string_is_refused(text: str) -> None:
    assert Guard().inspect(f'SELECT ("{text} SERVICE" AS ?x) {{}}').form == "SELECT"
