from __future__ import annotations

from search.answer import Evidence
from search.responding import Fact, Responder
from tests.search.tiny import (
    AFTER,
    BUDGET,
    HUBS,
    MONEY,
    PASSAGE,
    PHONE,
    RECONFIRM,
    RESERVED,
    TAIEX,
    TELEPHONE,
    mention,
    tiny_catalogue,
    tiny_wording,
    understood,
)

RESPONDER = Responder(tiny_catalogue())
ENGLISH = tiny_wording()


def said(fact: Fact, language: str = "en") -> list[tuple[str, str]]:
    """Sentences about a fact with their languages."""
    found = RESPONDER.words(fact, tiny_wording(language))
    return [(sentence.text, sentence.language) for sentence in found]


def test_facts_about_the_things_found_are_looked_at() -> None:
    facts = RESPONDER.facts(understood(), [HUBS, TAIEX])
    assert {(fact.node, fact.about) for fact in facts} == {
        (BUDGET, HUBS),
        (PHONE, HUBS),
        (RESERVED, TAIEX),
    }


def test_the_kind_that_is_asked_for_comes_first() -> None:
    facts = RESPONDER.facts(understood(mention(MONEY)), [HUBS])
    assert [(fact.node, fact.asked) for fact in facts] == [(BUDGET, True), (PHONE, False)]


def test_nearness_to_the_question_decides_among_equals() -> None:
    facts = RESPONDER.facts(understood(scores={PHONE: 1.0, BUDGET: 2.0}), [HUBS])
    assert facts[0].node == BUDGET


def test_a_fact_about_the_first_result_goes_before_one_about_the_second() -> None:
    facts = RESPONDER.facts(understood(), [TAIEX, HUBS])
    assert facts[0].about == TAIEX


def test_a_fact_is_told_with_its_thing_its_value_and_its_evidence() -> None:
    direct = RESPONDER.direct(RESPONDER.facts(understood(scores={RESERVED: 3.0}), [TAIEX]), ENGLISH)
    assert direct is not None
    assert direct.text == "TAIEX Regio: Authorities alone."
    assert direct.values == ("Authorities alone.",)
    assert direct.evidence == (Evidence(**PASSAGE),)


def test_the_budget_that_is_asked_for_is_in_the_answer() -> None:
    direct = RESPONDER.direct(RESPONDER.facts(understood(mention(MONEY)), [HUBS]), ENGLISH)
    assert direct is not None
    assert "EUR 20 million" in direct.text


def test_where_the_source_is_silent_there_is_no_fact_to_tell() -> None:
    facts = RESPONDER.facts(understood(mention(TELEPHONE)), [HUBS])
    assert facts[0].node == PHONE
    assert RESPONDER.direct(facts, ENGLISH) is None
    assert said(facts[0]) == [("Digital Innovation Hubs: no number is given", "en")]
    assert said(facts[0], "de") == [
        ("Digitale Zentren: Die Quelle sagt dazu nichts (Telefonnummer).", "de")
    ]


def test_nothing_found_has_nothing_to_tell() -> None:
    assert RESPONDER.facts(understood(mention(MONEY)), []) == []
    assert RESPONDER.direct([], ENGLISH) is None


def test_an_answer_tells_only_what_is_about_as_near() -> None:
    scores = {AFTER: 4.0, BUDGET: -4.0}
    direct = RESPONDER.direct(
        RESPONDER.facts(understood(scores=scores), [RECONFIRM, HUBS]), ENGLISH
    )
    assert direct is not None
    assert direct.values == ("Once the area is there.",)


def test_a_quantity_is_said_in_the_language_of_the_question() -> None:
    [budget, *_] = RESPONDER.facts(understood(mention(MONEY)), [HUBS])
    [(text, language)] = said(budget, "fr")
    assert language == "fr"
    assert text.replace("\xa0", " ").replace("\u202f", " ") == (
        "Digital Innovation Hubs – Budget de l'instrument : 20 M €"
        " (prévu, jusqu'au 31 décembre 2020, situation : novembre 2017)."
    )


def test_a_statement_that_nobody_translated_stays_english_and_is_marked_so() -> None:
    facts = RESPONDER.facts(understood(scores={RESERVED: 3.0}), [TAIEX])
    assert said(facts[0], "de") == [("TAIEX Regio:", "de"), ("Authorities alone.", "en")]
    direct = RESPONDER.direct(facts, tiny_wording("de"))
    assert direct is not None
    assert direct.language == "en"
