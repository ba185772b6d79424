from __future__ import annotations

from search.quality import SetQuality
from search.scoreboard import drawn
from tests.search.qualities import small_evaluation


def test_a_terminal_gets_all_systems_then_kinds_and_languages() -> None:
    text = drawn(SetQuality.of(small_evaluation("mine")))
    rows = [" ".join(line.replace("│", " ").split()) for line in text.splitlines()]
    assert rows[0] == "mine: 3 questions, 1 of them without an answer"
    assert "Regiograph 0.822 1.000 0.644 0.500 0.000 0.000 1.000 (1 of 1)" in rows
    assert "BM25 words 0.000 0.000 0.000 0.000 1.000 0.000 –" in rows
    assert "money 1 0.644 0.000 0.000 0.000" in rows
    assert "en 1 1.000 0.000 1.000 0.000" in rows


def test_no_heading_is_cut_off() -> None:
    assert "…" not in drawn(SetQuality.of(small_evaluation("mine")))
