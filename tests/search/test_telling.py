from __future__ import annotations

from collections.abc import Sequence

from search.answer import Direct, Reason, Result, Verdict
from search.fit import Assessor
from search.joining import JoiningRule
from search.ranking import Ranked
from search.responding import Responder
from search.telling import Teller
from search.understanding import Understanding
from search.vocabulary import Vocabulary
from tests.search.tiny import (
    COMPARED,
    HUBS,
    MONEY,
    PHASE_1,
    RECONFIRM,
    SMES,
    TAIEX,
    mention,
    tiny_catalogue,
    tiny_wordings,
    understood,
)

CATALOGUE = tiny_catalogue()
RESPONDER = Responder(CATALOGUE)
TELLER = Teller(
    CATALOGUE,
    Assessor(CATALOGUE, tiny_wordings()),
    RESPONDER,
    JoiningRule(CATALOGUE, Vocabulary.load()),
    tiny_wordings(),
)


def result(iri: str, verdict: Verdict | None, *reasons: Reason) -> Result:
    label = CATALOGUE.nodes[iri].label("en")
    return Result(iri, iri, "instrument", label, "", None, 1.0, {}, verdict, reasons)


def told(asked: Understanding, results: Sequence[Result]) -> Direct:
    ranked = [Ranked(r.iri, r.score, {"name": 1.0}, ()) for r in results]
    facts = RESPONDER.facts(asked, [r.iri for r in results])
    found = TELLER.told(asked, ranked, facts, results)
    assert found is not None
    return found


def texts(direct: Direct) -> list[str]:
    return [sentence.text for sentence in direct.sentences]


def test_at_a_stage_what_fits_is_listed_and_counted() -> None:
    results = [result(TAIEX, "fits"), result(RECONFIRM, "fits-if"), result(HUBS, "does-not-fit")]

    assert texts(told(understood(mention(PHASE_1)), results)) == [
        "Fits (1): TAIEX Regio.",
        "Fits under a condition (1): ReConfirm.",
    ]


def test_what_can_not_be_had_is_refused_with_the_rule_and_alternatives() -> None:
    failed = Reason("reserved", "unmet", "can be used only by: managing authorities")
    results = [result(TAIEX, "does-not-fit", failed), result(HUBS, "fits")]

    assert texts(told(understood(mention(TAIEX), mention(SMES)), results)) == [
        "Not eligible – TAIEX Regio: can be used only by: managing authorities.",
        "Nearest alternatives: Digital Innovation Hubs.",
    ]


def test_who_may_use_what_they_name_is_told_so_before_the_facts() -> None:
    met = Reason("audience", "met", "is addressed to: small firms")
    results = [result(HUBS, "fits", met)]

    said = texts(told(understood(mention(HUBS), mention(SMES)), results))

    assert said[0] == "Fits – Digital Innovation Hubs: is addressed to: small firms."


def test_a_fact_is_told_alone() -> None:
    said = texts(told(understood(mention(HUBS), mention(MONEY)), [result(HUBS, None)]))

    assert said == ["Digital Innovation Hubs: EUR 20 million for the hubs"]


def test_things_to_compare_come_as_a_table() -> None:
    asked = understood(mention(HUBS), mention(TAIEX, start=40), mention(COMPARED))

    direct = told(asked, [result(HUBS, None), result(TAIEX, None)])

    assert direct.comparison is not None
    assert direct.comparison.things == ("Digital Innovation Hubs", "TAIEX Regio")
