"""Fit: a verdict on one instrument for what was understood, criterion by criterion.

Any criterion not met: it does not fit. Any criterion the graph can't settle: it fits if that
turns out well. The criteria are those of the fit assessments in the graph (stage, audience,
reserved, milestone, theme), applied to the question instead of a partnership.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.answer import Evidence, Reason, Verdict
from search.catalogue import Catalogue
from search.linking import Mention
from search.understanding import Understanding

MATTERS = {"theme", "technology", "sector", "topic"}
SUITABLE = 2.0


class Assessor:
    """Gives verdicts by the links of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Requirements, audiences and stages are read from the catalogue's edges."""
        self._catalogue = catalogue

    def assess(
        self, instrument: str, understood: Understanding, needs: Sequence[str]
    ) -> tuple[Verdict | None, tuple[Reason, ...]]:
        """Verdict and reasons; no verdict when the question sets no condition at all."""
        if self._catalogue.nodes[instrument].kind != "instrument":
            return None, ()
        reasons = (
            *self._stage(instrument, understood.stages),
            *self._matters(instrument, understood),
            *self._needs(instrument, needs),
            *self._audience(instrument, understood.of({"audience"})),
            *self._requirements(instrument, understood),
        )
        asked = understood.stages or understood.concepts or needs
        return (_verdict(reasons) if asked and reasons else None), reasons

    def evidence(self, node: str) -> tuple[Evidence, ...]:
        """Passages a node rests on."""
        return tuple(Evidence(**row) for row in self._catalogue.evidence.get(node, ()))

    def _stage(self, instrument: str, stages: Sequence[Mention]) -> Iterable[Reason]:
        supported = self._catalogue.targets(instrument, "supportsStage")
        if not stages:
            return
        hit = next((stage for stage in stages if stage.node in supported), None)
        names = " or ".join(f"“{self._label(stage.node)}”" for stage in stages)
        text = f"supports the stage {names}" if hit else f"does not support the stage {names}"
        path = (instrument, "rg:supportsStage", hit.node if hit else supported[0])
        yield Reason("stage", "met" if hit else "unmet", text, path, self.evidence(instrument)[:1])

    def _matters(self, instrument: str, understood: Understanding) -> Iterable[Reason]:
        for mention in understood.of(MATTERS):
            gain, path = self._gain(mention.node, instrument)
            name = self._label(mention.node)
            if gain >= SUITABLE:
                text = f"suits {name}" if gain == SUITABLE else f"is directly about {name}"
                yield Reason(mention.kind, "met", text, path, self.evidence(path[1])[:1])
            elif understood.stages or gain:
                text = f"if its focus, which is another than {name}, suits you"
                yield Reason(mention.kind, "open", text, path)

    def _needs(self, instrument: str, needs: Sequence[str]) -> Iterable[Reason]:
        for need in needs:
            gain, path = self._gain(need, instrument)
            if gain:
                yield Reason("need", "met", f"serves the need: {self._label(need)}", path)

    def _audience(self, instrument: str, audiences: Sequence[Mention]) -> Iterable[Reason]:
        for mention in audiences:
            gain, path = self._gain(mention.node, instrument)
            name = self._label(mention.node)
            if gain:
                yield Reason(
                    "audience", "met", f"is addressed to {name}", path, self.evidence(path[1])[:1]
                )
        if audiences and not any(self._gain(m.node, instrument)[0] for m in audiences):
            names = " or ".join(self._label(m.node) for m in audiences)
            text = f"the source does not name {names} among those it is for"
            yield Reason("audience", "open", text, (instrument, "dct:audience"))

    def _requirements(self, instrument: str, understood: Understanding) -> Iterable[Reason]:
        audiences = {mention.node for mention in understood.of({"audience"})}
        for requirement in self._catalogue.targets(instrument, "hasEligibility"):
            yield from self._reserved(requirement, audiences)
            yield from self._milestones(requirement)

    def _reserved(self, requirement: str, audiences: set[str]) -> Iterable[Reason]:
        reserved = self._catalogue.targets(requirement, "reservedFor")
        if not reserved:
            return
        who = " or ".join(self._label(audience) for audience in reserved)
        path = (requirement, "rg:reservedFor", reserved[0])
        proof = self.evidence(requirement)
        if audiences & set(reserved):
            yield Reason("reserved", "met", f"reserved for {who}", path, proof)
        elif audiences:
            yield Reason("reserved", "unmet", f"only {who} can use it", path, proof)
        else:
            yield Reason("reserved", "open", f"if you are one of: {who}", path, proof)

    def _milestones(self, requirement: str) -> Iterable[Reason]:
        for milestone in self._catalogue.targets(requirement, "requiresMilestone"):
            text = f"if this has been reached: {self._label(milestone)}"
            path = (requirement, "rg:requiresMilestone", milestone)
            yield Reason("milestone", "open", text, path, self.evidence(requirement))

    def _gain(self, node: str, thing: str) -> tuple[float, tuple[str, ...]]:
        for link in self._catalogue.links.get(node, ()):
            if link.thing == thing:
                return link.gain, (node, link.path, thing)
        return 0.0, (node, "", thing)

    def _label(self, node: str) -> str:
        known = self._catalogue.nodes.get(node)
        return known.label("en") if known else node.rsplit("/", 1)[-1]


def _verdict(reasons: Sequence[Reason]) -> Verdict:
    outcomes = {reason.outcome for reason in reasons}
    if "unmet" in outcomes:
        return "does-not-fit"
    return "fits-if" if "open" in outcomes else "fits"
