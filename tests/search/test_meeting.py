from __future__ import annotations

import pytest

from search.engine import SearchEngine
from tests.search.mini import MiniRelease


@pytest.fixture(scope="module")
def engine(mini: MiniRelease) -> SearchEngine:
    return mini.engine


def chips(engine: SearchEngine, question: str, language: str = "en") -> dict[str, str]:
    return {c.kind: c.label for c in engine.answer(question, lang=language).constraints}


def signals(engine: SearchEngine, question: str, slug: str) -> set[str]:
    results = engine.answer(question, lang="en", limit=30).results
    return {name for r in results if r.slug == slug for name in r.signals}


def test_a_sum_lifts_what_states_it(engine: SearchEngine) -> None:
    assert "money" in signals(engine, "a project of 4.5 million euro", "innosup-1")
    assert "money" in signals(engine, "calls of up to EUR 3 million", "escp-s3")
    assert "money" not in signals(engine, "calls of up to EUR 3 million", "innosup-1")


def test_a_sum_that_nobody_states_lifts_nothing(engine: SearchEngine) -> None:
    answer = engine.answer("a grant of 50 000 euro", lang="en", limit=30)
    assert [r.slug for r in answer.results if "money" in r.signals] == []
    assert "50\u00a0000 EUR" in {c.label for c in answer.constraints}


def test_a_year_lifts_what_runs_then(engine: SearchEngine) -> None:
    question = "what starts in 2018"
    assert "time" in signals(engine, question, "financial-assistance-facility")
    assert "time" not in signals(engine, question, "i4ms")


@pytest.mark.parametrize(
    ("question", "slugs"),
    [
        ("a grant for clusters", {"innosup-1", "escp-s3"}),
        ("who gives us training", {"ipr-helpdesk", "taiex-regio-p2p"}),
    ],
)
def test_a_kind_of_offer_lifts_the_instruments_that_have_it(
    question: str, slugs: set[str], engine: SearchEngine
) -> None:
    assert "offer" in chips(engine, question)
    results = engine.answer(question, lang="en", limit=30).results
    assert {r.slug for r in results if "offer" in r.signals} == slugs


def test_a_ket_leads_to_what_serves_its_technology(engine: SearchEngine) -> None:
    assert "ket" in chips(engine, "key enabling technology: life sciences technologies")


@pytest.mark.parametrize(
    "question",
    ["a project of 4.5 million euro", "what starts in 2018", "training until 2020", "50k grant"],
)
def test_the_receipt_gives_the_same_things(question: str, mini: MiniRelease) -> None:
    answer = mini.engine.answer(question, lang="en")
    assert mini.receipt(answer.sparql) == [result.iri for result in answer.results]


@pytest.mark.parametrize("question", ["a project of 4.5 million euro in 2018", "open today?"])
def test_a_limit_taken_out_is_no_constraint(question: str, engine: SearchEngine) -> None:
    before = [c.iri for c in engine.answer(question, lang="en").constraints]
    limits = [iri for iri in before if iri.startswith(("money:", "time:"))]
    assert limits != []
    after = engine.answer(question, lang="en", without=limits)
    assert {c.iri for c in after.constraints}.isdisjoint(limits)
