"""The engine: from a question to an answer, with every part of a release put together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from search.answer import Answer, Findings
from search.candidates import Candidates
from search.judgement import Judge
from search.looked_up import LookedUp
from search.presenting import Presenter
from search.ranking import Ranked
from search.reader import Reader
from search.receipt import receipt
from search.remarks import Remarks
from search.responding import Responder
from search.telling import Teller
from search.text import clean
from search.understanding import Understanding

LONGEST = 2000  # characters


class QuestionError(ValueError):
    """A question that can't be answered as it stands: empty or too long."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an engine, all of one release."""

    reader: Reader
    candidates: Candidates
    judge: Judge
    looked_up: LookedUp
    responder: Responder
    presenter: Presenter
    teller: Teller
    remarks: Remarks
    detect: Callable[[str], str]
    release: str


class SearchEngine:
    """Answers questions about one release. Thread-safe: nothing changes after it is made."""

    def __init__(self, parts: Parts) -> None:
        """`parts` are those of one release."""
        self._parts = parts

    def answer(
        self,
        question: str,
        *,
        lang: str | None = None,
        limit: int = 10,
        without: Collection[str] = (),
    ) -> Answer:
        """Answer a question of 1 to 2,000 characters; `without`: IRIs the user took out."""
        asked = _checked(question)
        language = lang or self._parts.detect(asked)
        understood = self._parts.reader.read(asked, language, frozenset(without))
        return self._reply(understood, limit)

    def findings(self, question: str, *, lang: str | None = None) -> Findings:
        """All that is found for a question, without an answer in words."""
        asked = _checked(question)
        parts = self._parts
        understood = parts.reader.read(asked, lang or parts.detect(asked), frozenset())
        nodes, ranked = parts.candidates.ranked(understood)
        return Findings(
            understood.language,
            parts.judge.certainty(understood, ranked),
            self._answered(understood, ranked),
            tuple(parts.presenter.result(one, understood, nodes) for one in ranked),
        )

    def status(self) -> dict[str, str]:
        """State of the encoder, for ``/health``."""
        return {"encoder": "ready" if self._parts.reader.by_meaning else "missing"}

    @property
    def judge(self) -> Judge:
        """What decides whether there is an answer; calibration looks at its signals."""
        return self._parts.judge

    def understood(self, question: str, language: str) -> tuple[Understanding, list[Ranked]]:
        """What is understood of a question and ranked for it, before anything is judged."""
        understood = self._parts.reader.read(_checked(question), language)
        return understood, self._parts.candidates.ranked(understood)[1]

    def _answered(self, understood: Understanding, ranked: Sequence[Ranked]) -> bool:
        parts = self._parts
        return parts.looked_up.settles(understood) or parts.judge.answered(understood, ranked)

    def _reply(self, understood: Understanding, limit: int) -> Answer:
        parts = self._parts
        nodes, ranked = parts.candidates.ranked(understood)
        named = [mention.node for mention in understood.names]
        facts = parts.responder.facts(understood, named or [r.thing for r in ranked[:3]])
        answered = self._answered(understood, ranked)
        shown = ranked[:limit]
        results = tuple(parts.presenter.result(r, understood, nodes) for r in shown)
        told = parts.looked_up.told(understood, answered)
        if told is None and answered:
            told = parts.teller.told(understood, ranked, facts, results)
        silence = None if answered else parts.remarks.silence(understood, facts)
        return Answer(
            question=understood.question,
            language=understood.language,
            answered=answered,
            answer=told,
            silence=silence,
            constraints=parts.presenter.constraints(understood, nodes),
            results=results,
            sparql=receipt(
                nodes,
                [s.node for s in understood.stages],
                shown[-1].score if shown else 0,
                limit,
                understood.unwanted,
            ),
            total=len(ranked),
            next_question=parts.remarks.next_question(understood, results) if answered else None,
            notes=parts.remarks.notes(understood, answered, told or silence),
            release=parts.release,
        )


def _checked(question: str) -> str:
    cleaned = clean(question)
    if not cleaned:
        raise QuestionError("The question is empty. Ask for a need, a fact or a name.")
    if len(cleaned) > LONGEST:
        raise QuestionError(
            f"The question has {len(cleaned):,} characters; the most is {LONGEST:,}. Shorten it."
        )
    return cleaned
