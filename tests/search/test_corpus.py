from __future__ import annotations

from search.corpus import corpus_of
from tests.search.catalogues import small_catalogue


def test_an_entity_has_its_own_texts_and_what_is_stated_about_it() -> None:
    hubs, patents = corpus_of(small_catalogue()).wholes()
    assert hubs == (
        "Digital hubs. Digitale Zentren. Hubs test machines. They know 3D printing.. "
        "EUR 20 million for centres"
    )
    assert patents == "Patent help"


def test_english_texts_can_be_asked_for_alone() -> None:
    assert "Zentren" not in corpus_of(small_catalogue()).wholes(english=True)[0]


def test_a_need_counts_only_for_what_meets_it_directly_and_only_when_asked_for() -> None:
    corpus = corpus_of(small_catalogue(), needs=True)
    assert corpus.slugs == ("hubs", "patents")
    assert corpus.wholes()[1] == "Patent help. keep others from copying. suojata keksintö"
    assert "keksintö" not in corpus.wholes()[0]


def test_sentences_are_english_apart_from_needs_and_know_their_entity() -> None:
    found = corpus_of(small_catalogue(), needs=True).sentences()
    assert dict(zip(found.texts, found.owners, strict=True)) == {
        "Digital hubs": 0,
        "Hubs test machines.": 0,
        "They know 3D printing.": 0,
        "Patent help": 1,
        "EUR 20 million for centres": 0,
        "keep others from copying": 1,
        "suojata keksintö": 1,
    }


def test_literals_are_whole_and_of_the_entity_itself_in_all_languages() -> None:
    assert corpus_of(small_catalogue(), needs=True).literals().texts == [
        "Digital hubs",
        "Digitale Zentren",
        "Hubs test machines. They know 3D printing.",
        "Patent help",
    ]
