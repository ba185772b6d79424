from __future__ import annotations

from pathlib import Path

from search.quality import published
from search.quality_text import markdown
from search.quality_words import MEASURES
from tests.search.qualities import small_quality


def test_the_systems_stand_side_by_side() -> None:
    text = markdown(small_quality())
    assert "| Regiograph | 0.822 | 1.000 | 0.644 | 0.500 | 0.000 | 0.000 | 1.000 (1 of 1) |" in text
    assert "| BM25 words | 0.000 | 0.000 | 0.000 | 0.000 | 1.000 | 0.000 | – |" in text


def test_kinds_and_languages_are_listed_for_unseen_sets_only() -> None:
    text = markdown(small_quality())
    assert text.count("| money | 1 | 0.644 | 0.000 | 0.000 | 0.000 |") == 1
    assert text.count("| fi | 1 | 0.644 | 0.000 | 0.000 | 0.000 |") == 1


def test_the_honest_no_is_counted() -> None:
    assert (
        "answered 0 of 1 questions that have no answer, and refused 0 of 2 that have one."
        in markdown(small_quality())
    )


def test_it_says_when_and_on_what_it_was_measured_and_how_to_do_it_again() -> None:
    text = markdown(small_quality())
    assert "Measured on 2025-03-31 with version 1.2.3, on release 2025.03.30" in text
    assert "`regiograph evaluate --report .`" in text


def test_no_question_is_printed() -> None:
    assert "secret" not in markdown(small_quality())


def test_every_figure_is_explained() -> None:
    assert set(MEASURES) == {
        "nDCG@5",
        "success@1",
        "false answers",
        "false refusals",
        "values right",
    }


def test_the_committed_file_is_that_of_the_committed_figures() -> None:
    file = Path(__file__).resolve().parents[2] / "docs" / "search-quality.md"
    assert file.read_text(encoding="utf-8") == markdown(published())
