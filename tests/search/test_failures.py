from __future__ import annotations

from search.failures import failures
from search.marking import Marks, Reply, mark
from search.question_set import Question

GRADES = {"a": 3, "b": 1}


def marked(name: str, reply: Reply, *values: str, grades: dict[str, int] = GRADES) -> Marks:
    return mark(Question(name, f"{name}?", "en", "need", grades, values), reply)


def test_good_replies_are_no_failures() -> None:
    right = marked("right", Reply(("a", "b"), answer="EUR 20"), "20")
    assert failures([right, marked("no", Reply((), answered=False), grades={})]) == []


def test_the_worst_come_first_and_say_what_is_wrong() -> None:
    found = failures(
        [
            marked("late", Reply(("x", "a", "b"))),
            marked("unsaid", Reply(("a", "b"), answer="much"), "20"),
            marked("refused", Reply(("a",), answered=False)),
            marked("made up", Reply(("a",)), grades={}),
            marked("silent", Reply(("a", "b")), "20"),
        ]
    )
    assert [(f.marks.question.id, f.faults) for f in found] == [
        ("refused", ("refused",)),
        ("made up", ("answered, though there is no answer",)),
        ("unsaid", ("value missing",)),
        ("late", ("nDCG@5 0.64",)),
        ("silent", ("no answer text",)),
    ]


def test_a_failure_shows_what_was_wanted_and_what_came() -> None:
    failure = failures([marked("q7", Reply(("x", "b"), answer="much"), "20|twenty")])[0]
    assert str(failure).splitlines() == [
        "q7 [en, need] nDCG@5 0.08; value missing",
        "  asked   q7?",
        "  wanted  a 3, b 1",
        "  got     x 0, b 1",
        "  values  20|twenty",
        "  said    much",
    ]
