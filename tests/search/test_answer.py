from __future__ import annotations

import json

from search.answer import Answer, Constraint, Evidence, Reason, Result

EVIDENCE = Evidence("https://example.org/p", "Section", "86", "ab" * 32)
RESULT = Result(
    iri="https://example.org/id/instrument/a",
    slug="a",
    type="instrument",
    label="A",
    description="What A is.",
    url=None,
    score=1.5,
    signals={"name": 1.5},
    verdict="fits",
    reasons=(Reason("stage", "met", "supports it", ("a", "b", "c"), (EVIDENCE,)),),
    evidence=(EVIDENCE,),
)
ANSWER = Answer(
    question="a?",
    language="en",
    answered=True,
    answer=None,
    constraints=(Constraint("stage", "https://example.org/s", "s", "S", "phase 3"),),
    results=(RESULT,),
    sparql="SELECT * {}",
    next_question=None,
)


def test_json_is_the_same_before_and_after_it_is_sent() -> None:
    assert ANSWER.to_json() == json.loads(json.dumps(ANSWER.to_json()))


def test_json_nests_reasons_and_evidence_in_lists() -> None:
    reason = ANSWER.to_json()["results"][0]["reasons"][0]

    assert reason["path"] == ["a", "b", "c"]
    assert [item["lines"] for item in reason["evidence"]] == ["86"]
