from __future__ import annotations

from dataclasses import replace

import pytest

from ontology.names import concept
from search.linking import Mention
from search.ranking import ELSEWHERE, Ranked, Weighted, Weights, at_stage, rank, reached
from search.ranking import weighted_nodes as weigh
from search.understanding import Understanding
from tests.search.tiny import (
    BANK,
    BUDGET,
    HUBS,
    MONEY,
    PHASE_1,
    PHASE_3,
    PHONE,
    PRINTING,
    RECONFIRM,
    SMES,
    TAIEX,
    TESTING,
    hit,
    mention,
    tiny_catalogue,
    understood,
)

CATALOGUE = tiny_catalogue()


def ranked(read: Understanding) -> list[Ranked]:
    nodes = weigh(read, Weights(), CATALOGUE)
    return rank(nodes, [stage.node for stage in read.stages], CATALOGUE)


def things(read: Understanding) -> list[str]:
    return [found.thing for found in ranked(read)]


def node(iri: str, weight: float, *, own: float = 0.0, channel: str = "name") -> Weighted:
    return Weighted(iri, channel, weight, own, "words")


def test_a_score_is_the_sum_of_weight_times_gain() -> None:
    found = rank([node(PRINTING, 1.5, channel="theme"), node(TESTING, 0.3)], [], CATALOGUE)
    assert found[0].signals == {"theme": 1.5, "name": 0.3}
    assert (found[0].thing, found[0].via) == (HUBS, (PRINTING, TESTING))
    assert found[0].score == pytest.approx(1.8)
    assert found[1].thing == RECONFIRM
    assert found[1].score == pytest.approx(0.5)


def test_a_thing_counts_for_itself_by_its_own_weight() -> None:
    [first, *_] = rank([node(PRINTING, 0.6, own=2.0)], [], CATALOGUE)
    assert first.thing == PRINTING
    assert first.score == pytest.approx(2.0)


def test_the_signals_of_a_result_add_up_to_its_score() -> None:
    read = understood(mention(HUBS), mention(PRINTING), mention(PHASE_3), hits=[hit(TESTING)])
    for found in ranked(read):
        assert sum(found.signals.values()) == pytest.approx(found.score)


def test_equal_scores_come_in_the_order_of_their_iris() -> None:
    found = rank([node(TAIEX, 1, own=1), node(HUBS, 1, own=1)], [], CATALOGUE)
    assert [r.thing for r in found] == [HUBS, TAIEX]


def test_what_supports_the_stage_stays_whole_and_the_rest_shrinks() -> None:
    wanted = frozenset([PHASE_3])
    assert at_stage(HUBS, wanted, CATALOGUE) == 1.0
    assert at_stage(PHASE_3, wanted, CATALOGUE) == 1.0
    assert at_stage(TAIEX, wanted, CATALOGUE) == ELSEWHERE
    assert at_stage(TAIEX, frozenset(), CATALOGUE) == 1.0


def test_nothing_understood_ranks_nothing() -> None:
    assert ranked(understood()) == []


def test_audiences_and_needs_are_no_results() -> None:
    assert SMES not in things(understood(mention(SMES)))
    assert things(understood(hits=[hit(TESTING)])) == [HUBS]


def test_concepts_lead_along_their_links() -> None:
    assert reached(TESTING, CATALOGUE) == [(HUBS, 3.0)]
    assert reached(PRINTING, CATALOGUE) == [(PRINTING, 3.0), (HUBS, 3.0), (RECONFIRM, 1.0)]


def test_a_named_instrument_comes_first() -> None:
    read = understood(mention(TAIEX), mention(PRINTING), hits=[hit(HUBS, share=0.5)])
    assert things(read)[0] == TAIEX


def test_an_exact_name_goes_before_a_misspelt_one() -> None:
    read = understood(mention(TAIEX), mention(RECONFIRM, score=0.8, exact=False))
    assert things(read)[:2] == [TAIEX, RECONFIRM]


def test_a_theme_without_a_stage_is_the_answer_itself() -> None:
    assert things(understood(mention(PRINTING)))[0] == PRINTING


def test_a_theme_at_a_stage_leads_to_what_supports_it_there() -> None:
    assert things(understood(mention(PRINTING), mention(PHASE_3)))[0] == HUBS
    at_first = ranked(understood(mention(PRINTING), mention(PHASE_1)))
    by_thing = {found.thing: found.score for found in at_first}
    assert by_thing[RECONFIRM] > by_thing[HUBS]


def test_a_body_that_is_all_that_was_typed_is_the_answer() -> None:
    read = understood(mention(BANK), question="European Investment Bank")
    assert things(read) == [BANK, RECONFIRM]


def test_two_audiences_share_one_weight() -> None:
    one, two = understood(mention(SMES)), understood(mention(SMES), mention(SMES))
    whole = {w.node: w.weight for w in weigh(one, Weights(), CATALOGUE)}
    shared = {w.node: w.weight for w in weigh(two, Weights(), CATALOGUE)}
    assert shared[SMES] == pytest.approx(whole[SMES] / 2)


def test_a_node_counts_once_per_channel_by_its_highest_weight() -> None:
    read = understood(hits=[hit(TESTING, share=0.2), hit(TESTING, share=0.6)])
    [only] = weigh(read, Weights(need=1.0), CATALOGUE)
    assert only.channel == "need"
    assert only.weight == pytest.approx(0.6)


def test_facts_of_the_kind_that_is_asked_for_lead_to_their_thing() -> None:
    read = understood(mention(MONEY), scores={BUDGET: 2.0, PHONE: 3.0})
    assert things(read) == [HUBS]
    assert {w.node for w in weigh(read, Weights(), CATALOGUE)} == {BUDGET}


def test_what_is_not_covered_or_not_said_leads_nowhere() -> None:
    read = understood(hits=[hit(PHONE), hit("https://example.org/x", kind="out-of-scope")])
    assert weigh(read, Weights(), CATALOGUE) == []


def test_a_stage_near_in_meaning_counts_half_unless_it_is_asked_what_it_is() -> None:
    near = hit(PHASE_3, kind="stage")
    (plain,) = weigh(understood(hits=[near]), Weights(), CATALOGUE)
    definition = Mention(concept("fact", "definition"), "fact", 1.0, 0, 1, "", "", exact=True)
    (asked,) = weigh(replace(understood(hits=[near]), facts=(definition,)), Weights(), CATALOGUE)
    assert asked.own == 2 * plain.own > 0
