from __future__ import annotations

import pytest

from ontology.names import EU_LANGUAGES
from search.vocabulary import Vocabulary

SMALL = Vocabulary(
    {
        "en": {"negation": frozenset({("not",), ("no",)})},
        "es": {"negation": frozenset({("no",), ("en", "ningun", "caso")})},
    }
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def test_every_language_of_the_union_has_a_table(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.table) == set(EU_LANGUAGES)


@pytest.mark.parametrize("key", ["number-1", "number-2", "number-3", "number-4", "stage-word"])
def test_every_language_can_say_the_four_stages(key: str, vocabulary: Vocabulary) -> None:
    assert [lang for lang in EU_LANGUAGES if not vocabulary.table[lang].get(key)] == []


def test_no_wording_is_empty(vocabulary: Vocabulary) -> None:
    assert all(
        all(wording) for table in vocabulary.table.values() for w in table.values() for wording in w
    )


def test_words_are_folded_as_those_of_questions_are(vocabulary: Vocabulary) -> None:
    assert ("pierwsza",) in vocabulary.wordings("pl", "number-1")
    assert ("jedna",) in vocabulary.wordings("pl", "number-1")
    assert ("jedną",) not in vocabulary.wordings("pl", "number-1")


def test_the_wordings_of_a_language_include_the_english_ones() -> None:
    assert SMALL.wordings("es", "negation") == {("not",), ("no",), ("en", "ningun", "caso")}


def test_a_language_without_a_table_has_the_english_ones() -> None:
    assert SMALL.wordings("tlh", "negation") == {("not",), ("no",)}
    assert SMALL.wordings("tlh", "only") == frozenset()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("en ningun caso", True),
        ("nunca en ningun caso malo", True),
        ("en caso ningun", False),
        ("ningun", False),
        ("", False),
    ],
)
def test_a_wording_is_said_when_its_words_follow_each_other(question: str, said: bool) -> None:
    assert SMALL.says("es", "negation", tuple(question.split())) is said
