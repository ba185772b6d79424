from __future__ import annotations

from search.answer import Evidence, Reason
from search.fit import Assessor
from tests.search.tiny import (
    AFTER,
    AREA,
    AUTHORITIES,
    BUDGET,
    HUBS,
    PASSAGE,
    PHASE_1,
    PHASE_3,
    PRINTING,
    RECONFIRM,
    RESERVED,
    SMES,
    TAIEX,
    TESTING,
    mention,
    tiny_catalogue,
    tiny_wordings,
    understood,
)

ASSESSOR = Assessor(tiny_catalogue(), tiny_wordings())


def reasons(instrument: str, *nodes: str, needs: tuple[str, ...] = ()) -> dict[str, Reason]:
    """Reasons by criterion, for a question that names some nodes."""
    found = ASSESSOR.assess(instrument, understood(*map(mention, nodes)), needs)[1]
    return {reason.criterion: reason for reason in found}


def verdict(instrument: str, *nodes: str, needs: tuple[str, ...] = ()) -> str | None:
    return ASSESSOR.assess(instrument, understood(*map(mention, nodes)), needs)[0]


def test_what_supports_the_stage_and_the_theme_fits() -> None:
    assert verdict(HUBS, PHASE_3, PRINTING) == "fits"
    assert {c: r.outcome for c, r in reasons(HUBS, PHASE_3, PRINTING).items()} == {
        "stage": "met",
        "theme": "met",
    }


def test_what_supports_another_stage_does_not_fit() -> None:
    assert verdict(HUBS, PHASE_1, PRINTING) == "does-not-fit"
    failed = reasons(HUBS, PHASE_1)["stage"]
    assert failed.outcome == "unmet"
    assert "Partner scoping" in failed.text


def test_one_of_two_stages_is_enough() -> None:
    assert verdict(HUBS, PHASE_1, PHASE_3) == "fits"


def test_what_is_reserved_for_others_does_not_fit_and_shows_the_rule() -> None:
    assert verdict(TAIEX, SMES) == "does-not-fit"
    rule = reasons(TAIEX, SMES)["reserved"]
    assert rule.outcome == "unmet"
    assert "managing authorities" in rule.text
    assert rule.path == (RESERVED, "rg:reservedFor", AUTHORITIES)
    assert rule.evidence == (Evidence(**PASSAGE),)


def test_what_is_reserved_for_the_one_who_asks_fits() -> None:
    assert verdict(TAIEX, AUTHORITIES) == "fits"
    assert verdict(TAIEX, AUTHORITIES, SMES) == "fits"


def test_what_is_reserved_fits_if_nobody_says_who_asks() -> None:
    assert verdict(TAIEX, PHASE_1) == "fits-if"
    assert reasons(TAIEX, PHASE_1)["reserved"].outcome == "open"


def test_a_milestone_to_be_reached_is_left_open_and_named() -> None:
    assert verdict(RECONFIRM, PHASE_1) == "fits-if"
    still_open = reasons(RECONFIRM, PHASE_1)["milestone"]
    assert still_open.path == (AFTER, "rg:requiresMilestone", AREA)
    assert "area set up" in still_open.text


def test_an_audience_that_no_source_names_is_left_open() -> None:
    assert verdict(HUBS, SMES) == "fits-if"
    assert reasons(HUBS, SMES)["audience"].outcome == "open"


def test_a_need_that_is_served_is_a_reason() -> None:
    assert verdict(HUBS, needs=(TESTING,)) == "fits"
    assert reasons(HUBS, needs=(TESTING,))["need"].path == (TESTING, "link/testing-hubs", HUBS)


def test_reasons_are_said_in_the_language_of_the_question() -> None:
    asked = understood(mention(PHASE_1), mention(SMES), language="de")
    said = [reason.text for reason in ASSESSOR.assess(TAIEX, asked, ())[1]]
    assert said == [
        "kann nur genutzt werden von: managing authorities",
        "unterstützt die Phase: Partner scoping",
    ]


def test_what_fails_comes_first_and_a_rule_settles_whom_it_is_for() -> None:
    assert [*reasons(TAIEX, PHASE_1, SMES)] == ["reserved", "stage"]


def test_a_reason_names_the_nodes_that_decide_it() -> None:
    assert reasons(TAIEX, SMES)["reserved"].about == (AUTHORITIES,)
    assert reasons(RECONFIRM, PHASE_1)["milestone"].about == (AREA,)


def test_without_a_condition_there_is_no_verdict() -> None:
    assert verdict(HUBS) is None
    assert verdict(TAIEX, HUBS) is None


def test_only_instruments_have_a_verdict() -> None:
    assert ASSESSOR.assess(PRINTING, understood(mention(PHASE_3)), ()) == (None, ())


def test_the_passages_behind_a_node_are_given() -> None:
    assert ASSESSOR.evidence(HUBS) == (Evidence(**PASSAGE),)
    assert ASSESSOR.evidence(BUDGET) == ()
