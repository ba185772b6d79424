from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontology.names import EU_LANGUAGES, concept
from search.answer import Answer, Reason, Result
from search.engine import LONGEST, QuestionError
from tests.search.mini import MiniRelease

PRINTING = "which support fits a 3D printing partnership in phase 3"
PHASE_3, THEME = concept("stage", "phase-3"), concept("theme", "theme-3d-printing")
FRAGMENTS = [
    '"} UNION { ?s ?p ?o } #',
    "<https://example.org/x> .",
    "'''; DROP ALL; '''",
    "<script>alert(1)</script>",
    "$NODES $IRIS $LIMIT",
    "?thing rg:about \\u003E",
    "\u202egnitnirp",
    "\0phase 3\0",
    "\ud800\udfff",
    "phase 3 SME TAIEX 3D printing",
    "ποιος φάση",
]
CHARACTERS = st.text(st.characters(codec=None), max_size=LONGEST)
HOSTILE = st.lists(st.one_of(st.sampled_from(FRAGMENTS), CHARACTERS.map(lambda t: t[:60])))
QUESTIONS = st.one_of(CHARACTERS, HOSTILE.map(" ".join))


@pytest.fixture(scope="module")
def printing(mini: MiniRelease) -> Answer:
    return mini.engine.answer(PRINTING)


@pytest.fixture(scope="module")
def workshop(mini: MiniRelease) -> Result:
    answer = mini.engine.answer("we are an SME and want a TAIEX workshop")
    return next(r for r in answer.results if r.slug == "taiex-regio-p2p")


def reason(result: Result, criterion: str) -> Reason:
    return next(r for r in result.reasons if r.criterion == criterion)


def test_the_first_five_support_the_stage_that_was_asked_for(
    printing: Answer, mini: MiniRelease
) -> None:
    rows = mini.store.query(
        "SELECT ?thing WHERE { ?thing <https://w3id.org/regiograph/def#supportsStage> "
        f"<{PHASE_3}> }}"
    )
    supporting = {row["thing"].value for row in rows}
    assert {result.iri for result in printing.results[:5]} <= supporting


def test_the_instruments_for_the_theme_are_among_them(printing: Answer) -> None:
    first = {result.slug for result in printing.results[:5]}
    assert {"digital-innovation-hubs", "advanced-manufacturing-advisory"} <= first


def test_each_of_them_has_a_verdict_with_reasons_and_evidence(printing: Answer) -> None:
    for result in printing.results[:5]:
        assert result.verdict in {"fits", "fits-if"}
        assert reason(result, "stage").outcome == "met"
        assert reason(result, "stage").path == (result.iri, "rg:supportsStage", PHASE_3)
        assert reason(result, "theme").outcome == "met"
        assert len(result.evidence[0].sha256) == 64


def test_the_shares_of_the_signals_add_up(printing: Answer) -> None:
    for result in printing.results:
        assert sum(result.signals.values()) == pytest.approx(result.score, abs=1e-3)


def test_results_are_best_first(printing: Answer) -> None:
    scores = [result.score for result in printing.results]
    assert scores == sorted(scores, reverse=True)


def test_what_was_understood_is_shown_with_the_words_that_said_it(printing: Answer) -> None:
    said = {(chip.kind, chip.slug): chip.words for chip in printing.constraints}
    assert said["stage", "phase-3"] == "phase 3"
    assert said["theme", "theme-3d-printing"].startswith("3D printing")


def test_both_readings_of_the_stages_are_told(printing: Answer) -> None:
    assert any("three phases" in note for note in printing.notes)


def test_the_answer_can_be_sent_as_json(printing: Answer) -> None:
    sent = json.loads(json.dumps(printing.to_json()))
    assert sent["question"] == PRINTING
    assert sent["release"] == "2026-01-01"
    assert sent["results"][0]["slug"] == printing.results[0].slug
    assert {"language", "answered", "answer", "constraints", "sparql", "next_question"} <= set(sent)


def test_who_may_not_use_an_instrument_is_told_the_rule(workshop: Result) -> None:
    assert workshop.verdict == "does-not-fit"
    rule = reason(workshop, "reserved")
    assert rule.outcome == "unmet"
    assert "managing authorities" in rule.text
    assert len(rule.evidence) > 0


def test_who_may_use_it_is_told_so(mini: MiniRelease) -> None:
    [first, *_] = mini.engine.answer("we are a managing authority and want TAIEX").results
    assert first.slug == "taiex-regio-p2p"
    assert first.verdict == "fits"


@pytest.mark.parametrize(("question", "number"), [("phase 7", 7), ("phase 11", 11), ("phase 0", 0)])
def test_a_stage_that_does_not_exist_is_noted(
    question: str, number: int, mini: MiniRelease
) -> None:
    answer = mini.engine.answer(f"which support is there in {question}")
    assert any(f"no stage {number}:" in note for note in answer.notes)
    assert "stage" not in {chip.kind for chip in answer.constraints}


def test_a_search_without_an_encoder_says_so_and_answers(printing: Answer) -> None:
    assert any("language model is missing" in note for note in printing.notes)
    assert printing.answered
    assert printing.answer is not None
    assert printing.results[0].label in printing.answer.text


