from __future__ import annotations

import json
import math

import pytest

from search.figures import Figures, Summary, shown, summarise
from search.marking import Marks, Reply, mark
from search.question_set import Question

YES, NO = Reply(("a",)), Reply(("a",), answered=False)


def able(language: str = "en", kind: str = "need") -> Question:
    return Question("q", "who helps?", language, kind, {"a": 3})


UNABLE = Question("u", "weather?", "fi", "unanswerable", {})


def test_the_false_answer_rate_is_over_questions_without_an_answer() -> None:
    marks = [mark(UNABLE, reply) for reply in (YES, NO, NO, NO)]
    found = summarise([*marks, mark(able(), YES)])
    assert (found.n, found.unanswerable, found.false_answers) == (1, 4, 0.25)


def test_refusals_are_counted_over_answerable_questions() -> None:
    assert summarise([mark(able(), YES), mark(able(), NO), mark(UNABLE, NO)]).refused == 0.5


def test_a_mean_of_nothing_is_not_a_number_and_shown_as_a_dash() -> None:
    found = summarise([Marks(UNABLE, NO)])
    assert math.isnan(found.ndcg)
    assert shown(found.ndcg) == "–"
    assert shown(0.12345) == "0.123"


def test_figures_are_grouped_by_kind_and_language() -> None:
    found = Figures.of([mark(able(), YES), mark(able("fi", "money"), NO), mark(UNABLE, YES)])
    assert (found.english.ndcg, found.others.ndcg) == (1.0, 0.0)
    assert found.others.false_answers == 1.0
    assert {kind: one.n for kind, one in found.kinds.items()} == {
        "money": 1,
        "need": 1,
        "unanswerable": 0,
    }
    assert list(found.languages) == ["en", "fi"]


def test_figures_survive_the_way_through_json() -> None:
    found = Figures.of([mark(able(), Reply(("x", "a"))), mark(UNABLE, YES)])
    text = json.dumps(found.to_json(), allow_nan=False)
    read = Figures.from_json(json.loads(text))
    assert read.overall.ndcg == pytest.approx(found.overall.ndcg, abs=1e-4)
    assert math.isnan(read.others.ndcg)
    assert isinstance(read.overall, Summary)
    assert json.dumps(read.to_json()) == text
