from __future__ import annotations

from search.answer import Outcome, Reason, Result, Verdict
from search.missing_fact import next_question
from search.understanding import Understanding
from tests.search.tiny import (
    AREA,
    AUTHORITIES,
    HUBS,
    PHASE_1,
    RECONFIRM,
    SMES,
    TAIEX,
    mention,
    tiny_catalogue,
    tiny_wording,
    understood,
)

AT_STAGE = understood(mention(PHASE_1))
AREA_SET_UP = Reason("milestone", "open", "", about=(AREA,))
RESERVED = Reason("reserved", "open", "", about=(AUTHORITIES,))


def result(iri: str, *reasons: Reason, verdict: Verdict = "fits-if") -> Result:
    return Result(iri, iri, "instrument", iri, "", None, 1.0, {}, verdict, reasons)


def question(*results: Result, asked: Understanding = AT_STAGE, language: str = "en") -> str | None:
    return next_question(asked, results, tiny_catalogue(), tiny_wording(language))


def reason(criterion: str, outcome: Outcome, *about: str) -> Reason:
    return Reason(criterion, outcome, "", about=about)


def test_what_settles_most_verdicts_is_asked_first() -> None:
    results = (result(HUBS, AREA_SET_UP), result(TAIEX, RESERVED), result(RECONFIRM, AREA_SET_UP))
    assert question(*results) == "Has this been reached: area set up?"


def test_what_settles_a_verdict_alone_goes_before_what_does_so_only_with_others() -> None:
    results = (
        result(HUBS, AREA_SET_UP, RESERVED),
        result(TAIEX, RESERVED),
        result(RECONFIRM, AREA_SET_UP, reason("theme", "open", SMES)),
    )
    assert question(*results) == "Are you one of these: managing authorities?"


def test_it_is_asked_in_the_language_of_the_question() -> None:
    assert question(result(TAIEX, RESERVED), language="de") == (
        "Gehören Sie dazu: managing authorities?"
    )


def test_without_a_stage_the_stage_is_missing_for_all() -> None:
    asked = understood(mention(SMES))
    results = (result(HUBS, verdict="fits"), result(TAIEX, verdict="fits"))
    assert question(*results, asked=asked) == ("To know more: at which stage is your partnership?")


def test_who_asks_about_a_named_thing_is_not_asked_for_a_stage() -> None:
    assert question(result(HUBS, verdict="fits"), asked=understood(mention(HUBS))) is None


def test_nothing_is_asked_where_no_verdict_is_open() -> None:
    assert question(result(HUBS, reason("stage", "met", PHASE_1), verdict="fits")) is None
    assert question(result(TAIEX, RESERVED, verdict="does-not-fit")) is None


def test_what_only_the_source_could_tell_is_not_asked() -> None:
    assert question(result(HUBS, reason("audience", "open", SMES))) is None
