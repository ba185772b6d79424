from __future__ import annotations

import math

import pytest

from search.marking import Reply, mark, ndcg, recall, reciprocal_rank, says, success
from search.question_set import Question

GRADES = {"a": 3, "b": 2, "c": 1}


def question(values: tuple[str, ...] = ()) -> Question:
    return Question("q1", "who helps?", "en", "need", GRADES, values)


def test_the_ideal_order_has_an_ndcg_of_one() -> None:
    assert ndcg(GRADES, ["a", "b", "c"]) == pytest.approx(1.0)


def test_ndcg_discounts_by_the_logarithm_of_the_place() -> None:
    best = 7 + 3 / math.log2(3) + 1 / 2
    assert ndcg(GRADES, ["x", "a"]) == pytest.approx(7 / math.log2(3) / best)


def test_ndcg_looks_at_five_results_only() -> None:
    assert ndcg(GRADES, ["v", "w", "x", "y", "z", "a"]) == 0


def test_recall_counts_what_clearly_fits() -> None:
    assert recall(GRADES, ["b", "c", "x"]) == 0.5


def test_recall_of_related_things_where_nothing_fits_clearly() -> None:
    assert recall({"c": 1}, ["x", "c"]) == 1.0


def test_no_more_than_five_good_things_can_be_asked_of_five_results() -> None:
    grades = dict.fromkeys("abcdefgh", 2)
    assert recall(grades, list("abcde")) == 1.0


def test_the_reciprocal_rank_is_that_of_the_first_thing_that_fits() -> None:
    assert reciprocal_rank(GRADES, ["c", "x", "b"]) == pytest.approx(1 / 3)
    assert reciprocal_rank(GRADES, ["c"]) == 0.0


def test_success_needs_the_highest_grade_of_the_question() -> None:
    assert success(GRADES, ["a", "x"]) == 1.0
    assert success(GRADES, ["b", "a"]) == 0.0
    assert success(GRADES, []) == 0.0
    assert success({"c": 1}, ["c"]) == 1.0


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("EUR 20 million", "20", True),
        ("EUR 120 million", "20", False),
        ("EUR 20.5 million", "20", False),
        ("in 2020", "20", False),
        ("spent 20.", "20", True),
        ("an opera", "era", False),
        ("of EASME\n or others", "easme  or|easme or", True),
        ("three regions", "3|three", True),
        ("The REGIONS", "regions", True),
    ],
)
def test_a_value_counts_only_as_a_whole_number_or_the_start_of_a_word(
    text: str, wanted: str, expected: bool
) -> None:
    assert says(text, wanted) is expected


def test_a_refused_question_earns_nothing_however_good_its_suggestions() -> None:
    marks = mark(question(), Reply(("a",), answered=False))
    assert (marks.ndcg, marks.recall, marks.mrr, marks.success) == (0, 0, 0, 0)


def test_values_are_marked_only_where_they_are_asked_and_an_answer_is_given() -> None:
    asked = question(values=("20", "million"))
    assert mark(asked, Reply(("a",), answer="EUR 20 million")).value == 1.0
    assert mark(asked, Reply(("a",), answer="EUR 20")).value == 0.0
    assert mark(asked, Reply(("a",))).value is None
    assert mark(question(), Reply(("a",), answer="x")).value is None


def test_a_question_without_an_answer_gets_no_marks() -> None:
    marks = mark(Question("q", "weather?", "en", "unanswerable", {}), Reply(("a",)))
    assert (marks.ndcg, marks.success, marks.value) == (None, None, None)
