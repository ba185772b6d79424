"""The joining rule, applied to the regions that a question names.

A new partnership needs three regions from three Member States (``rg:ParticipationRule``
rule-min-partnership); the numbers and the countries of regions come from the graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.names import concept, thing
from search.catalogue import Catalogue
from search.linking import Mention
from search.understanding import Understanding

RULE = thing("rule", "rule-min-partnership")
ABOUT_JOINING = frozenset(
    concept("need", slug)
    for slug in ("start-partnership", "propose-new-area", "minimum-composition", "join-platform")
)
LOOKED_AT = 5  # nearest nodes that tell whether the question is about joining
NEEDED = 3


@dataclass(frozen=True, slots=True)
class JoiningCheck:
    """How many regions and countries were named, and whether they are enough."""

    regions: tuple[str, ...]
    countries: int

    @property
    def met(self) -> bool:
        """Three regions from three countries, at least."""
        return len(self.regions) >= NEEDED and self.countries >= NEEDED

    @property
    def words(self) -> str:
        """The outcome in a sentence."""
        named = ", ".join(self.regions)
        counted = f"{named}: {len(self.regions)} regions from {self.countries} countries"
        if self.met:
            return f"{counted}. That is enough, if each country is a Member State."
        return f"{counted}. Not yet: at least 3 regions from 3 Member States are needed."


def joining_check(understood: Understanding, catalogue: Catalogue) -> JoiningCheck | None:
    """The check, where a question names two regions or more and is about starting or joining."""
    near = {hit.node for hit in understood.hits[:LOOKED_AT]}
    if not near & (ABOUT_JOINING | {RULE, *catalogue.sources(RULE, "about")}):
        return None
    places = _places(understood.of({"region", "country"}), catalogue)
    if len(places) < 2:
        return None
    return JoiningCheck(tuple(places), len(set(places.values())))


def _places(mentions: Sequence[Mention], catalogue: Catalogue) -> dict[str, str]:
    """Named places with their countries; one for each stretch of the question."""
    spans: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        spans.setdefault((mention.start, mention.end), mention)
    return {
        mention.words: next(iter(catalogue.targets(mention.node, "country")), mention.node)
        for mention in sorted(spans.values(), key=lambda m: m.start)
    }
