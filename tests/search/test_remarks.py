from __future__ import annotations

from search.answer import Direct, Sentence
from search.remarks import Remarks
from search.responding import Responder
from search.understanding import Understanding
from tests.search.tiny import (
    HUBS,
    TELEPHONE,
    mention,
    tiny_catalogue,
    tiny_wordings,
    understood,
)

RESPONDER = Responder(tiny_catalogue())
REMARKS = Remarks(tiny_catalogue(), RESPONDER, tiny_wordings())


def notes(
    asked: Understanding, *, answered: bool = True, told: Direct | None = None
) -> tuple[str, ...]:
    facts = RESPONDER.facts(asked, [HUBS])
    return REMARKS.notes(asked, facts, answered, told)


def test_silence_about_a_named_thing_is_told_with_what_is_said_nearby() -> None:
    asked = understood(mention(HUBS), mention(TELEPHONE))

    assert notes(asked, answered=False)[:3] == (
        "The source does not say this.",
        "Digital Innovation Hubs: no number is given",
        "What it does say – Digital Innovation Hubs: EUR 20 million for the hubs",
    )


def test_silence_is_told_in_the_language_of_the_question() -> None:
    asked = understood(mention(HUBS), mention(TELEPHONE), language="de")

    said = notes(asked, answered=False)
    assert said[0] == "Dazu sagt die Quelle nichts."
    assert said[1] == "Digitale Zentren: Die Quelle sagt dazu nichts (Telefonnummer)."


def test_nothing_is_said_to_be_missing_of_things_that_nobody_named() -> None:
    said = notes(understood(mention(TELEPHONE)), answered=False)

    assert said[0] == "The graph does not cover this."
    assert not any("Digital" in note for note in said)


def test_an_answer_with_words_of_another_language_says_so() -> None:
    asked = understood(mention(HUBS), language="de")
    english = Direct.of([Sentence("Hubs:", "de"), Sentence("They test.", "en")], "de")
    german = Direct.of([Sentence("Ein Satz.", "de")], "de")

    assert notes(asked, told=english)[0].startswith("Was die Quelle sagt, steht hier auf Englisch")
    assert not any("Englisch" in note for note in notes(asked, told=german))


def test_a_search_without_the_encoder_says_so() -> None:
    assert notes(understood(mention(HUBS)))[-1] == (
        "Searched by words and the graph alone: the language model is missing."
    )
