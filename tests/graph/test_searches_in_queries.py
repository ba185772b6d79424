"""Searches inside queries, evaluated by real workers over a small graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.dataset import Dataset
from graph.finder import Wanted
from graph.formats import N_TRIPLES
from graph.guard import GuardError
from graph.pool import Limits, QueryPool, QuerySyntaxError, QueryTimeoutError
from tests.graph.finders import PREFIXES, ListFinder, SlowFinder, found
from tests.graph.stores import EXAMPLE, write_store

_KIND = f"<{EXAMPLE}kind>"
_SEARCH = 'SERVICE search: { ?hit search:query "a need" ; search:score ?score ; search:rank ?rank }'
_TEXT = 'SERVICE text: { ?hit text:query "words" ; text:label ?label }'


def thing(number: int) -> str:
    return f"{EXAMPLE}thing-{number}"


@pytest.fixture(scope="module")
def search() -> ListFinder:
    scores = {0: 0.9, 7: 0.6, 1: 0.4, 999: 0.2}  # things 0 and 7 are of one kind; 999 isn't there
    return ListFinder(
        [found(thing(n), score, rank) for rank, (n, score) in enumerate(scores.items(), start=1)]
    )


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory, search: ListFinder) -> Iterator[QueryPool]:
    path = write_store(tmp_path_factory.mktemp("searches") / "graph")
    text = ListFinder([found(thing(7), 1.0, label="seven"), found(thing(3), 0.5, label="three")])
    with QueryPool(path, Limits(workers=1), finders={"search": search, "text": text}) as opened:
        yield opened


def rows(pool: QueryPool, query: str, dataset: Dataset | None = None) -> list[tuple[str, ...]]:
    answer = json.loads(pool.query(PREFIXES + query, dataset=dataset).read())
    names = answer["head"]["vars"]
    return [
        tuple(row[name]["value"].removeprefix(EXAMPLE) if name in row else "" for name in names)
        for row in answer["results"]["bindings"]
    ]


def test_what_is_found_joins_the_patterns_around_it(pool: QueryPool) -> None:
    query = f"SELECT ?hit ?kind ?score {{ {_SEARCH} ?hit {_KIND} ?kind }} ORDER BY DESC(?score)"
    assert rows(pool, query) == [
        ("thing-0", "kind-0", "0.9"),
        ("thing-7", "kind-0", "0.6"),
        ("thing-1", "kind-1", "0.4"),
    ]


def test_the_order_of_search_and_patterns_does_not_matter(pool: QueryPool) -> None:
    query = f"SELECT ?hit {{ ?hit {_KIND} <{EXAMPLE}kind-0> . {_SEARCH} }} ORDER BY ?rank"
    assert rows(pool, query) == [("thing-0",), ("thing-7",)]


def test_a_search_alone_gives_all_it_finds(pool: QueryPool) -> None:
    query = f"SELECT ?hit ?score ?rank {{ {_SEARCH} }} ORDER BY ?rank"
    assert rows(pool, query)[3] == ("thing-999", "0.2", "4")


def test_filters_see_scores_as_numbers(pool: QueryPool) -> None:
    query = f"SELECT ?hit {{ {_SEARCH} FILTER(?score * 2 > 1 && ?rank < 2) }}"
    assert rows(pool, query) == [("thing-0",)]


def test_optional_keeps_what_was_not_found(pool: QueryPool) -> None:
    query = (
        f"SELECT ?hit ?score {{ ?hit {_KIND} <{EXAMPLE}kind-1> OPTIONAL {{ {_SEARCH} }} }}"
        " ORDER BY DESC(?score) ?hit"
    )
    assert rows(pool, query) == [
        ("thing-1", "0.4"),
        ("thing-15", ""),
        ("thing-22", ""),
        ("thing-29", ""),
        ("thing-8", ""),
    ]


def test_the_other_side_of_optional_may_be_missing(pool: QueryPool) -> None:
    query = f"SELECT ?hit {{ {_SEARCH} OPTIONAL {{ ?hit {_KIND} ?kind }} FILTER(!BOUND(?kind)) }}"
    assert rows(pool, query) == [("thing-999",)]


def test_union_minus_and_exists_take_searches(pool: QueryPool) -> None:
    union = f"SELECT DISTINCT ?hit {{ {{ {_SEARCH} }} UNION {{ {_TEXT} }} }} ORDER BY ?hit"
    assert rows(pool, union) == [(f"thing-{n}",) for n in (0, 1, 3, 7, 999)]
    minus = f"SELECT ?hit {{ {_SEARCH} MINUS {{ {_TEXT} }} }} ORDER BY ?hit"
    assert rows(pool, minus) == [("thing-0",), ("thing-1",), ("thing-999",)]
    exists = f"SELECT ?hit {{ ?hit {_KIND} ?kind FILTER EXISTS {{ {_TEXT} }} }} ORDER BY ?hit"
    assert rows(pool, exists) == [("thing-3",), ("thing-7",)]


def test_several_searches_meet_in_one_query(pool: QueryPool) -> None:
    query = f"SELECT ?hit ?score ?label {{ {_SEARCH} {_TEXT} }}"
    assert rows(pool, query) == [("thing-7", "0.6", "seven")]


def test_aggregates_count_each_thing_once(pool: QueryPool) -> None:
    query = (
        f"SELECT ?kind (COUNT(*) AS ?n) (MAX(?score) AS ?best) {{ {_SEARCH} ?hit {_KIND} ?kind }}"
        " GROUP BY ?kind ORDER BY ?kind"
    )
    assert rows(pool, query) == [("kind-0", "2", "0.9"), ("kind-1", "1", "0.4")]


def test_a_search_in_a_sub_select_is_joined_from_inside(pool: QueryPool) -> None:
    query = (
        f"SELECT ?hit ?kind {{ ?hit {_KIND} ?kind {{ SELECT ?hit {{ {_SEARCH} }}"
        " ORDER BY ?rank LIMIT 1 } }"
    )
    assert rows(pool, query) == [("thing-0", "kind-0")]


def test_pages_are_those_of_the_whole_list(pool: QueryPool, search: ListFinder) -> None:
    pages = [
        f"SELECT ?hit {{ SERVICE search: {{ ?hit search:query 'a need' ; search:limit 2 ;"
        f" search:offset {offset} }} }}"
        for offset in (0, 2, 4)
    ]
    assert [rows(pool, page) for page in pages] == [
        [("thing-0",), ("thing-7",)],
        [("thing-1",), ("thing-999",)],
        [],
    ]
    assert search.asked[-1] == Wanted("a need", 2, 4)
    outside = f"SELECT ?hit {{ {_SEARCH} }} ORDER BY ?rank LIMIT 2 OFFSET 1"
    assert rows(pool, outside) == [("thing-7",), ("thing-1",)]


def test_the_threshold_is_part_of_the_search(pool: QueryPool) -> None:
    query = "SELECT ?hit { SERVICE search: { ?hit search:query 'x'; search:threshold 0.5 } }"
    assert len(rows(pool, query)) == 2


def test_other_forms_of_query_take_searches(pool: QueryPool) -> None:
    ask = pool.query(f"{PREFIXES}ASK {{ {_SEARCH} FILTER(?score > 0.95) }}").read()
    assert json.loads(ask)["boolean"] is False
    graph = f"{PREFIXES}CONSTRUCT {{ ?hit <urn:score> ?score }} {{ {_SEARCH} ?hit {_KIND} ?k }}"
    assert pool.query(graph, N_TRIPLES).read().count(b"<urn:score>") == 3
    described = pool.query(f"{PREFIXES}DESCRIBE ?hit {{ {_SEARCH} }}", N_TRIPLES).read()
    assert described.count(b"\n") == 3


def test_a_search_is_joined_with_the_dataset_that_was_asked_for(pool: QueryPool) -> None:
    graph = Dataset(default=(f"{EXAMPLE}source-0",), named=(f"{EXAMPLE}source-2",))
    query = f"SELECT ?hit {{ {_TEXT} ?hit {_KIND} ?kind }} ORDER BY ?hit"
    assert rows(pool, query, graph) == [("thing-3",), ("thing-7",)]
    inside = f"SELECT ?g ?hit {{ GRAPH ?g {{ {_TEXT} ?hit {_KIND} ?kind }} }} ORDER BY ?hit"
    assert rows(pool, inside, graph) == [("source-2", "thing-3"), ("source-2", "thing-7")]


def test_the_same_query_is_searched_once(pool: QueryPool, search: ListFinder) -> None:
    query = f"SELECT ?hit {{ {_SEARCH} }} # asked twice"
    rows(pool, query)
    before = len(search.asked)
    rows(pool, query)
    assert len(search.asked) == before


def test_searches_are_bound_by_the_deadline_of_the_query(tmp_path: Path) -> None:
    slow = SlowFinder(0.3)
    with QueryPool(
        write_store(tmp_path / "graph"), Limits(workers=1), finders={"search": slow}
    ) as p:
        with pytest.raises(QueryTimeoutError, match=r"took longer than 0\.1 s"):
            p.query(
                f"{PREFIXES} SELECT * {{ {_SEARCH} {_SEARCH.replace('?', '?o')} }}", deadline=0.1
            )
        assert (slow.asked, p.status()["killed"]) == (1, 0)


def test_a_syntax_error_behind_a_search_keeps_its_place(pool: QueryPool) -> None:
    query = f"{PREFIXES}SELECT * {{\n {_SEARCH}\n ?a ?b }}"
    with pytest.raises(QuerySyntaxError, match=r"^Line 5, column \d+: .*near '\?a \?b \}'"):
        pool.query(query)
    same_line = f"{PREFIXES}SELECT * {{ {_SEARCH} ?a ?b }}"
    with pytest.raises(QuerySyntaxError) as caught:
        pool.query(same_line)
    assert caught.value.place == (3, same_line.split("\n")[2].index("}", 100) + 1)


def test_union_glued_to_a_search_is_a_syntax_error_as_sparql_wants_it(pool: QueryPool) -> None:
    with pytest.raises(QuerySyntaxError):
        pool.query(f"{PREFIXES}ASK {{ {_SEARCH} UNION {{ ?a ?b ?c }} }}")


def test_a_pool_without_finders_says_so(tmp_path: Path) -> None:
    with (
        QueryPool(write_store(tmp_path / "graph"), Limits(workers=1)) as pool,
        pytest.raises(GuardError, match="there is no search index here"),
    ):
        pool.query(f"{PREFIXES}ASK {{ {_SEARCH} }}")
