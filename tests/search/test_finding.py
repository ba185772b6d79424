from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from graph import Literal
from graph.finder import Found, Wanted
from search.answer import Findings, Result
from search.engine import QuestionError
from search.finding import MeaningFinder


def result(name: str, score: float, verdict: str | None = None) -> Result:
    return Result(f"urn:{name}", name, "instrument", name, "", None, score, {}, verdict)  # type: ignore[arg-type]


@dataclass
class Engine:
    """Finds three things with a certainty of .8."""

    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def findings(self, question: str, *, lang: str | None = None) -> Findings:
        if not question.strip("\0"):
            raise QuestionError("The question is empty.")
        self.asked.append((question, lang))
        things = (result("a", 4.0, "fits"), result("b", 2.0), result("c", 1.0))
        return Findings(lang or "en", 0.8, True, things)


def finder(engine: Engine | None = None) -> MeaningFinder:
    classes = {"urn:Tool": {"urn:a", "urn:c"}, "urn:Place": {"urn:b"}}

    def instances(asked: Iterable[str]) -> frozenset[str]:
        return frozenset(thing for name in asked for thing in classes.get(name, ()))

    return MeaningFinder(engine or Engine(), instances)


def scores(found: Iterable[Found]) -> list[tuple[str, str, str]]:
    return [(one["thing"].value, one["score"].value, one["rank"].value) for one in found]


def test_the_best_has_the_certainty_of_the_answer_and_the_others_their_share() -> None:
    assert scores(finder().find(Wanted("x"))) == [
        ("urn:a", "0.8000", "1"),
        ("urn:b", "0.4000", "2"),
        ("urn:c", "0.2000", "3"),
    ]


def test_a_verdict_is_there_only_where_there_is_one() -> None:
    first, second, _ = finder().find(Wanted("x"))
    assert (first["verdict"], first["answered"]) == (Literal("fits"), Literal(True))
    assert "verdict" not in second


@pytest.mark.parametrize(
    ("wanted", "things"),
    [
        (Wanted("x", limit=1), [("urn:a", "0.8000", "1")]),
        (Wanted("x", limit=1, offset=1), [("urn:b", "0.4000", "2")]),
        (Wanted("x", threshold=0.5), [("urn:a", "0.8000", "1")]),
        (Wanted("x", classes=("urn:Place",)), [("urn:b", "0.4000", "1")]),
        (Wanted("x", classes=("urn:No",)), []),
        (Wanted("x", offset=3), []),
        (Wanted("\0"), []),
    ],
)
def test_limits_come_after_class_and_threshold(
    wanted: Wanted, things: list[tuple[str, str, str]]
) -> None:
    assert scores(finder().find(wanted)) == things


def test_a_region_of_a_language_is_left_out() -> None:
    engine = Engine()
    finder(engine).find(Wanted("x", languages=("de-at",)))
    finder(engine).find(Wanted("y"))
    assert engine.asked == [("x", "de"), ("y", None)]
