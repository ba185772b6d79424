from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from search.evaluation import ENGINE, TYPES, Report, evaluate
from search.marking import Reply, mark
from search.question_set import Question, QuestionSet

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"


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
        Question("q1", "who helps?", "en", "need", {"a": 3, "b": 2}, ("20",)),
        Question("q2", "weather?", "fi", "unanswerable", {}),
    ),
)


def test_only_graded_types_count_and_each_thing_once() -> None:
    report = evaluate(FakeEngine(), questions=QUESTIONS).reports[0]
    assert report.marks[0].reply.slugs == ("a",)
    assert report.figures.overall.success == 1.0
    assert report.figures.overall.value_accuracy == 1.0
    assert report.figures.overall.false_answers == 0.0


def test_the_json_holds_each_reply_of_each_system() -> None:
    found = evaluate(FakeEngine(), {"always b": lambda q: Reply(("b",))}, QUESTIONS)
    systems = json.loads(json.dumps(found.to_json(), allow_nan=False))["systems"]
    assert list(systems) == [ENGINE, "always b"]
    assert systems["always b"]["overall"]["false_answers"] == 1.0
    assert systems[ENGINE]["languages"]["fi"]["ndcg"] is None
    assert systems[ENGINE]["questions"]["q1"]["answer"] == "EUR 20"
    assert systems["always b"]["questions"]["q1"]["results"] == ["b"]


@pytest.mark.parametrize("gold", sorted(GOLD.glob("dev.jsonl")), ids=lambda path: path.stem)
def test_the_scorer_of_the_development_questions_gives_the_same_figures(
    gold: Path, tmp_path: Path
) -> None:
    questions = QuestionSet.read(gold).questions
    replies = [_some_reply(number, question) for number, question in enumerate(questions)]
    mine = Report("some", tuple(map(mark, questions, replies))).figures
    theirs = _scored(gold, tmp_path, dict(zip((q.id for q in questions), replies, strict=True)))

    names = {"ndcg": "ndcg@5", "recall": "recall@5", "mrr": "mrr", "success": "success@1"}
    for group, other in [(mine.overall, theirs["overall"]), (mine.english, theirs["english"])]:
        for own, name in names.items():
            assert getattr(group, own) == pytest.approx(other[name])
    assert {k: f.ndcg for k, f in mine.kinds.items() if f.n} == pytest.approx(
        {kind: found["ndcg@5"] for kind, found in theirs["by_kind"].items()}
    )
    assert mine.overall.refused == pytest.approx(theirs["overall"]["refused"])
    assert mine.overall.false_answers == theirs["unanswerable"]["false_answer_rate"]
    assert mine.overall.values == theirs["values"]["n"]
    assert mine.overall.value_accuracy == pytest.approx(theirs["values"]["accuracy"])


def _some_reply(number: int, question: Question) -> Reply:
    """Replies of all sorts: late hits, ties, refusals, right and wrong values."""
    graded = sorted(question.grades, key=lambda slug: (len(slug) * (number + 3)) % 7)
    slugs = ["eiah", *graded] if number % 3 else [*graded, "watify"]
    said = " and ".join(value.split("|")[-1] for value in question.values)
    answer = (said if number % 4 else "EUR 20.5 million") if question.values else None
    return Reply(tuple(dict.fromkeys(slugs)), number % 5 != 2, answer)


def _scored(gold: Path, tmp_path: Path, replies: dict[str, Reply]) -> dict[str, Any]:
    run, out = tmp_path / "run.jsonl", tmp_path / "out.json"
    rows = (
        {
            "id": name,
            # The scorer leaves out what is not graded, as we do.
            "results": [{"slug": slug} for slug in ("aud-clusters", *reply.slugs)],
            "answered": reply.answered,
            "answer": reply.answer,
        }
        for name, reply in replies.items()
    )
    run.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    options: list[str | Path] = [
        "--run",
        run,
        "--gold",
        gold,
        "--types",
        ",".join(TYPES),
        "--json",
        out,
        "--quiet",
    ]
    subprocess.run([sys.executable, gold.parent / "score.py", *options], check=True)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["summary"]
    return found
