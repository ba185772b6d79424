"""Each query of the library gives exactly the rows that its head announces."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from rdflib.plugins.sparql.parser import parseQuery

import graph.queries
from graph.example import Example
from graph.examples import TASKS, by_task, library
from graph.guard import Guard, GuardError
from ontology.names import BASE
from tests.graph.searches import searched
from tests.graph.whole import whole_store

HERE = [one for one in library() if not one.elsewhere]
ELSEWHERE = [one for one in library() if one.elsewhere]
COMPETENCY = Path(graph.queries.__file__).parent / "competency"


def cell(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    return f"<{term['value'].removeprefix(BASE)}>" if term["type"] == "uri" else term["value"]


def found_rows(found: dict[str, Any]) -> list[tuple[str, ...]]:
    if "boolean" in found:
        return [(str(found["boolean"]).lower(),)]
    names, rows = found["head"]["vars"], found["results"]["bindings"]
    return [tuple(cell(row.get(name)) for name in names) for row in rows]


@pytest.mark.parametrize("example", HERE, ids=lambda one: one.name)
def test_rows_are_exactly_those_announced(example: Example) -> None:
    if "CONSTRUCT {" in example.query:
        assert len(whole_store().construct(example.query)) == example.count
        return
    found = json.loads(whole_store().serialize_select(searched(example.query)))

    rows = found_rows(found)

    assert (tuple(rows[: len(example.rows)]), len(rows)) == (example.rows, example.count)
    assert example.columns == tuple(found["head"].get("vars", ()))


@pytest.mark.parametrize("example", HERE, ids=lambda one: one.name)
def test_an_order_is_given_where_there_are_rows_to_order(example: Example) -> None:
    assert example.count == 1 or "CONSTRUCT {" in example.query or "ORDER BY" in example.query


@pytest.mark.parametrize("example", HERE, ids=lambda one: one.name)
def test_the_endpoint_lets_it_pass(example: Example) -> None:
    assert Guard().inspect(example.query).form in {"SELECT", "ASK", "CONSTRUCT"}


@pytest.mark.parametrize("example", ELSEWHERE, ids=lambda one: one.name)
def test_what_calls_out_is_right_sparql_but_refused_here(example: Example) -> None:
    assert parseQuery(example.query)
    with pytest.raises(GuardError):
        Guard().inspect(example.query)


def test_searches_by_meaning_and_by_words_are_shown() -> None:
    calls = [call for one in HERE for call in Guard().inspect(one.query).calls]
    assert {call.service.name for call in calls} == {"search", "text"}
    used = {name for call in calls for name, _ in call.columns}
    assert used >= {"thing", "score", "rank", "label", "snippet", "verdict", "answered"}


def test_there_are_at_least_forty_and_each_task_has_one() -> None:
    assert len(library()) >= 40
    assert list(by_task()) == list(TASKS.values())
    assert all(by_task().values())


def test_no_two_ask_the_same_or_have_one_name() -> None:
    for texts in (
        [one.name for one in library()],
        [one.title for one in library()],
        [one.question for one in library()],
        [re.sub(r"\s+", " ", one.query.partition("\n")[2]) for one in library()],
    ):
        assert len(texts) == len(set(texts))


def test_a_competency_question_keeps_its_own_file_and_rows() -> None:
    example = next(one for one in library() if one.name == "cq-16")

    text = (COMPETENCY / "cq-16.rq").read_text(encoding="utf-8")
    assert text.startswith(f"# {example.question}\n")
    assert example.query.partition("\n")[2] in text.replace("https://w3id.org/regiograph/", BASE)
    assert example.count == len(example.rows) == 2
