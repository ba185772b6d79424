from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.question_set import (
    Question,
    QuestionSet,
    QuestionSetError,
    all_questions,
    default_questions,
)


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


@pytest.mark.parametrize("path", all_questions(), ids=lambda path: path.stem)
def test_every_question_of_a_set_has_an_id_of_its_own(path: Path) -> None:
    questions = QuestionSet.read(path).questions
    assert len({q.id for q in questions}) == len(questions)


@pytest.mark.parametrize("path", all_questions(), ids=lambda path: path.stem)
def test_every_grade_is_one_of_three(path: Path) -> None:
    grades = {grade for q in QuestionSet.read(path).questions for grade in q.grades.values()}
    assert grades == {1, 2, 3}


@pytest.mark.parametrize("name", ["calibration-4", "calibration-5"])
def test_a_wide_calibration_set_asks_in_every_language_with_and_without_an_answer(
    name: str,
) -> None:
    [path] = [path for path in all_questions() if path.stem == name]
    questions = QuestionSet.read(path).questions
    answered = {q.language for q in questions if q.answerable}
    refused = {q.language for q in questions if not q.answerable}
    assert len(answered) == len(refused) == 24


@pytest.mark.parametrize("name", ["calibration-4", "calibration-5"])
def test_every_answerable_question_of_a_wide_calibration_set_has_a_direct_answer(
    name: str,
) -> None:
    [path] = [path for path in all_questions() if path.stem == name]
    answerable = [q for q in QuestionSet.read(path).questions if q.answerable]
    assert {max(q.grades.values()) for q in answerable} == {3}


def test_the_unseen_questions_are_among_all() -> None:
    assert {"heldout", "heldout-2"} <= {path.stem for path in all_questions()}
