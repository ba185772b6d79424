from __future__ import annotations

import numpy as np
import pytest

from search.precedents import LEAST, MOST, Precedents, likeness
from search.ranking import RESULTS

ASKED = np.array([1.0, 0.0], np.float32)
OTHER = np.array([0.0, 1.0], np.float32)
ALIKE = np.array([1.0], np.float32)
UNLIKE = np.array([0.0], np.float32)


def precedents(*weights: float, usual: float = 0.0) -> Precedents:
    """One judged question, and what it says of some things."""
    things = tuple(f"id/instrument/{number}" for number in range(len(weights)))
    row = np.array([weights], np.float32)
    return Precedents(ASKED[None], things, row, np.full(len(weights), usual, np.float32))


def test_a_question_is_most_like_itself() -> None:
    alike = likeness(ASKED, np.stack([ASKED, OTHER]))
    assert alike.tolist() == pytest.approx([1.0, np.exp(-9.0)])


def test_the_same_question_inherits_the_grades_best_first() -> None:
    gains = precedents(0.3, 0.8).gains(ALIKE)
    assert list(gains) == ["id/instrument/1", "id/instrument/0"]
    assert list(gains.values()) == pytest.approx([0.8, 0.3])


def test_an_unlike_question_gets_what_is_usual() -> None:
    assert precedents(0.8, usual=0.1).gains(UNLIKE)["id/instrument/0"] == pytest.approx(
        0.1, abs=1e-3
    )


def test_little_is_left_out_and_much_is_capped() -> None:
    assert precedents(LEAST / 2, 1.7).gains(ALIKE) == {"id/instrument/1": 1.0}


def test_only_the_best_are_spoken_for() -> None:
    assert len(precedents(*np.linspace(0.5, 0.9, 20)).gains(ALIKE)) == MOST


def test_without_likeness_or_without_precedents_nothing_is_said() -> None:
    assert precedents(0.8).gains(None) == {}
    assert precedents().gains(ALIKE) == {}


def test_the_published_ones_speak_for_results_by_their_path() -> None:
    published = Precedents.load()
    assert {path.split("/")[1] for path in published.things} <= RESULTS
    assert published.weights.shape == (len(published.vectors), len(published.things))
    assert np.linalg.norm(published.vectors, axis=1) == pytest.approx(1.0, abs=0.02)
