"""Mixed languages, slips, keywords and stories: what is understood of them."""

from __future__ import annotations

import pytest

from search.engine import LONGEST, QuestionError
from tests.search.mini import MiniRelease


def chips(mini: MiniRelease, question: str, language: str) -> dict[str, str]:
    found = mini.engine.answer(question, lang=language).constraints
    return {chip.kind: chip.words for chip in found if chip.kind != "fact"}


@pytest.mark.parametrize(
    ("language", "question", "understood"),
    [
        (
            "de",
            "welche support services für additive manufacturing in Phase 3",
            {"technology": "additive manufacturing", "stage": "Phase 3"},
        ),
        ("fr", "grant jusqu'à 50 k€ for SMEs", {"offer": "grant", "money": "jusqu'à 50 k€"}),
        ("pl", "co to jest matchmaking w fazie 2", {"offer": "matchmaking", "stage": "fazie 2"}),
        ("es", "training antes de marzo de 2018", {"time": "antes de marzo de 2018"}),
        ("it", "photonics senza training", {"offer": "senza training", "technology": "photonics"}),
    ],
)
def test_two_languages_in_one_question(
    language: str, question: str, understood: dict[str, str], mini: MiniRelease
) -> None:
    found = chips(mini, question, language)
    assert {kind: found.get(kind) for kind in understood} == understood


@pytest.mark.parametrize(
    ("question", "slug"),
    [("recomfirm", "reconfirm"), ("INNOSUP1", "innosup-1"), ("watifi", "watify")],
)
def test_a_slip_in_a_name_is_forgiven(question: str, slug: str, mini: MiniRelease) -> None:
    assert mini.engine.answer(question, lang="en").results[0].slug == slug


@pytest.mark.parametrize(
    "question", ["grant clusters", "photonics phase 3", "training 2018", "ECCP"]
)
def test_two_words_are_enough(question: str, mini: MiniRelease) -> None:
    answer = mini.engine.answer(question, lang="en")
    assert answer.constraints != ()
    assert answer.results != ()


def test_a_story_of_two_thousand_characters_is_read_and_its_constraints_found(
    mini: MiniRelease,
) -> None:
    story = "We make parts for machines and would like to go on with it. " * 40
    asked = (story[: LONGEST - 60] + " a grant of up to 2 million euro in phase 3")[:LONGEST]
    found = chips(mini, asked, "en")
    assert found["money"] == "up to 2 million euro"
    assert found["stage"] == "phase 3"


def test_one_character_more_is_a_clear_error(mini: MiniRelease) -> None:
    with pytest.raises(QuestionError, match=r"2,001 characters; the most is 2,000"):
        mini.engine.answer("x" * (LONGEST + 1))
