"""Responding: the fact that was asked for, out of what the graph states about the first results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.answer import Direct, Evidence
from search.catalogue import Catalogue
from search.understanding import Understanding

FACTS = ("statement", "figure", "requirement", "absence")
ASKED = 1.5  # standard deviations that the right kind of fact is worth
FIRST = 0.8  # … and a fact about the first result
CLOSE = 1.6  # facts that near to the best are told with it
AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Fact:
    """A node that states something about a thing, and how well it answers."""

    node: str
    kind: str
    about: str
    score: float
    asked: bool


class Responder:
    """Picks facts about things; `Fact` of kind absence means that the source is silent."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Facts are the nodes that point at a thing by rg:about."""
        self._catalogue = catalogue

    def facts(self, understood: Understanding, things: Sequence[str]) -> list[Fact]:
        """Facts about some things, best first."""
        asked = {mention.node for mention in understood.facts}
        found = [
            self._fact(node, thing, place, understood, asked)
            for place, thing in enumerate(things)
            for node in self._about(thing)
        ]
        return sorted(found, key=lambda fact: (-fact.score, fact.node))

    def direct(self, facts: Sequence[Fact]) -> Direct | None:
        """The best facts in words; None when the best is that the source is silent."""
        if not facts or facts[0].kind == "absence":
            return None
        best = facts[0].score
        told = [f for f in facts if f.kind != "absence" and best - f.score <= CLOSE][:AT_MOST]
        texts = list(dict.fromkeys(self.words(fact) for fact in told))
        return Direct(
            text=" ".join(texts),
            values=tuple(self._catalogue.nodes[f.node].statement for f in told),
            evidence=tuple({e.iri: e for f in told for e in self.evidence(f.node)}.values()),
        )

    def words(self, fact: Fact) -> str:
        """A fact with the name of the thing it is about."""
        node, thing = self._catalogue.nodes[fact.node], self._catalogue.nodes[fact.about]
        return f"{thing.label('en')}: {node.statement or node.label('en')}"

    def evidence(self, node: str) -> Iterable[Evidence]:
        """Passages a fact rests on."""
        return (Evidence(**row) for row in self._catalogue.evidence.get(node, ()))

    def _about(self, thing: str) -> list[str]:
        own = [thing] if self._catalogue.nodes[thing].statement else []
        facts = self._catalogue.sources(thing, "about")
        known = [n for n in facts if n in self._catalogue.nodes]
        return own + [n for n in known if self._catalogue.nodes[n].kind in FACTS]

    def _fact(
        self, node: str, thing: str, place: int, understood: Understanding, asked: set[str]
    ) -> Fact:
        kinds = set(self._catalogue.targets(node, "factKind"))
        fitting = bool(kinds & asked)
        score = understood.nearness.scores.get(node, -1.0)
        score += ASKED * fitting + (FIRST if place == 0 else 0.0)
        return Fact(node, self._catalogue.nodes[node].kind, thing, score, fitting)
