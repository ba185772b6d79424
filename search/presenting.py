"""Presenting: ranked things as results, and what was understood as constraints."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.names import concept
from search.answer import Constraint, Result
from search.catalogue import Catalogue
from search.fit import Assessor
from search.limits import TODAY, amount_label, period_label
from search.ranking import Ranked, Weighted
from search.understanding import Understanding
from search.wording import Wordings

STAGE = concept("fact", "stage")


class Presenter:
    """Shows what was found in the language of the question."""

    def __init__(self, catalogue: Catalogue, assessor: Assessor, wordings: Wordings) -> None:
        """Names come from the catalogue, verdicts from the assessor."""
        self._wordings = wordings
        self._catalogue = catalogue
        self._assessor = assessor

    def result(
        self, ranked: Ranked, understood: Understanding, nodes: Sequence[Weighted]
    ) -> Result:
        """One ranked thing with its verdict, reasons and evidence."""
        node = self._catalogue.nodes[ranked.thing]
        needs = [n.node for n in nodes if n.channel == "need" and n.node in ranked.via][:2]
        verdict, reasons = self._assessor.assess(ranked.thing, understood, needs)
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
            evidence=self._assessor.evidence(ranked.thing),
        )

    def constraints(
        self, understood: Understanding, nodes: Sequence[Weighted]
    ) -> tuple[Constraint, ...]:
        """Chips: each constraint with the words that triggered it."""

        def named(node: str) -> str:
            return self._catalogue.nodes[node].label(understood.language)

        # Who says "in phase 3" does not ask in which phase.
        facts = [m for m in understood.facts if not (understood.stages and m.node == STAGE)]
        said = [*understood.stages, *understood.mentions, *facts[:2]]
        chips = [
            Constraint(m.kind, m.node, m.node.rsplit("/", 1)[-1], named(m.node), m.words)
            for m in said
            if m.node in self._catalogue.nodes
        ]
        needs = [n for n in nodes if n.channel == "need" and n.weight > 0.4]
        chips += [
            Constraint("need", n.node, n.node.rsplit("/", 1)[-1], named(n.node), n.words)
            for n in needs[:2]
        ]
        chips += _limits(understood)
        chips = [*self._denied(understood), *chips]
        return tuple({chip.iri: chip for chip in reversed(chips)}.values())[::-1]

    def _denied(self, understood: Understanding) -> list[Constraint]:
        """What was denied, said as such in the language of the question."""
        wording = self._wordings.of(understood.language)
        return [
            Constraint(
                n.mention.kind,
                n.key,
                n.mention.node.rsplit("/", 1)[-1],
                wording.say(
                    "not-only" if n.how == "not-only" else "not", name=wording.name(n.mention.node)
                ),
                n.words,
            )
            for n in understood.negations
        ]


def _limits(understood: Understanding) -> list[Constraint]:
    """Sums and periods: no nodes of the graph, so their own key stands for an IRI."""
    money = [
        Constraint("money", amount.key, amount.key, amount_label(amount), amount.words)
        for amount in understood.amounts
    ]
    time = [
        Constraint("time", period.key, period.key, period_label(period), period.words)
        for period in understood.periods
    ]
    today = [Constraint("time", TODAY, TODAY, understood.today, understood.today)]
    return [*money, *time, *(today if understood.today else ())]