def test_a_fact_nobody_asked_for_is_not_said_to_be_missing(mini: MiniRelease) -> None:
    answer = mini.engine.answer("how can I cook rice")
    assert not answer.answered
    assert answer.answer is None
    assert answer.notes[0] == "The graph does not cover this."


@pytest.mark.parametrize("removed", [PHASE_3, THEME])
def test_a_constraint_can_be_taken_out(removed: str, printing: Answer, mini: MiniRelease) -> None:
    answer = mini.engine.answer(PRINTING, without=[removed])
    assert removed in {chip.iri for chip in printing.constraints}
    assert removed not in {chip.iri for chip in answer.constraints}
    assert removed not in answer.sparql


def test_no_more_results_than_asked_for(mini: MiniRelease) -> None:
    assert len(mini.engine.answer(PRINTING, limit=3).results) == 3


def test_the_language_is_detected_unless_it_is_given(mini: MiniRelease) -> None:
    german = "Welche Unterstützung gibt es in der dritten Phase?"
    assert mini.engine.answer(german).language == "de"
    assert mini.engine.answer(german, lang="fi").language == "fi"
    assert mini.engine.answer(german).constraints[0].words == "dritten Phase"


@pytest.mark.parametrize("question", ["", "   ", "\0\x01", "\ud800", "\n"])
def test_an_empty_question_is_an_error(question: str, mini: MiniRelease) -> None:
    with pytest.raises(QuestionError, match="empty"):
        mini.engine.answer(question)


def test_a_question_that_is_too_long_is_an_error_and_the_longest_is_not(
    mini: MiniRelease,
) -> None:
    assert mini.engine.answer("a " * 998 + "hub").question.endswith("hub")
    with pytest.raises(QuestionError, match="2,001 characters"):
        mini.engine.answer("a" * (LONGEST + 1))


@pytest.mark.parametrize("question", ["?", "🙂", "....", "\u202e", "-"])
def test_a_question_without_words_has_no_answer(question: str, mini: MiniRelease) -> None:
    assert not mini.engine.answer(question).answered


def test_nothing_changes_between_questions(mini: MiniRelease, printing: Answer) -> None:
    questions = [PRINTING, "TAIEX", "phase 2", PRINTING] * 3
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(mini.engine.answer, questions))
    assert {i for i, a in enumerate(answers) if a == printing} == {0, 3, 4, 7, 8, 11}


@given(QUESTIONS)
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_any_question_is_answered_or_refused_and_never_gets_into_the_query(
    mini: MiniRelease, template: str, known: frozenset[str], question: str
) -> None:
    try:
        answer = mini.engine.answer(question)
    except QuestionError:
        return
    mini.store.select(answer.sparql)
    json.dumps(answer.to_json(), ensure_ascii=False).encode("utf-8")
    assert without_terms(answer.sparql) == template
    assert our_iris(answer.sparql) <= known


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_query_holds_no_word_of_the_question(
    fragment: str, mini: MiniRelease, template: str
) -> None:
    answer = mini.engine.answer(f"{fragment} qzxwv which support {fragment}")
    assert "qzxwv" not in answer.sparql
    assert without_terms(answer.sparql) == template


@pytest.fixture(scope="module")
def template(mini: MiniRelease) -> str:
    """The query of a harmless question, without its terms."""
    return without_terms(mini.engine.answer("hub").sparql)


@pytest.fixture(scope="module")
def known(mini: MiniRelease) -> frozenset[str]:
    """Every IRI that the release says something of, and the prefix of one scheme."""
    rows = mini.store.select("SELECT DISTINCT ?s WHERE { ?s ?p ?o }")
    return frozenset({row["s"].value for row in rows} | {concept("firmness", "")})


def without_terms(sparql: str) -> str:
    """A query without its IRIs and numbers: the template alone."""
    bare = re.sub(r"<[^<>]*>|\"[-0-9.]+\"(\^\^)?|\b(true|false|rg:none)\b", "", sparql)
    return re.sub(r"[\s(),]|LIMIT \d+", "", bare)


def our_iris(sparql: str) -> set[str]:
    """The things and concepts that a query names."""
    return {iri for iri in re.findall(r"<([^<>]*)>", sparql) if "/id/" in iri or "/concept/" in iri}


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_every_language_words_a_whole_answer(language: str, mini: MiniRelease) -> None:
    answer = mini.engine.answer(PRINTING, lang=language)

    assert answer.answer is not None
    said = [sentence.text for sentence in answer.answer.sentences]
    reasons = [reason.text for result in answer.results for reason in result.reasons]
    words = [*said, *reasons, *answer.notes, answer.next_question or ""]
    assert not any("{" in text for text in words)
    english = mini.engine.answer(PRINTING, lang="en").notes
    assert language == "en" or not set(english) & set(answer.notes)


def test_who_asks_whether_they_may_is_told_the_verdict_first(mini: MiniRelease) -> None:
    answer = mini.engine.answer("can a cluster organisation apply for INNOSUP-1")
    assert answer.answer is not None
    assert answer.answer.sentences[0].text.startswith(
        "Fits – INNOSUP-1 cluster projects for new value chains: is addressed to: cluster"
    )
