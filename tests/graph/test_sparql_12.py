"""What docs/sparql-1.2.md says of the engine."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from graph.formats import (
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    RESULTS_CSV,
    RESULTS_TSV,
    RESULTS_XML,
    TURTLE,
    Format,
    best,
)
from graph.pool import EvaluationError, Limits, QueryPool, QuerySyntaxError
from tests.graph.stores import write_store

_TRIPLE = 'TRIPLE(<urn:a>, <urn:b>, STRLANGDIR("x", "ar", "rtl"))'


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryPool]:
    path = write_store(tmp_path_factory.mktemp("newer") / "graph")
    with QueryPool(path, Limits(workers=1)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("SUBJECT(TRIPLE(<urn:a>, <urn:b>, 1))", "urn:a"),
        ("PREDICATE(TRIPLE(<urn:a>, <urn:b>, 1))", "urn:b"),
        ("OBJECT(TRIPLE(<urn:a>, <urn:b>, 1))", "1"),
        ("isTRIPLE(TRIPLE(<urn:a>, <urn:b>, 1))", "true"),
        ('LANGDIR("x"@ar--rtl)', "rtl"),
        ('hasLANG("x"@en)', "true"),
        ('hasLANGDIR("x"@en)', "false"),
        ('xsd:date("2020-01-02") - xsd:date("2020-01-01")', "P1D"),
        (
            'xsd:string(ADJUST(xsd:dateTime("2020-01-01T00:00:00Z"), xsd:dayTimeDuration("PT1H")))',
            "2020-01-01T01:00:00+01:00",
        ),
    ],
)
def test_its_functions_are_there(pool: QueryPool, expression: str, value: str) -> None:
    prefix = 'VERSION "1.2" PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>'
    found = json.loads(pool.query(f"{prefix} SELECT ({expression} AS ?x) {{}}").read())
    assert found["results"]["bindings"][0]["x"]["value"] == value


@pytest.mark.parametrize(
    "pattern",
    [
        "VALUES ?t { <<( <urn:a> <urn:b> 1 )>> }",
        "OPTIONAL { << ?s ?p ?o >> ?q ?v }",
        "OPTIONAL { ?s ?p ?o {| ?q ?v |} }",
        "OPTIONAL { ?s ?p ?o ~ ?r }",
        "?s ?p ?o LATERAL { BIND(?o AS ?x) }",
    ],
)
def test_its_patterns_are_read(pool: QueryPool, pattern: str) -> None:
    assert json.loads(pool.query(f"SELECT * {{ {pattern} }}").read())["results"]["bindings"]


def test_a_triple_term_and_a_direction_are_written_in_json(pool: QueryPool) -> None:
    found = json.loads(pool.query(f"SELECT ({_TRIPLE} AS ?t) {{}}").read())
    assert found["results"]["bindings"][0]["t"] == {
        "type": "triple",
        "value": {
            "subject": {"type": "uri", "value": "urn:a"},
            "predicate": {"type": "uri", "value": "urn:b"},
            "object": {"type": "literal", "value": "x", "xml:lang": "ar", "its:dir": "rtl"},
        },
    }


@pytest.mark.parametrize(
    ("format", "part"),
    [
        (RESULTS_XML, b"<triple><subject><uri>urn:a</uri></subject>"),
        (RESULTS_XML, b'its:dir="rtl"'),
        (RESULTS_TSV, b'<<( <urn:a> <urn:b> "x"@ar--rtl )>>'),
        (RESULTS_CSV, b"urn:a urn:b x"),
    ],
)
def test_the_other_formats_have_them_too(pool: QueryPool, format: Format, part: bytes) -> None:
    assert part in pool.query(f"SELECT ({_TRIPLE} AS ?t) {{}}", format).read()


@pytest.mark.parametrize(
    ("format", "part"),
    [(TURTLE, b"<<( <urn:a>"), (N_TRIPLES, b"<<( <urn:a>"), (RDF_XML, b'parseType="Triple"')],
)
def test_graphs_hold_triple_terms(pool: QueryPool, format: Format, part: bytes) -> None:
    query = f"CONSTRUCT {{ <urn:x> <urn:y> ?t }} {{ BIND({_TRIPLE} AS ?t) }}"
    assert part in pool.query(query, format).read()


def test_json_ld_says_that_it_can_not(pool: QueryPool) -> None:
    query = f"CONSTRUCT {{ <urn:x> <urn:y> ?t }} {{ BIND({_TRIPLE} AS ?t) }}"
    with pytest.raises(EvaluationError, match="does not support RDF"):
        pool.query(query, JSON_LD)


def test_what_is_not_there_is_a_syntax_error(pool: QueryPool) -> None:
    with pytest.raises(QuerySyntaxError):
        pool.query("SELECT (sameValue(1, 1.0) AS ?x) {}")


def test_a_version_behind_a_media_type_changes_nothing() -> None:
    wanted = "application/sparql-results+json;version=1.2"
    offered = ["text/csv", "application/sparql-results+json"]
    assert best(wanted, offered) == "application/sparql-results+json"
