"""The engine: from a question to an answer, with every part of a release put together."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from search.answer import Answer, Constraint, Direct, Result
from search.catalogue import Catalogue
from search.fit import Assessor
from search.joining import RULE, joining_check
from search.judgement import Judge
from search.phrasebook import Phrasebook
from search.ranking import RESULTS, Ranked, Weighted, Weights, rank, weighted_nodes
from search.receipt import receipt
from search.responding import Fact, Responder
from search.text import clean
from search.understanding import Reader, Understanding

LONGEST = 2000  # characters
ALTERNATIVES = 0.04  # … when the best does not fit, so that the nearest alternatives are seen
LEAST_SHARE = 0.12  # of the best score: what is below is no result
BEHIND = {
    "manager": ("managedBy", "coProvider", "fundedBy", "^facilitates"),
    "partner-body": ("coProvider", "managedBy", "fundedBy"),
    "programme": ("underProgramme", "fundedUnder", "buildsOn", "leverages"),
}
BEHIND_WEIGHT = 1.6
JOINING_WEIGHT = 2.0
COMPARED = 3  # things set side by side, at most


class QuestionError(ValueError):
    """A question that can't be answered as it stands: empty or too long."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an engine, all of one release."""

    catalogue: Catalogue
    reader: Reader
    assessor: Assessor
    responder: Responder
    judge: Judge
    weights: Weights
    phrases: Phrasebook
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
        return understood, self._ranked(understood)[1]

    def _reply(self, understood: Understanding, limit: int) -> Answer:
        parts = self._parts
        nodes, ranked = self._ranked(understood)
        named = [mention.node for mention in understood.names]
        facts = parts.responder.facts(understood, named or [r.thing for r in ranked[:3]])
        answered = parts.judge.answered(understood, ranked)
        shown = ranked[:limit]
        results = tuple(self._result(r, understood, nodes) for r in shown)
        told = self._told(understood, ranked, facts, results) if answered else None
        return Answer(
            question=understood.question,
            language=understood.language,
            answered=answered,
            answer=told,
            constraints=self._constraints(understood, nodes),
            results=results,
            sparql=receipt(
                nodes, [s.node for s in understood.stages], shown[-1].score if shown else 0, limit
            ),
            next_question=self._next_question(understood, results) if answered else None,
            notes=self._notes(understood, facts, answered, told),
            release=parts.release,
        )

    def _told(
        self,
        understood: Understanding,
        ranked: list[Ranked],
        facts: list[Fact],
        results: tuple[Result, ...],
    ) -> Direct | None:
        """What fits, where a stage was given; else the facts, after the body asked for if any."""
        if understood.stages and not understood.names:
            return self._summary(results, understood)
        check = joining_check(understood, self._parts.catalogue)
        if check is not None:
            evidence = self._parts.assessor.evidence(RULE)
            return Direct(check.words, (str(len(check.regions)), str(check.countries)), evidence)
        refusal = self._refusal(results[0]) if results else None
        if refusal is not None:
            return refusal
        if described := self._described(understood, ranked):
            return described
        direct = self._parts.responder.direct(facts) or self._summary(results, understood)
        if direct is None or "asked" not in ranked[0].signals:
            return direct
        name = self._parts.catalogue.nodes[ranked[0].thing].label(understood.language)
        return replace(direct, text=f"{name}. {direct.text}", values=(name, *direct.values))

    def _refusal(self, first: Result) -> Direct | None:
        """Why the first result does not fit, where a rule of the source says so."""
        if first.verdict != "does-not-fit":
            return None
        failed = [reason for reason in first.reasons if reason.outcome == "unmet"]
        words = f"{first.label}: {'; '.join(reason.text for reason in failed)}."
        return Direct(words, (), tuple(e for reason in failed for e in reason.evidence))

    def _described(self, understood: Understanding, ranked: list[Ranked]) -> Direct | None:
        """What a thing is; things that are to be compared, side by side."""
        compared = understood.asks("comparison") and len(understood.names) > 1
        if not compared and not understood.asks("definition"):
            return None
        things = [r.thing for r in ranked if "name" in r.signals][: COMPARED if compared else 1]
        nodes = [n for t in things if (n := self._parts.catalogue.nodes[t]).description]
        if not nodes:
            return None
        words = "\n".join(f"{node.label('en')}: {node.description}" for node in nodes)
        found = (e for node in nodes for e in self._parts.assessor.evidence(node.iri)[:2])
        return Direct(words, (), tuple(found))

    def _ranked(self, understood: Understanding) -> tuple[list[Weighted], list[Ranked]]:
        """Two rounds: the second adds the bodies behind the first result, when they are asked."""
        stages = [stage.node for stage in understood.stages]
        nodes = weighted_nodes(understood, self._parts.weights, self._parts.catalogue)
        check = joining_check(understood, self._parts.catalogue)
        if check is not None:
            nodes.append(Weighted(RULE, "rule", 0.0, JOINING_WEIGHT, ", ".join(check.regions)))
        ranked = rank(nodes, stages, self._parts.catalogue)
        behind = self._behind(understood, ranked)
        if behind:
            nodes = [*nodes, *behind]
            ranked = rank(nodes, stages, self._parts.catalogue)
        least = self._least(ranked[0], understood) if ranked else 0.0
        return nodes, [r for r in ranked if r.score >= least]

    def _least(self, first: Ranked, understood: Understanding) -> float:
        """Score below which nothing is shown; what can't be had leaves room for alternatives."""
        verdict, _ = self._parts.assessor.assess(first.thing, understood, ())
        return first.score * (ALTERNATIVES if verdict == "does-not-fit" else LEAST_SHARE)

    def _behind(self, understood: Understanding, ranked: list[Ranked]) -> list[Weighted]:
        """Bodies and programmes behind the first result that the question doesn't name itself."""
        first = next((r for r in ranked if self._kind(r.thing) in {"instrument", "platform"}), None)
        if first is None:
            return []
        named = {mention.node for mention in understood.mentions}
        near = understood.nearness.scores
        predicates = [p for fact, ps in BEHIND.items() if understood.asks(fact) for p in ps]
        bodies = {b for p in predicates for b in self._parts.catalogue.targets(first.thing, p)}
        return [
            Weighted(
                body,
                "asked",
                0.0,
                BEHIND_WEIGHT + first.score + near.get(body, 0.0) / 10,
                self._label(first.thing),
            )
            for body in sorted(bodies - named)
            if self._kind(body) in RESULTS
        ]

    def _result(self, ranked: Ranked, understood: Understanding, nodes: list[Weighted]) -> Result:
        node = self._parts.catalogue.nodes[ranked.thing]
        needs = [n.node for n in nodes if n.channel == "need" and n.node in ranked.via][:2]
        verdict, reasons = self._parts.assessor.assess(ranked.thing, understood, needs)
        return Result(
            iri=node.iri,
            slug=node.slug,
            type=node.kind,
            label=node.label(understood.language),
            description=node.description,
            url=node.homepage,
            score=round(ranked.score, 4),
            signals={name: round(share, 4) for name, share in ranked.signals.items()},
            verdict=verdict,
            reasons=reasons,
            evidence=self._parts.assessor.evidence(ranked.thing),
        )

    def _constraints(
        self, understood: Understanding, nodes: list[Weighted]
    ) -> tuple[Constraint, ...]:
        def named(node: str) -> str:
            return self._parts.catalogue.nodes[node].label(understood.language)

        said = [*understood.stages, *understood.mentions, *understood.facts[:2]]
        chips = [
            Constraint(m.kind, m.node, m.node.rsplit("/", 1)[-1], named(m.node), m.words)
            for m in said
            if m.node in self._parts.catalogue.nodes
        ]
        needs = [n for n in nodes if n.channel == "need" and n.weight > 0.4]
        chips += [
            Constraint("need", n.node, n.node.rsplit("/", 1)[-1], named(n.node), n.words)
            for n in needs[:2]
        ]
        return tuple({chip.iri: chip for chip in reversed(chips)}.values())[::-1]

    def _summary(self, results: tuple[Result, ...], understood: Understanding) -> Direct | None:
        """What fits, and what fits if something holds; without verdicts, the first results."""
        if not results:
            return None
        said = [
            f"{_capital(self._say(understood, verdict))} ({len(names)}): {'; '.join(names)}"
            for verdict in ("fits", "fits-if")
            if (names := [r.label for r in results if r.verdict == verdict])
        ]
        names = [r.label for r in results[:5]]
        evidence = tuple(e for r in results[:3] for e in r.evidence[:1])
        text = ". ".join(said) or "; ".join(names)
        return Direct(text, tuple(names), evidence, understood.language)

    def _say(self, understood: Understanding, key: str) -> str:
        return self._parts.phrases.say(understood.language, key)

    def _notes(
        self,
        understood: Understanding,
        facts: list[Fact],
        answered: bool,
        told: Direct | None,
    ) -> tuple[str, ...]:
        notes = []
        if told is not None and told.language != understood.language:
            notes.append(self._say(understood, "in-english"))
        if understood.unknown_stage is not None:
            notes.append(f"There is no stage {understood.unknown_stage}: the source numbers four.")
        elif understood.stages and any(c.isdigit() for s in understood.stages for c in s.words):
            notes.append(
                "Stages are numbered as the source's four headings; its text says three phases."
            )
        if not answered:
            silent = next((f for f in facts if f.kind == "absence" and f.asked), None)
            notes.append(self._say(understood, "source-silent" if silent else "not-covered"))
            if silent:
                notes.append(self._parts.responder.words(silent))
        if understood.nearness.vector is None:
            notes.append("Searched by words and the graph alone: the encoder is missing.")
        return tuple(notes)

    def _next_question(self, understood: Understanding, results: tuple[Result, ...]) -> str | None:
        """The one missing fact that would settle most open verdicts."""
        still_open: dict[str, int] = {}
        for reason in (r for result in results for r in result.reasons if r.outcome == "open"):
            still_open[reason.text] = still_open.get(reason.text, 0) + 1
        if not understood.stages and len(results) > 3 and understood.concepts:
            return self._say(understood, "next-question")
        if not still_open:
            return None
        open_point = max(sorted(still_open), key=lambda text: still_open[text])
        return f"{self._say(understood, 'fits-if')}: {open_point.removeprefix('if ')}?"

    def _kind(self, node: str) -> str:
        return self._parts.catalogue.nodes[node].kind if node in self._parts.catalogue.nodes else ""

    def _label(self, node: str) -> str:
        return self._parts.catalogue.nodes[node].label("en")


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _checked(question: str) -> str:
    cleaned = clean(question)
    if not cleaned:
        raise QuestionError("The question is empty. Ask for a need, a fact or a name.")
    if len(cleaned) > LONGEST:
        raise QuestionError(
            f"The question has {len(cleaned):,} characters; the most is {LONGEST:,}. Shorten it."
        )
    return cleaned
