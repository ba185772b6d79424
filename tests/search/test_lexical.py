from __future__ import annotations

from pathlib import Path

import pytest

from search.lexical import Analyzer, LexicalError, LexicalIndex, letter_groups

TEXTS = [
    "Digital Innovation Hubs",
    "Innovationszentren für die Industrie",
    "Κόμβοι ψηφιακής καινοτομίας",
    "Фонд за регионално развитие",
    "help with patents and licences",
]
ALL = list(Analyzer)


@pytest.mark.parametrize("analyzer", ALL)
def test_the_text_that_shares_most_comes_first(analyzer: Analyzer) -> None:
    index = LexicalIndex.build(TEXTS, analyzer)
    assert index.search("a digital innovation hub", 3).rows[0] == 0
    assert index.search("ФОНД за развитие", 3).rows[0] == 3


@pytest.mark.parametrize("analyzer", ALL)
def test_accents_and_case_make_no_difference(analyzer: Analyzer) -> None:
    assert LexicalIndex.build(TEXTS, analyzer).search("ΨΗΦΙΑΚΗΣ", 1).rows.tolist() == [2]


def test_letter_groups_find_other_endings_and_typos() -> None:
    index = LexicalIndex.build(TEXTS, Analyzer.CHAR)
    assert index.search("Innovationszentrum", 1).rows.tolist() == [1]
    assert index.search("lisences", 1).rows.tolist() == [4]


def test_words_alone_do_not() -> None:
    assert LexicalIndex.build(TEXTS, Analyzer.WORD).search("lisences", 1).rows.tolist() == []


@pytest.mark.parametrize("analyzer", ALL)
def test_nothing_shared_finds_nothing(analyzer: Analyzer) -> None:
    index = LexicalIndex.build(TEXTS, analyzer)
    assert index.search("ššš", 5).rows.tolist() == []
    assert index.scores("").tolist() == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("analyzer", ALL)
def test_a_saved_index_scores_the_same_after_loading(analyzer: Analyzer, tmp_path: Path) -> None:
    built = LexicalIndex.build(TEXTS, analyzer)
    built.save(tmp_path / "lexical")
    loaded = LexicalIndex.load(tmp_path / "lexical")
    assert len(loaded) == len(TEXTS)
    question = "innovation and industry patents"
    assert loaded.scores(question) == pytest.approx(built.scores(question))


@pytest.mark.parametrize("texts", [[], ["", "?!"]])
def test_texts_without_words_can_be_indexed(texts: list[str], tmp_path: Path) -> None:
    LexicalIndex.build(texts).save(tmp_path)
    assert LexicalIndex.load(tmp_path).scores("anything").tolist() == [0.0] * len(texts)


def test_stop_words_of_the_texts_are_not_indexed() -> None:
    index = LexicalIndex.build(TEXTS, Analyzer.WORD, stop_words={"with", "and"})
    assert index.search("with and", 5).rows.tolist() == []


def test_groups_mark_the_ends_of_a_word() -> None:
    assert letter_groups("hub") == ["_hu", "hub", "ub_", "_hub", "hub_"]
    assert letter_groups("a") == ["_a_"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexicalError, match="does not exist; build the release again"):
        LexicalIndex.load(tmp_path)
