"""The joining rule, applied to the regions that a question names.

A new partnership needs three regions from three Member States (``rg:ParticipationRule``
rule-min-partnership); the numbers and the countries of regions come from the graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.names import concept, thing
from search.answer import Sentence
from search.catalogue import Catalogue
from search.linking import Mention
from search.understanding import Understanding
from search.wording import Wording

RULE = thing("rule", "rule-min-partnership")
ABOUT_JOINING = frozenset(
    concept("need", slug)
    for slug in ("start-partnership", "propose-new-area", "minimum-composition", "join-platform")
)
LOOKED_AT = 5  # nearest nodes that tell whether the question is about joining


@dataclass(frozen=True, slots=True)
class JoiningCheck:
    """How many regions and countries were named, and how many are needed."""

    regions: tuple[str, ...]
    countries: int
    regions_needed: int
    countries_needed: int

    @property
    def met(self) -> bool:
        """Enough regions from enough countries."""
        enough = len(self.regions) >= self.regions_needed
        return enough and self.countries >= self.countries_needed

    def sentences(self, wording: Wording) -> tuple[Sentence, ...]:
        """What was counted, and the outcome."""
        counted = wording.say(
            "joining-counted",
            places=", ".join(self.regions),
            regions=len(self.regions),
            countries=self.countries,
        )
        outcome = wording.say(
            "joining-met" if self.met else "joining-unmet",
            regions=self.regions_needed,
            countries=self.countries_needed,
        )
        return tuple(Sentence(text, wording.language) for text in (counted, outcome))


def joining_check(understood: Understanding, catalogue: Catalogue) -> JoiningCheck | None:
    """The check, where a question names two regions or more and is about starting or joining."""
    near = {hit.node for hit in understood.hits[:LOOKED_AT]}
    if not near & (ABOUT_JOINING | {RULE, *catalogue.sources(RULE, "about")}):
        return None
    places = _places(understood.of({"region", "country"}), catalogue)
    if len(places) < 2:
        return None
    return JoiningCheck(
        tuple(places),
        len(set(places.values())),
        _needed("regions", catalogue),
        _needed("member-states", catalogue),
    )


def _needed(what: str, catalogue: Catalogue) -> int:
    """The least number that the rule states; none is needed where it states none."""
    quantity = catalogue.quantities.get(thing("figure", f"rule-min-partnership-{what}"))
    return int(quantity.lowest or 0) if quantity else 0


def _places(mentions: Sequence[Mention], catalogue: Catalogue) -> dict[str, str]:
    """Named places with their countries; one for each stretch of the question."""
    spans: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        spans.setdefault((mention.start, mention.end), mention)
    return {
        mention.words: next(iter(catalogue.targets(mention.node, "country")), mention.node)
        for mention in sorted(spans.values(), key=lambda m: m.start)
    }
