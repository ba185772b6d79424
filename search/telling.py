"""Telling: the answer to a question in words, out of its facts and its first results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.answer import Direct, Result
from search.catalogue import Catalogue
from search.fit import Assessor
from search.joining import RULE, joining_check
from search.phrasebook import Phrasebook
from search.ranking import Ranked
from search.responding import Fact, Responder
from search.understanding import Understanding

COMPARED = 3  # things set side by side, at most


class Teller:
    """Words answers about one release."""

    def __init__(
        self,
        catalogue: Catalogue,
        assessor: Assessor,
        responder: Responder,
        phrases: Phrasebook,
    ) -> None:
        """All parts belong to the same release."""
        self._catalogue = catalogue
        self._assessor = assessor
        self._responder = responder
        self._phrases = phrases

    def told(
        self,
        understood: Understanding,
        ranked: Sequence[Ranked],
        facts: Sequence[Fact],
        results: Sequence[Result],
    ) -> Direct | None:
        """What fits, where a stage was given; else the facts, after the body asked for if any."""
        if understood.stages and not understood.names:
            return self._summary(results, understood)
        check = joining_check(understood, self._catalogue)
        if check is not None:
            evidence = self._assessor.evidence(RULE)
            return Direct(check.words, (str(len(check.regions)), str(check.countries)), evidence)
        refusal = self._refusal(results[0]) if results else None
        if refusal is not None:
            return refusal
        if described := self._described(understood, ranked):
            return described
        direct = self._responder.direct(facts) or self._summary(results, understood)
        if direct is None or "asked" not in ranked[0].signals:
            return direct
        name = self._catalogue.nodes[ranked[0].thing].label(understood.language)
        return replace(direct, text=f"{name}. {direct.text}", values=(name, *direct.values))

    def _refusal(self, first: Result) -> Direct | None:
        """Why the first result does not fit, where a rule of the source says so."""
        if first.verdict != "does-not-fit":
            return None
        failed = [reason for reason in first.reasons if reason.outcome == "unmet"]
        words = f"{first.label}: {'; '.join(reason.text for reason in failed)}."
        return Direct(words, (), tuple(e for reason in failed for e in reason.evidence))

    def _described(self, understood: Understanding, ranked: Sequence[Ranked]) -> Direct | None:
        """What a thing is; things that are to be compared, side by side."""
        compared = understood.asks("comparison") and len(understood.names) > 1
        if not compared and not understood.asks("definition"):
            return None
        things = [r.thing for r in ranked if "name" in r.signals][: COMPARED if compared else 1]
        nodes = [n for t in things if (n := self._catalogue.nodes[t]).description]
        if not nodes:
            return None
        words = "\n".join(f"{node.label('en')}: {node.description}" for node in nodes)
        found = (e for node in nodes for e in self._assessor.evidence(node.iri)[:2])
        return Direct(words, (), tuple(found))

    def _summary(self, results: Sequence[Result], understood: Understanding) -> Direct | None:
        """What fits, and what fits if something holds; without verdicts, the first results."""
        if not results:
            return None
        by_verdict = {
            verdict: [r.label for r in results if r.verdict == verdict]
            for verdict in ("fits", "fits-if")
        }
        said = [
            f"{self._heading(understood, verdict)} ({len(names)}): {'; '.join(names)}"
            for verdict, names in by_verdict.items()
            if names
        ]
        names = [r.label for r in results[:5]]
        evidence = tuple(e for r in results[:3] for e in r.evidence[:1])
        text = ". ".join(said) or "; ".join(names)
        return Direct(text, tuple(names), evidence, understood.language)

    def _heading(self, understood: Understanding, verdict: str) -> str:
        return _capital(self._phrases.say(understood.language, verdict))


def _capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
