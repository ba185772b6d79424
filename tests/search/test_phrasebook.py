from __future__ import annotations

import pytest

from ontology.names import EU_LANGUAGES
from search.phrasebook import Phrasebook


@pytest.fixture(scope="module")
def phrases() -> Phrasebook:
    return Phrasebook.load()


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
