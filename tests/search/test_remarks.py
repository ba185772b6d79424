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
    return REMARKS.notes(asked, answered, told)


def silence(asked: Understanding) -> Direct | None:
    return REMARKS.silence(asked, RESPONDER.facts(asked, [HUBS]))


def test_silence_about_a_named_thing_is_told_with_what_is_said_nearby() -> None:
    told = silence(understood(mention(HUBS), mention(TELEPHONE)))

    assert told is not None
    assert [sentence.text for sentence in told.sentences] == [
        "Digital Innovation Hubs: no number is given",
        "What it does say:",
        "Digital Innovation Hubs: EUR 20 million for the hubs",
    ]


def test_silence_is_told_in_the_language_of_the_question() -> None:
    told = silence(understood(mention(HUBS), mention(TELEPHONE), language="de"))

    assert told is not None
    assert told.sentences[0].text == (
        "Digitale Zentren: Die Quelle sagt dazu nichts (Telefonnummer)."
    )
    assert told.language == "de"


def test_nothing_is_said_to_be_missing_of_things_that_nobody_named() -> None:
    assert silence(understood(mention(TELEPHONE))) is None


def test_the_first_note_says_why_there_is_no_answer() -> None:
    asked = understood(mention(HUBS), mention(TELEPHONE))

    assert notes(asked, answered=False, told=silence(asked))[0] == "The source does not say this."
    assert notes(asked, answered=False)[0] == "The graph does not cover this."


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
