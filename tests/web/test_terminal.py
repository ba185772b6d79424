from __future__ import annotations

from io import StringIO
from typing import Any

from rich.console import Console

from web.terminal import print_answer, print_rows


def _console() -> tuple[Console, StringIO]:
    stream = StringIO()
    return Console(file=stream, width=80, color_system=None), stream


def _result(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    found = {"label": "ReConfirm", "iri": "http://example.org/reconfirm", "description": "Help."}
    return {**found, **more}


def test_an_answer_shows_fact_understanding_verdict_and_reasons() -> None:
    console, stream = _console()
    reason = {"outcome": "met", "text": "the partnership is in phase 2"}
    found = {
        "answered": True,
        "answer": {"text": "The Commission [DG GROW]."},
        "constraints": [{"label": "Phase 2"}],
        "results": [_result(verdict="fits-if", reasons=[reason])],
        "next_question": "Who applies?",
    }

    print_answer(found, console)

    assert stream.getvalue().splitlines() == [
        "The Commission [DG GROW].",
        "Understood: Phase 2",
        "1. ReConfirm (fits if …)",
        "   Help.",
        "   - met: the partnership is in phase 2",
        "   http://example.org/reconfirm",
        "Who applies?",
    ]


def test_no_answer_is_said_before_suggestions() -> None:
    console, stream = _console()
    print_answer({"answered": False, "answer": None, "results": [_result()]}, console)
    assert stream.getvalue().startswith("No answer in this graph. What comes nearest:\n1. Re")


def test_rows_are_a_table_with_gaps_for_unbound_variables() -> None:
    console, stream = _console()
    bindings = [{"a": {"value": "x"}, "b": {"value": "y"}}, {"a": {"value": "z"}}]
    print_rows({"head": {"vars": ["a", "b"]}, "results": {"bindings": bindings}}, console)
    assert [line.split() for line in stream.getvalue().splitlines()] == [
        ["a", "b"],
        ["x", "y"],
        ["z"],
        ["2", "rows"],
    ]


def test_a_yes_or_no_question_is_answered_in_a_word() -> None:
    console, stream = _console()
    print_rows({"head": {}, "boolean": True}, console)
    assert stream.getvalue() == "yes\n"
