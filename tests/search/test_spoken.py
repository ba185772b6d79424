from __future__ import annotations

import pytest

from ontology.names import EU_LANGUAGES
from search.vocabulary import Vocabulary
from tests.search.speaking import spoken

GRAMMAR = (
    "until before after since about between year now thousand million billion euro except we-are"
    " lead member how-many list class-instrument class-area class-partnership class-region"
    " class-country class-code negation only and"
).split()


@pytest.mark.parametrize("key", GRAMMAR)
def test_every_language_has_the_words_of_the_grammars(key: str) -> None:
    table = Vocabulary.load().table
    assert [language for language in EU_LANGUAGES if not table[language].get(key)] == []


def test_the_longest_wording_counts() -> None:
    assert spoken("no more than 5").length("until", 0) == 3


def test_a_wording_leads_up_to_a_word_over_small_words_only() -> None:
    assert spoken("until the year 2020").introduced("until", 3) == 0
    assert spoken("until somebody came 2020").introduced("until", 3) is None


def test_a_word_stands_behind_in_languages_with_postpositions() -> None:
    assert spoken("2018 előtt", "hu").followed("before", 0) == 1
    assert spoken("2018 before", "en").followed("before", 0) is None


def test_an_english_word_that_is_a_small_word_of_the_language_is_not_english() -> None:
    assert not spoken("no Latvijas", "lv").says("negation", 0)
    assert spoken("no support").says("negation", 0)
    assert spoken("support until Friday", "pl").says("until", 1)
