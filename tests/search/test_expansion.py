from __future__ import annotations

from search.expansion import Expansion
from tests.search.catalogues import small_catalogue


def test_the_english_names_of_a_concept_are_added_once() -> None:
    expansion = Expansion(small_catalogue().texts)
    assert expansion.expanded("Who knows 3D-printing?") == (
        "who knows 3d printing additive manufacturing"
    )


def test_a_concept_is_found_by_its_words_in_any_language() -> None:
    expansion = Expansion(small_catalogue().texts)
    assert expansion.expanded("stöd för additiv tillverkning") == (
        "stod for additiv tillverkning 3d printing additive manufacturing"
    )


def test_a_question_without_known_words_stays_as_it_is() -> None:
    assert Expansion(small_catalogue().texts).expanded("additive weather") == "additive weather"
