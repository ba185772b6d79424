from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import pytest

from search.evaluation import (
    Marks,
    Question,
    QuestionSet,
    QuestionSetError,
    Reply,
    default_questions,
    evaluate,
    mark,
    ndcg,
    recall,
    reciprocal_rank,
    says,
    success,
    summarise,
)

GRADES = {"a": 3, "b": 2, "c": 1}


def question(**changes: object) -> Question:
    given: dict[str, object] = {
        "id": "q1",
        "text": "who helps?",
        "language": "en",
        "kind": "need",
        "grades": GRADES,
    }
    return Question(**(given | changes))  # type: ignore[arg-type]


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


def test_the_false_answer_rate_is_over_questions_without_an_answer() -> None:
    nothing = question(grades={})
    marks = [mark(nothing, Reply(("a",), answered=a)) for a in (True, False, False, False)]
    found = summarise([*marks, mark(question(), Reply(("a",)))])
    assert (found.n, found.unanswerable, found.false_answers) == (1, 4, 0.25)


def test_refusals_are_counted_over_answerable_questions() -> None:
    marks = [mark(question(), Reply(("a",), answered=a)) for a in (True, False)]
    assert summarise(marks).refused == 0.5


def test_a_mean_of_nothing_is_not_a_number() -> None:
    assert math.isnan(summarise([Marks(question(grades={}), answered=False)]).ndcg)


@dataclass(frozen=True)
class FakeResult:
    slug: str
    type: str = "instrument"


@dataclass(frozen=True)
class FakeText:
    text: str


@dataclass(frozen=True)
class FakeAnswer:
    results: tuple[FakeResult, ...]
    answered: bool = True
    answer: FakeText | None = None


class FakeEngine:
    def answer(self, question: str, *, lang: str | None = None, limit: int = 10) -> FakeAnswer:
        if "weather" in question:
            return FakeAnswer((), answered=False)
        results = (FakeResult("tech-x", "technology"), FakeResult("a"), FakeResult("a"))
        return FakeAnswer(results, answer=FakeText("EUR 20"))


QUESTIONS = QuestionSet(
    "mine",
    (
        question(values=("20",)),
        question(id="q2", text="weather?", grades={}, language="fi", kind="unanswerable"),
    ),
)


def test_only_graded_types_count_and_each_thing_once() -> None:
    found = evaluate(FakeEngine(), questions=QUESTIONS).reports[0].overall
    assert found.success == 1.0
    assert found.value_accuracy == 1.0
    assert found.false_answers == 0.0


def test_the_tables_show_all_systems_and_the_json_is_valid() -> None:
    found = evaluate(FakeEngine(), {"always b": lambda q: Reply(("b",))}, QUESTIONS)
    text = str(found)
    assert "always b" in text
    assert "by language" in text
    systems = json.loads(json.dumps(found.to_json(), allow_nan=False))["systems"]
    assert systems["always b"]["overall"]["false_answers"] == 1.0
    assert systems["regiograph"]["by language"]["fi"]["ndcg"] is None
    assert systems["regiograph"]["questions"]["q1"]["success"] == 1.0


def test_questions_are_read_from_lines(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    row = {"id": "x", "query": "who?", "lang": "en", "kind": "need", "judgments": {"a": 3}}
    path.write_text(json.dumps(row | {"answer": ["20"]}) + "\n\n", encoding="utf-8")
    read = QuestionSet.read(path)
    assert read.name == "some"
    assert read.questions == (Question("x", "who?", "en", "need", {"a": 3}, ("20",)),)


def test_a_line_that_is_no_question_is_named(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text('\n{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r"some\.jsonl:2 is no question"):
        QuestionSet.read(path)


def test_the_default_questions_can_be_read() -> None:
    questions = QuestionSet.read(default_questions()).questions
    assert any(q.answerable for q in questions)
    assert any(not q.answerable for q in questions)
