from __future__ import annotations

import re

import pytest

from graph import Store
from ontology.names import concept, thing
from search.ranking import Weighted
from search.receipt import receipt
from tests.search.inline_turtle import quads
from tests.search.mini import MiniRelease

QUESTIONS = [
    "which support fits a 3D printing partnership in phase 3",
    "we are an SME and want a TAIEX workshop",
    "who runs the ECCP?",
    "recomfirm",
    "agri-food",
    "rules for joining a partnership",
    "what has the European Commission to do with it, and COSME?",
    "phase 7 support",
    "how much is the budget of the ESCP-S3 call?",
    "which areas came out of the conference?",
    "compare EOCIC and the KETs Observatory",
    "how can I cook rice",
    "Welche Unterstützung gibt es in Phase 2 für die Agrar- und Ernährungswirtschaft?",
    "quelles aides pour les clusters ?",
    "Kdo nám poradí s investicemi ve fázi 4?",
    "co to jest EOCIC?",
    "Ποιος μας συμβουλεύει για ευρεσιτεχνίες στη φάση 3;",
    "може ли малка фирма да получи пари",
]
TURTLE = """
<id/instrument/hubs> a rg:SupportInstrument ; rg:supportsStage <concept/stage/phase-3> .
<id/instrument/patents> a rg:SupportInstrument, rg:FundingInstrument .
<concept/theme/printing> a rg:ThematicArea .
<concept/degree/direct> rg:gain 3 .
<concept/degree/suitable> rg:gain 2 .
<id/relevance/a> rg:relevantTo <concept/theme/printing> ; rg:relevantThing <id/instrument/hubs> ;
    rg:degree <concept/degree/suitable> ; rg:firmness <concept/firmness/interpretation> .
<id/relevance/b> rg:relevantTo <concept/theme/printing> ;
    rg:relevantThing <id/instrument/patents> ;
    rg:degree <concept/degree/direct> ; rg:firmness <concept/firmness/stated> .
"""
HUBS, PATENTS = thing("instrument", "hubs"), thing("instrument", "patents")
PRINTING, PHASE_3 = concept("theme", "printing"), concept("stage", "phase-3")


def scores(nodes: list[Weighted], *stages: str, least: float = 0.01) -> dict[str, float]:
    """Scores by thing, in the order of the query, over the small graph above."""
    store = Store.memory()
    store.insert_published(quads(TURTLE))
    rows = store.select(receipt(nodes, stages, least, 10))
    return {row["thing"].value: round(float(row["score"].value), 4) for row in rows}


def node(iri: str, weight: float, own: float, channel: str = "theme") -> Weighted:
    return Weighted(iri, channel, weight, own, "words")


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_query_gives_the_same_things_in_the_same_order(
    question: str, mini: MiniRelease
) -> None:
    answer = mini.engine.answer(question)
    assert len(answer.results) > 0
    assert mini.receipt(answer.sparql) == [result.iri for result in answer.results]


@pytest.mark.parametrize("limit", [1, 3, 30])
def test_the_query_has_the_limit_of_the_answer(limit: int, mini: MiniRelease) -> None:
    answer = mini.engine.answer(QUESTIONS[0], limit=limit)
    assert mini.receipt(answer.sparql) == [result.iri for result in answer.results]


def test_the_scores_are_those_of_the_answer(mini: MiniRelease) -> None:
    answer = mini.engine.answer(QUESTIONS[0])
    rows = mini.store.select(answer.sparql)
    found = {row["thing"].value: float(row["score"].value) for row in rows}
    assert found == pytest.approx({r.iri: r.score for r in answer.results}, abs=1e-3)


def test_a_constraint_taken_out_is_not_in_the_query(mini: MiniRelease) -> None:
    stage = concept("stage", "phase-3")
    answer = mini.engine.answer(QUESTIONS[0], without=[stage])
    assert mini.receipt(answer.sparql) == [result.iri for result in answer.results]


def test_weight_times_gain_is_the_score_and_a_thing_has_its_own_weight() -> None:
    assert scores([node(PRINTING, 0.9, 0.4)]) == {PATENTS: 0.9, HUBS: 0.6, PRINTING: 0.4}


def test_weights_of_one_node_add_up_over_its_channels() -> None:
    nodes = [node(PRINTING, 0.9, 0.0), node(PRINTING, 0.6, 0.0, "meaning")]
    assert scores(nodes) == {PATENTS: 1.5, HUBS: 1.0}


def test_what_is_not_at_the_stage_keeps_little() -> None:
    assert list(scores([node(PRINTING, 0.9, 0.0)], PHASE_3)) == [HUBS, PATENTS]


def test_what_is_below_the_least_score_is_left_out() -> None:
    assert scores([node(PRINTING, 0.9, 0.4)], least=0.6) == {PATENTS: 0.9, HUBS: 0.6}


def test_nothing_understood_gives_nothing() -> None:
    assert scores([]) == {}


def test_no_name_of_the_template_is_left() -> None:
    assert re.search(r"\$[A-Z]", receipt([node(PRINTING, 1, 1)], [PHASE_3], 0.1, 5)) is None
