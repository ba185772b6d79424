from __future__ import annotations

from string import Formatter

import pytest

from ontology.names import EU_LANGUAGES
from search.phrasebook import Phrasebook


@pytest.fixture(scope="module")
def phrases() -> Phrasebook:
    return Phrasebook.load()


def places(phrase: str) -> set[str]:
    """Names of what a phrase leaves open."""
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_a_language_without_a_phrase_has_the_english_one() -> None:
    small = Phrasebook({"en": {"yes": "Yes.", "no": "No."}, "de": {"yes": "Ja.", "no": ""}})
    assert small.say("de", "yes") == "Ja."
    assert small.say("de", "no") == "No."
    assert small.say("fi", "yes") == "Yes."


def test_every_language_of_the_union_has_phrases(phrases: Phrasebook) -> None:
    assert set(phrases.table) == set(EU_LANGUAGES)


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_every_language_says_all_that_english_says(language: str, phrases: Phrasebook) -> None:
    said = {key for key, text in phrases.table[language].items() if text.strip()}
    assert set(phrases.table["en"]) <= said


def test_the_places_of_a_phrase_are_filled_in() -> None:
    small = Phrasebook({"en": {"for": "for: {who}"}, "de": {"for": "für: {who}"}})
    assert small.say("de", "for", who="{KMU}") == "für: {KMU}"


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_every_language_fills_in_what_english_fills_in(language: str, phrases: Phrasebook) -> None:
    english = {key: places(text) for key, text in phrases.table["en"].items()}
    assert {key: places(text) for key, text in phrases.table[language].items()} == english
