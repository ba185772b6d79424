"""Telling: the answer to a question in words, out of its facts and its first results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.answer import Direct, Result, Sentence
from search.catalogue import Catalogue
from search.comparing import Comparer, things_compared
from search.fit import Assessor
from search.joining import RULE, JoiningRule
from search.ranking import Ranked
from search.responding import Fact, Responder
from search.understanding import Understanding
from search.wording import Wording, Wordings

ALTERNATIVES = 3  # named beside what can not be had
MAY = ("eligibility", "audience", "exclusion")  # kinds of fact that ask whether one may
PERMITS = frozenset(["audience", "reserved", "milestone", "stage"])  # criteria of a permission
LISTED = 5  # results that an answer names


class Teller:
    """Words answers about one release."""

    def __init__(
        self,
        catalogue: Catalogue,
        assessor: Assessor,
        responder: Responder,
        joining: JoiningRule,
        wordings: Wordings,
    ) -> None:
        """All parts belong to the same release."""
        self._catalogue = catalogue
        self._assessor = assessor
        self._responder = responder
        self._joining = joining
        self._comparer = Comparer(catalogue)
        self._wordings = wordings

    def told(
        self,
        understood: Understanding,
        ranked: Sequence[Ranked],
        facts: Sequence[Fact],
        results: Sequence[Result],
    ) -> Direct | None:
        """What fits, where a stage was given; else the facts, after the body asked for if any."""
        wording = self._wordings.of(understood.language)
        if understood.stages and not understood.names and not _asked(facts):
            return self._summary(results, wording)
        check = self._joining.check(understood)
        if check is not None:
            values = str(check.regions), str(check.countries)
            proof = self._assessor.evidence(RULE)
            return Direct.of(check.sentences(wording), wording.language, proof, values)
        if refusal := self._refusal(results, wording):
            return refusal
        if compared := things_compared(understood, ranked):
            table = self._comparer.compare(compared, wording)
            return replace(self._described(compared, wording), comparison=table)
        if understood.asks("definition"):
            named = [r.thing for r in ranked if "name" in r.signals][:1]
            if any(self._catalogue.nodes[thing].description for thing in named):
                return self._described(named, wording)
        return self._facts(understood, ranked, facts, results, wording)

    def _facts(
        self,
        understood: Understanding,
        ranked: Sequence[Ranked],
        facts: Sequence[Fact],
        results: Sequence[Result],
        wording: Wording,
    ) -> Direct | None:
        """What is stated; after the body asked for, or after what fits the need that was told."""
        summary = self._summary(results, wording)
        direct = self._responder.direct(facts, wording)
        permission = self._permission(understood, results, wording)
        if permission is not None:
            return _joined(permission, direct, wording) if direct else permission
        if direct is None or summary is None:
            return direct or summary
        if "asked" in ranked[0].signals:
            return _after(wording.name(ranked[0].thing), direct, wording)
        staged = understood.stages and not understood.names
        if results[0].verdict and (staged or not (understood.names or facts[0].asked)):
            return _joined(summary, direct, wording)
        return direct

    def _refusal(self, results: Sequence[Result], wording: Wording) -> Direct | None:
        """Why the first result does not fit, where a rule of the source says so, and what may."""
        if not results or results[0].verdict != "does-not-fit":
            return None
        failed = [reason for reason in results[0].reasons if reason.outcome == "unmet"]
        reasons = "; ".join(reason.text for reason in failed)
        said = [wording.say("refusal", thing=results[0].label, reasons=reasons)]
        others = [r.label for r in results[1:] if r.verdict in {"fits", "fits-if"}]
        if others:
            said.append(wording.say("alternatives", names="; ".join(others[:ALTERNATIVES])))
        return Direct.of(
            (Sentence(text, wording.language) for text in said),
            wording.language,
            (e for reason in failed for e in reason.evidence),
        )

    def _permission(
        self, understood: Understanding, results: Sequence[Result], wording: Wording
    ) -> Direct | None:
        """Whether the one who asks can use the thing that was named, and what decides it."""
        if not results:
            return None
        first = results[0]
        named = first.iri in {mention.node for mention in understood.names}
        may = understood.asks(*MAY) or not understood.facts
        if not (named and may and understood.of({"audience"})) or first.verdict is None:
            return None
        outcome = "met" if first.verdict == "fits" else "open"
        decisive = [r for r in first.reasons if r.outcome == outcome and r.criterion in PERMITS]
        if not decisive:
            return None
        reasons = "; ".join(reason.text for reason in decisive)
        said = wording.say(f"{first.verdict}-one", thing=first.label, reasons=reasons)
        proof = (e for reason in decisive for e in reason.evidence)
        return Direct.of([Sentence(said, wording.language)], wording.language, proof)

    def _described(self, things: Sequence[str], wording: Wording) -> Direct:
        """What each thing is; descriptions are in English."""
        said: list[Sentence] = []
        for node in (self._catalogue.nodes[thing] for thing in things):
            said.append(Sentence(f"{wording.name(node.iri)}:", wording.language))
            said.append(Sentence(node.description or node.statement, "en"))
        proof = (e for thing in things for e in self._assessor.evidence(thing)[:2])
        return Direct.of(said, wording.language, proof)

    def _summary(self, results: Sequence[Result], wording: Wording) -> Direct | None:
        """What fits, and what fits if something holds; without verdicts, the first results."""
        if not results:
            return None
        by_verdict = {
            verdict: [r.label for r in results if r.verdict == verdict]
            for verdict in ("fits", "fits-if")
        }
        said = [
            wording.say(f"{verdict}-list", count=len(names), names="; ".join(names))
            for verdict, names in by_verdict.items()
            if names
        ]
        first = [r.label for r in results[:LISTED]]
        sentences = [Sentence(text, wording.language) for text in said or ["; ".join(first)]]
        proof = (e for r in results[:3] for e in r.evidence[:1])
        return Direct.of(sentences, wording.language, proof, first)


def _asked(facts: Sequence[Fact]) -> bool:
    """True when the best fact is of a kind that was asked for."""
    return bool(facts) and facts[0].asked


def _after(name: str, direct: Direct, wording: Wording) -> Direct:
    """An answer that begins with the name that was asked for."""
    sentences = (Sentence(f"{name}.", wording.language), *direct.sentences)
    return Direct.of(sentences, wording.language, direct.evidence, (name, *direct.values))


def _joined(first: Direct, then: Direct, wording: Wording) -> Direct:
    """Two answers as one."""
    return Direct.of(
        (*first.sentences, *then.sentences),
        wording.language,
        (*first.evidence, *then.evidence),
        (*first.values, *then.values),
    )
