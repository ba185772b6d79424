from __future__ import annotations

import pytest

from ontology.names import concept, thing
from search.answer import Answer
from search.exclusion import excluded, having
from search.harvest import harvest
from tests.search.mini import MiniRelease

AREAS, VANGUARD = 11, 5


def asked(mini: MiniRelease, question: str, **options: object) -> Answer:
    return mini.engine.answer(question, lang="en", **options)  # type: ignore[arg-type]


def test_a_list_is_complete_and_counted_whatever_the_limit(mini: MiniRelease) -> None:
    answer = asked(mini, "list all thematic areas", limit=1)
    assert answer.answered
    assert answer.answer is not None
    assert answer.answer.values[0] == str(AREAS)
    assert len(answer.answer.values) == 1 + AREAS
    assert len(answer.results) == 1
    assert answer.total >= AREAS


def test_a_constraint_narrows_a_list_and_a_denial_is_its_complement(mini: MiniRelease) -> None:
    inside = asked(mini, "how many areas came about in the Vanguard Initiative").answer
    outside = asked(mini, "areas that did not start with Vanguard").answer
    assert inside is not None
    assert outside is not None
    assert inside.values[0] == str(VANGUARD)
    assert outside.values[0] == str(AREAS - VANGUARD)
    assert set(inside.values[1:]).isdisjoint(outside.values[1:])


def test_things_come_before_the_body_behind_them_unless_they_are_counted(
    mini: MiniRelease,
) -> None:
    which = asked(mini, "which areas came out of the Vanguard Initiative").results
    counted = asked(mini, "how many areas came out of the Vanguard Initiative").results
    assert [result.type for result in which[:VANGUARD]] == ["theme"] * VANGUARD
    assert counted[0].slug == "vanguard-initiative"


def test_a_list_of_what_nobody_knows_is_none(mini: MiniRelease) -> None:
    answer = asked(mini, "list all instruments for dentists")
    assert answer.answer is None or answer.answer.values[:1] != ("21",)


@pytest.mark.parametrize(
    ("question", "gone", "label"),
    [
        ("support for clusters except training", "taiex-regio-p2p", "not: Training"),
        ("instruments without a call", "i4ms", "not: Call"),
        ("anything for clusters except INNOSUP-1", "innosup-1", "not: INNOSUP-1"),
    ],
)
def test_what_is_denied_is_left_out_and_shown(
    question: str, gone: str, label: str, mini: MiniRelease
) -> None:
    answer = asked(mini, question, limit=30)
    assert gone not in {result.slug for result in answer.results}
    assert any(chip.label.startswith(label) for chip in answer.constraints)
    assert mini.receipt(answer.sparql) == [result.iri for result in answer.results]


def test_a_denial_taken_out_leaves_nothing_out(mini: MiniRelease) -> None:
    key = f"not:{thing('instrument', 'innosup-1')}"
    answer = asked(mini, "anything for clusters except INNOSUP-1", limit=30, without=[key])
    assert key not in {chip.iri for chip in answer.constraints}
    assert "innosup-1" in {result.slug for result in answer.results}


def test_not_only_keeps_what_it_names(mini: MiniRelease) -> None:
    answer = asked(mini, "which instruments are not only for SMEs")
    labels = {chip.label for chip in answer.constraints}
    assert "not only: small and medium-sized enterprises" in labels


def test_things_that_have_a_concept_are_those_of_every_path(mini: MiniRelease) -> None:
    catalogue = harvest(mini.store)
    training = concept("offer", "training")
    assert having(training, catalogue) == {
        training,
        thing("instrument", "ipr-helpdesk"),
        thing("instrument", "taiex-regio-p2p"),
    }
    assert excluded([], catalogue) == frozenset()


@pytest.mark.parametrize(
    "question", ["what is open now?", "a grant of 50 000 euro", "instruments until 2020"]
)
def test_notes_say_what_is_known_of_today_and_of_sums(question: str, mini: MiniRelease) -> None:
    notes = " ".join(asked(mini, question).notes)
    assert ("November 8, 2017" in notes) == ("now" in question)
    assert ("No sum" in notes) == ("euro" in question)


def test_a_sum_narrows_a_list_however_it_is_asked_for(mini: MiniRelease) -> None:
    told = asked(mini, "instruments with a budget above 50 million euros").answer
    assert told is not None
    assert told.values[0] == "1"
    assert told.values[1].startswith("INNOSUP-1")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("which instruments started before 2017", "watify"),
        ("grants over 100 million EUR", "innosup-1"),
    ],
)
def test_a_limit_picks_what_is_listed_and_that_comes_first(
    question: str, first: str, mini: MiniRelease
) -> None:
    answer = asked(mini, question)
    assert answer.answered
    assert answer.answer is not None
    assert answer.answer.values[0] == "1"
    assert answer.results[0].slug == first


def test_the_kind_of_thing_listed_is_part_of_no_name(mini: MiniRelease) -> None:
    answer = asked(mini, "list all instruments for managing authorities")
    assert [c.slug for c in answer.constraints] == ["aud-managing-authorities"]
    assert answer.answer is not None
    assert answer.answer.values[0] == str(len(answer.answer.values) - 1)
    assert "TAIEX Regio peer-2-peer" in answer.answer.values


@pytest.mark.parametrize(
    ("language", "question", "count"),
    [
        ("fi", "Mitkä alueet syntyivät Vanguard-aloitteesta?", VANGUARD),
        ("el", "Ποιες περιοχές προέκυψαν από την πρωτοβουλία Vanguard;", VANGUARD),
        ("el", "Πόσες θεματικές περιοχές υπάρχουν;", AREAS),
    ],
)
def test_a_word_for_regions_that_means_areas_lists_areas(
    language: str, question: str, count: int, mini: MiniRelease
) -> None:
    told = mini.engine.answer(question, lang=language).answer
    assert told is not None
    assert told.values[0] == str(count)
