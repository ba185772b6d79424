"""Fit: a verdict on one instrument for what was understood, criterion by criterion.

Any criterion not met: it does not fit. Any criterion the graph can't settle: it fits if that
turns out well. The criteria are those of the fit assessments in the graph (stage, audience,
reserved, milestone, theme), applied to the question instead of a partnership.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.answer import Evidence, Outcome, Reason, Verdict
from search.catalogue import Catalogue
from search.linking import Mention
from search.understanding import Understanding
from search.wording import Wording, Wordings

MATTERS = {"theme", "technology", "sector", "topic"}
SUITABLE = 2.0


class Assessor:
    """Gives verdicts by the links of one catalogue."""

    def __init__(self, catalogue: Catalogue, wordings: Wordings) -> None:
        """Requirements, audiences and stages are read from the catalogue's edges."""
        self._catalogue = catalogue
        self._wordings = wordings

    def assess(
        self, instrument: str, understood: Understanding, needs: Sequence[str]
    ) -> tuple[Verdict | None, tuple[Reason, ...]]:
        """Verdict and reasons; no verdict when the question sets no condition at all."""
        if self._catalogue.nodes[instrument].kind != "instrument":
            return None, ()
        wording = self._wordings.of(understood.language)
        reasons = (
            *self._stage(instrument, understood.stages, wording),
            *self._matters(instrument, understood, wording),
            *self._needs(instrument, needs, wording),
            *self._audience(instrument, understood.of({"audience"}), wording),
            *self._requirements(instrument, understood, wording),
        )
        asked = understood.stages or understood.concepts or needs
        decisive = _decisive(reasons)
        return (_verdict(decisive) if asked and decisive else None), decisive

    def evidence(self, node: str) -> tuple[Evidence, ...]:
        """Passages a node rests on."""
        return tuple(Evidence(**row) for row in self._catalogue.evidence.get(node, ()))

    def _stage(
        self, instrument: str, stages: Sequence[Mention], wording: Wording
    ) -> Iterable[Reason]:
        supported = self._catalogue.targets(instrument, "supportsStage")
        if not stages:
            return
        asked = tuple(stage.node for stage in stages)
        hit = next((stage for stage in asked if stage in supported), None)
        text = wording.say("stage-met" if hit else "stage-unmet", stages=wording.one_of(asked))
        path = (instrument, "rg:supportsStage", hit or supported[0])
        proof = self.evidence(instrument)[:1]
        yield Reason("stage", "met" if hit else "unmet", text, path, proof, asked)

    def _matters(
        self, instrument: str, understood: Understanding, wording: Wording
    ) -> Iterable[Reason]:
        for mention in understood.of(MATTERS):
            gain, path = self._gain(mention.node, instrument)
            name = wording.name(mention.node)
            if gain >= SUITABLE:
                text = wording.say(
                    "matter-suits" if gain == SUITABLE else "matter-direct", name=name
                )
                proof = self.evidence(path[1])[:1]
                yield Reason(mention.kind, "met", text, path, proof, (mention.node,))
            elif understood.stages or gain:
                text = wording.say("matter-open", name=name)
                yield Reason(mention.kind, "open", text, path, about=(mention.node,))

    def _needs(self, instrument: str, needs: Sequence[str], wording: Wording) -> Iterable[Reason]:
        for need in needs:
            gain, path = self._gain(need, instrument)
            if gain:
                text = wording.say("need-met", name=wording.name(need))
                yield Reason("need", "met", text, path, about=(need,))

    def _audience(
        self, instrument: str, audiences: Sequence[Mention], wording: Wording
    ) -> Iterable[Reason]:
        gains = [(m.node, *self._gain(m.node, instrument)) for m in audiences]
        for node, gain, path in gains:
            if gain:
                text = wording.say("audience-met", who=wording.name(node))
                proof = self.evidence(path[1])[:1]
                yield Reason("audience", "met", text, path, proof, (node,))
        if gains and not any(gain for _, gain, _ in gains):
            nodes = tuple(node for node, _, _ in gains)
            text = wording.say("audience-open", who=wording.one_of(nodes))
            yield Reason("audience", "open", text, (instrument, "dct:audience"), about=nodes)

    def _requirements(
        self, instrument: str, understood: Understanding, wording: Wording
    ) -> Iterable[Reason]:
        audiences = {mention.node for mention in understood.of({"audience"})}
        for requirement in self._catalogue.targets(instrument, "hasEligibility"):
            yield from self._reserved(requirement, audiences, wording)
            yield from self._milestones(requirement, wording)

    def _reserved(
        self, requirement: str, audiences: set[str], wording: Wording
    ) -> Iterable[Reason]:
        reserved = self._catalogue.targets(requirement, "reservedFor")
        if not reserved:
            return
        outcome: Outcome = "open"
        if audiences:
            outcome = "met" if audiences & set(reserved) else "unmet"
        text = wording.say(f"reserved-{outcome}", who=wording.one_of(reserved))
        path = (requirement, "rg:reservedFor", reserved[0])
        yield Reason("reserved", outcome, text, path, self.evidence(requirement), reserved)

    def _milestones(self, requirement: str, wording: Wording) -> Iterable[Reason]:
        for milestone in self._catalogue.targets(requirement, "requiresMilestone"):
            text = wording.say("milestone-open", name=wording.name(milestone))
            path = (requirement, "rg:requiresMilestone", milestone)
            proof = self.evidence(requirement)
            yield Reason("milestone", "open", text, path, proof, (milestone,))

    def _gain(self, node: str, thing: str) -> tuple[float, tuple[str, ...]]:
        for link in self._catalogue.links.get(node, ()):
            if link.thing == thing:
                return link.gain, (node, link.path, thing)
        return 0.0, (node, "", thing)


def _decisive(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """What fails comes first; a rule on who may use it settles whether it is for them."""
    settled = any(r.criterion == "reserved" and r.outcome != "open" for r in reasons)
    kept = (
        r for r in reasons if not (settled and r.criterion == "audience" and r.outcome == "open")
    )
    return tuple(sorted(kept, key=lambda reason: reason.outcome != "unmet"))


def _verdict(reasons: Sequence[Reason]) -> Verdict:
    outcomes = {reason.outcome for reason in reasons}
    if "unmet" in outcomes:
        return "does-not-fit"
    return "fits-if" if "open" in outcomes else "fits"
