"""Responding: the fact that was asked for, out of what the graph states about the first results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.answer import Direct, Evidence, Sentence
from search.catalogue import Catalogue
from search.fact_paths import linked
from search.quantity_wording import quantity_words
from search.understanding import Understanding
from search.wording import Wording

FACTS = ("statement", "figure", "requirement", "absence")
ASKED = 1.5  # standard deviations that the right kind of fact is worth
FIRST = 0.8  # … and a fact about the first result
CLOSE = 1.6  # facts that near to the best are told with it
AT_MOST = 4
QUESTION_MARKS = ("?", ";", "\u037e")  # the last two: Greek


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

    def direct(self, facts: Sequence[Fact], wording: Wording) -> Direct | None:
        """The best facts in words; None when the best is that the source is silent."""
        if not facts or facts[0].kind == "absence":
            return None
        best = facts[0].score
        told = [f for f in facts if f.kind != "absence" and best - f.score <= CLOSE][:AT_MOST]
        return Direct.of(
            sentences=(sentence for fact in told for sentence in self.words(fact, wording)),
            language=wording.language,
            evidence=(e for fact in told for e in self.evidence(fact.node)),
            values=(self._catalogue.nodes[fact.node].statement for fact in told),
        )

    def words(self, fact: Fact, wording: Wording) -> tuple[Sentence, ...]:
        """A fact with the name of the thing it is about, in the language asked for if possible.

        A quantity is said in any language, and so is that the source is silent. Of a
        statement, the question that it answers and the names in it are; its words are English.
        """
        node, language = self._catalogue.nodes[fact.node], wording.language
        if language == "en":
            stated = node.statement or node.label("en")
            return (Sentence(f"{wording.name(fact.about)}: {stated}", "en"),)
        if fact.node in self._catalogue.quantities:
            quantity = self._catalogue.quantities[fact.node]
            return (Sentence(quantity_words(quantity, fact.about, wording), language),)
        if fact.kind == "absence":
            return (self._silence(fact, wording),)
        heading = node.labels.get(language) or wording.name(fact.about)
        asked = heading if heading.endswith(QUESTION_MARKS) else f"{heading}:"
        names = wording.all_of(self._linked(fact))
        known = (Sentence(f"{names}.", language),) if names else ()
        return (Sentence(asked, language), *known, Sentence(node.statement, "en"))

    def _linked(self, fact: Fact) -> list[str]:
        kinds = self._catalogue.targets(fact.node, "factKind")
        slugs = [kind.rsplit("/", 1)[-1] for kind in kinds]
        return [n for slug in slugs for n in linked(slug, fact.about, self._catalogue)]

    def _silence(self, fact: Fact, wording: Wording) -> Sentence:
        missing = wording.all_of(self._catalogue.targets(fact.node, "factKind"))
        said = wording.say("silent", thing=wording.name(fact.about), fact=missing)
        return Sentence(said, wording.language)

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
