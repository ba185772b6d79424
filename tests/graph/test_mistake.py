from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.mistake import at_the_mistake

_BASE = "https://example.org/"


def _message(query: str) -> str:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query, base_iri=_BASE)
    return at_the_mistake(query, str(caught.value), _BASE)


@pytest.mark.parametrize(
    "marked",
    [
        "SELECT * { ?s ?p ¦} ",
        "SELECT * { ?s ?p ?o . FILTER(?o > ¦) }",
        "SELECT * {\n  ?s ?p ?o .\n  FILTER(?o > ¦)\n}",
        "SELECT * { ?s ?p ?o FILTER(?o && ¦) . ?x ?y ?z }",
        "SELECT (COUNT(?x ¦AS ?n) { ?s ?p ?x }",
        "SELECT * { ?s ?p ?o . BIND( ¦AS ?x) }",
        "SELECT ?x ¦WHRE { ?s ?p ?o }",
        "¦SELCT * {}",
        "SELECT ?x¦, ?y { ?x ?p ?y }",
        "SELECT ?x { ?s ?p ?x } ORDER ¦?x",
        "SELECT * { ?s ?p ?o } LIMIT ¦ten",
        "SELECT * { ?s ?p '''a\né''' ¦'b' }",
        "# a remark\nSELECT * { ?s ?p ?o . MINUS ¦?x ?y ?z }",
        "SELECT * { FILTER NOT ¦EXIST { ?s ?x ?y } }",
        "ASK { ?s <a>/^<b>|!<c> ?o . FILTER(?o >= -1.5e3 && ?o != 'é'@en || !?o) OPTIONAL ¦} }",
        "SELECT * { '''a\nb''' ¦. }",
        "ASK { ?s ?p ?o } ¦ASK { ?s ?p ?o }",
    ],
)
def test_the_place_is_that_of_the_first_word_that_does_not_fit(marked: str) -> None:
    before, _, after = marked.partition("¦")
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1

    assert _message(before + after).startswith(f"error at {line}:{column}: ")


def test_what_ends_too_early_is_left_at_its_end() -> None:
    query = "SELECT * { ?s ?p ?o "
    assert _message(query).startswith(f"error at 1:{len(query) + 1}: ")


def test_what_has_no_place_or_is_endless_stays_as_it_is() -> None:
    assert at_the_mistake("ASK {", "no words", _BASE) == "no words"
    assert at_the_mistake('ASK { "', "error at 1:8: x", _BASE) == "error at 1:8: x"
    assert at_the_mistake("( " * 4000, "error at 1:8: x", _BASE) == "error at 1:8: x"


@given(st.text(alphabet="ASK {}?s.()<>&|!=^'\"1aé\n\t\0#\\:@,;", max_size=60))
def test_any_text_gets_a_place_within_it(text: str) -> None:
    found = at_the_mistake(text, "error at 1:1: expected", _BASE)

    line, column = (int(number) for number in found.split(" ")[2].strip(":").split(":"))
    assert 1 <= line <= text.count("\n") + 1
    assert 1 <= column <= len(text) + 1


def test_nothing_is_evaluated_that_reads_well_when_it_is_spread() -> None:
    slow = " ".join(f"VALUES ?v{n} {{ {'1 ' * 9} }}" for n in range(12))
    query = f"ASK {{ {slow} FILTER(?v1 = 2) }}"

    assert at_the_mistake(query, "error at 1:9: expected", _BASE) == "error at 1:9: expected"
