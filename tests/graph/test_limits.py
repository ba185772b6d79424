"""Each limit of a query, put to real workers."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.formats import (
    JSON_LD,
    N_QUADS,
    N_TRIPLES,
    RDF_XML,
    RESULT_FORMATS,
    RESULTS_JSON,
    TRIG,
    TURTLE,
    Format,
)
from graph.pool import Limits, QueryPool, QueryTimeoutError, ResultTooLargeError
from tests.graph.hostile import RUNAWAYS
from tests.graph.stores import write_store

_ROWS = "SELECT ?s ?o { ?s ?p ?o }"  # 30
_PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


_GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, TRIG, N_QUADS)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("limits") / "graph")


@pytest.fixture(scope="module")
def pool(store: Path) -> Iterator[QueryPool]:
    with QueryPool(store, Limits(deadline=8, rows=10_000, light_deadline=0.3)) as opened:
        yield opened


@pytest.mark.parametrize("format", RESULT_FORMATS, ids=lambda one: one.name)
def test_a_result_may_have_as_many_rows_as_asked_for_but_no_more(
    pool: QueryPool, format: Format
) -> None:
    assert pool.query(_ROWS, format, max_rows=30).read()
    with pytest.raises(ResultTooLargeError, match="more than 29 rows"):
        pool.query(_ROWS, format, max_rows=29)


def test_the_limit_of_the_pool_can_not_be_raised(pool: QueryPool) -> None:
    result = pool.query(_PRODUCT, RESULTS_JSON, max_rows=1_000_000)
    text = result.read()
    assert b"!! RESULT CUT: The result has more than 10,000 rows." in text
    assert 9_000 < text.count(b'"m":{') <= 10_001


def test_an_answer_given_before_is_held_to_lower_limits_too(pool: QueryPool) -> None:
    whole = pool.query(_ROWS + " #", RESULTS_JSON).read()
    assert pool.query(_ROWS + " #", RESULTS_JSON, max_rows=30).read() == whole
    with pytest.raises(ResultTooLargeError, match="more than 5 rows"):
        pool.query(_ROWS + " #", RESULTS_JSON, max_rows=5)
    with pytest.raises(ResultTooLargeError, match="longer than 100 bytes"):
        pool.query(_ROWS + " #", RESULTS_JSON, max_bytes=100)


@pytest.mark.parametrize("format", _GRAPHS, ids=lambda one: one.name)
def test_the_rows_of_a_graph_are_its_triples(pool: QueryPool, format: Format) -> None:
    query = f"CONSTRUCT WHERE {{ ?s ?p ?o }} # {format.name}"
    assert pool.query(query, format, max_rows=30).read() == pool.query(query, format).read()
    with pytest.raises(ResultTooLargeError, match="more than 29 rows"):
        pool.query(query, format, max_rows=29)


def test_processor_time_is_a_limit_of_its_own(store: Path) -> None:
    limits = Limits(deadline=60, light_deadline=60, processor=0.3)
    with QueryPool(store, limits) as pool:
        began = time.monotonic()
        with pytest.raises(QueryTimeoutError, match=r"had computed for 0\.3 s.*share no variable"):
            pool.query(RUNAWAYS["count of a product"])
        assert time.monotonic() - began < 30  # stopped long before its deadline
        assert json.loads(pool.query("ASK {}").read())["boolean"] is True
        flowing = pool.query(_PRODUCT)
        assert b"RESULT CUT: The query was stopped after it had computed" in flowing.read()[-1000:]
        assert json.loads(pool.query("ASK { ?s ?p ?o }").read())["boolean"] is True
