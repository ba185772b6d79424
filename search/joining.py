"""The joining rule, applied to the regions that a question names or counts.

A new partnership needs three regions from three Member States (``rg:ParticipationRule``
rule-min-partnership); the numbers and the countries of regions come from the graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.names import concept, thing
from search.answer import Sentence
from search.catalogue import Catalogue
from search.headcount import headcount, regions_from
from search.linking import Mention
from search.understanding import Understanding
from search.vocabulary import Vocabulary
from search.wording import Wording

RULE = thing("rule", "rule-min-partnership")
ABOUT_JOINING = frozenset(
    concept("need", slug)
    for slug in ("start-partnership", "propose-new-area", "minimum-composition", "join-platform")
)
LOOKED_AT = 5  # nearest nodes that tell whether the question is about joining
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class JoiningCheck:
    """How many regions and countries a question speaks of, and how many are needed.

    `said`: the regions by name, else the words that count them; `countries` None: not told.
    """

    said: str
    regions: int
    countries: int | None
    regions_needed: int
    countries_needed: int

    @property
    def met(self) -> bool:
        """Enough regions from enough countries."""
        return (
            self.regions >= self.regions_needed and (self.countries or 0) >= self.countries_needed
        )

    @property
    def settled(self) -> bool:
        """False where it depends on countries that nobody told."""
        return self.countries is not None or self.regions < self.regions_needed

    def sentences(self, wording: Wording) -> tuple[Sentence, ...]:
        """What was counted, and the outcome."""
        counted = wording.say(
            "joining-counted",
            places=self.said,
            regions=self.regions,
            countries=UNKNOWN if self.countries is None else self.countries,
        )
        outcome = wording.say(
            "joining-met" if self.met else "joining-unmet",
            regions=self.regions_needed,
            countries=self.countries_needed,
        )
        return tuple(Sentence(text, wording.language) for text in (counted, outcome))


class JoiningRule:
    """The rule as one release states it."""

    def __init__(self, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
        """`vocabulary` has the words that count regions and countries."""
        self._catalogue = catalogue
        self._vocabulary = vocabulary

    def check(self, understood: Understanding) -> JoiningCheck | None:
        """The check, where a question about starting or joining tells of two regions or more."""
        near = {hit.node for hit in understood.hits[:LOOKED_AT]}
        if not near & (ABOUT_JOINING | {RULE, *self._catalogue.sources(RULE, "about")}):
            return None
        counted = self._counted(understood)
        if counted and counted.countries is None and understood.of({"country"}):
            found = self._from_countries(understood)
        else:
            found = self._named(understood) or counted
        return found if found and found.settled else None

    def _from_countries(self, understood: Understanding) -> JoiningCheck | None:
        """Regions that are counted, of countries that are named."""
        mentions = understood.of({"country"})
        places = _places(mentions, self._catalogue)
        spans = sorted({(mention.start, mention.end) for mention in mentions})
        regions = regions_from(understood.question, understood.language, self._vocabulary, spans)
        if regions is None:
            return None
        return self._made(", ".join(places), regions, len(set(places.values())))

    def _named(self, understood: Understanding) -> JoiningCheck | None:
        places = _places(understood.of({"region", "country"}), self._catalogue)
        if len(places) < 2:
            return None
        return self._made(", ".join(places), len(places), len(set(places.values())))

    def _counted(self, understood: Understanding) -> JoiningCheck | None:
        counted = headcount(understood.question, understood.language, self._vocabulary)
        return self._made(counted.words, counted.regions, counted.countries) if counted else None

    def _made(self, said: str, regions: int, countries: int | None) -> JoiningCheck:
        needed = self._needed("regions"), self._needed("member-states")
        return JoiningCheck(said, regions, countries, *needed)

    def _needed(self, what: str) -> int:
        """The least number that the rule states; none is needed where it states none."""
        figure = thing("figure", f"rule-min-partnership-{what}")
        quantity = self._catalogue.quantities.get(figure)
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
