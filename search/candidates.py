"""Candidates: the things that come into question for what was understood, best first."""

from __future__ import annotations

from ontology.names import BASE
from search.catalogue import Catalogue
from search.exclusion import excluded
from search.fit import Assessor
from search.joining import RULE, JoiningRule
from search.looked_up import LookedUp
from search.meeting import Meeting
from search.precedents import Precedents
from search.ranking import RESULTS, Ranked, Weighted, Weights, rank, weighted_nodes
from search.understanding import Understanding

ALTERNATIVES = 0.04  # … when the best does not fit, so that the nearest alternatives are seen
LEAST_SHARE = 0.12  # of the best score: what is below is no result
BEHIND = {
    "manager": ("managedBy", "coProvider", "fundedBy", "^facilitates"),
    "partner-body": ("coProvider", "managedBy", "fundedBy"),
    "programme": ("underProgramme", "fundedUnder", "buildsOn", "leverages"),
}
BEHIND_WEIGHT = 1.6
# Kinds that few links lead to, so that precedents must make up for them.
SELDOM = {"theme": 1.4, "programme": 1.5}
BODIES = frozenset(["actor", "programme"])
LIKELY = 0.2  # expected gain of all bodies together, below which a question is not for one
JOINING_WEIGHT = 2.0


class Candidates:
    """Ranks the things of one release. Thread-safe: nothing changes after it is made."""

    def __init__(
        self,
        catalogue: Catalogue,
        assessor: Assessor,
        joining: JoiningRule,
        looked_up: LookedUp,
        weights: Weights,
        precedents: Precedents,
    ) -> None:
        """`weights`: how much each way to a thing counts."""
        self._catalogue = catalogue
        self._assessor = assessor
        self._joining = joining
        self._weights = weights
        self._meeting = Meeting(catalogue, weights)
        self._looked_up = looked_up
        self._precedents = precedents

    def ranked(self, understood: Understanding) -> tuple[list[Weighted], list[Ranked]]:
        """Two rounds: the second adds the bodies behind the first result, when they are asked."""
        stages = [stage.node for stage in understood.stages]
        nodes = weighted_nodes(understood, self._weights, self._catalogue)
        nodes += self._meeting.nodes(understood)
        preceded = self._preceded(understood)
        nodes += preceded
        nodes += self._looked_up.nodes(understood)
        check = self._joining.check(understood)
        if check is not None:
            nodes.append(Weighted(RULE, "rule", 0.0, JOINING_WEIGHT, check.said))
        left_out = excluded(understood.unwanted, self._catalogue)
        ranked = rank(nodes, stages, self._catalogue, left_out)
        behind = self._behind(understood, ranked) if self._for_a_body(preceded) else []
        if behind:
            nodes = [*nodes, *behind]
            ranked = rank(nodes, stages, self._catalogue, left_out)
        least = self._least(ranked[0], understood) if ranked else 0.0
        return nodes, [r for r in ranked if r.score >= least]

    def _preceded(self, understood: Understanding) -> list[Weighted]:
        """Things that people who asked alike were served by, whatever the graph links."""
        gains = self._precedents.gains(understood.nearness.alike)
        found = [(BASE + path, gain) for path, gain in gains.items()]
        return [
            Weighted(node, "precedent", 0.0, self._told(node) * gain, "")
            for node, gain in found
            if self._kind(node) in RESULTS
        ]

    def _told(self, node: str) -> float:
        """How much precedents count for a thing."""
        return self._weights.precedent * SELDOM.get(self._kind(node), 1.0)

    def _for_a_body(self, preceded: list[Weighted]) -> bool:
        """False where people who asked alike wanted no body; without precedents nothing tells."""
        if not preceded:
            return True
        bodies = [node for node in preceded if self._kind(node.node) in BODIES]
        return sum(body.own / self._told(body.node) for body in bodies) >= LIKELY

    def _least(self, first: Ranked, understood: Understanding) -> float:
        """Score below which nothing is shown; what can't be had leaves room for alternatives."""
        verdict, _ = self._assessor.assess(first.thing, understood, ())
        return first.score * (ALTERNATIVES if verdict == "does-not-fit" else LEAST_SHARE)

    def _behind(self, understood: Understanding, ranked: list[Ranked]) -> list[Weighted]:
        """Bodies and programmes behind the first result that the question doesn't name itself."""
        first = next((r for r in ranked if self._kind(r.thing) in {"instrument", "platform"}), None)
        if first is None:
            return []
        named = {mention.node for mention in understood.mentions}
        near = understood.nearness.scores
        predicates = [p for fact, ps in BEHIND.items() if understood.asks(fact) for p in ps]
        bodies = {b for p in predicates for b in self._catalogue.targets(first.thing, p)}
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

    def _kind(self, node: str) -> str:
        return self._catalogue.nodes[node].kind if node in self._catalogue.nodes else ""

    def _label(self, node: str) -> str:
        return self._catalogue.nodes[node].label("en")
