"""Understanding: what a question asks for, as nodes of the graph and the words that named them.

Deterministic: names and numbers are linked, wordings are retrieved; nothing is generated.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from search.amounts import Amount
from search.dates import Period
from search.linking import Mention
from search.listing import Listing
from search.negation import Negation
from search.overlaps import CONCEPTS, NAMED
from search.retrieval import Hit, Nearness
from search.text import words


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of one question."""

    question: str
    language: str
    mentions: tuple[Mention, ...]
    stages: tuple[Mention, ...]
    nearness: Nearness
    facts: tuple[Mention, ...]
    forms: tuple[str, ...]
    unknown_stage: int | None = None
    amounts: tuple[Amount, ...] = ()
    periods: tuple[Period, ...] = ()
    today: str = ""
    said: frozenset[str] = frozenset()
    negations: tuple[Negation, ...] = ()
    listing: Listing | None = None

    def of(self, kinds: Collection[str]) -> list[Mention]:
        """Mentions of some kinds, the surest first."""
        return [mention for mention in self.mentions if mention.kind in kinds]

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Nodes near in meaning and letters, best first."""
        return self.nearness.hits

    @property
    def names(self) -> list[Mention]:
        """Named things: instruments, organisations, programmes, rules."""
        return self.of(NAMED)

    @property
    def concepts(self) -> list[Mention]:
        """Areas, technologies, sectors, topics and audiences."""
        return self.of(CONCEPTS)

    @property
    def explained(self) -> float:
        """Share of the question's words that concepts account for, 0 to 1."""
        named = {form for mention in self.concepts for form in words(mention.words)}
        return sum(form in named for form in self.forms) / max(1, len(self.forms))

    @property
    def unwanted(self) -> tuple[str, ...]:
        """Nodes that were denied; what has them is left out."""
        return tuple(sorted({n.mention.node for n in self.negations if n.how == "not"}))

    def says(self, *keys: str) -> bool:
        """True when small words of one of these keys stand in the question."""
        return not self.said.isdisjoint(keys)

    def asks(self, *slugs: str) -> bool:
        """True when one of these kinds of fact is asked for."""
        return any(fact.node.rsplit("/", 1)[-1] in slugs for fact in self.facts)
