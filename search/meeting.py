"""Meeting: the nodes of the graph that meet a sum, a time, a kind of offer or a KET.

Each becomes a weighted node like any other that was understood, so the receipt needs no case of
its own: a sum leads to the figures that state it, a kind of offer to the offerings of that kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from search.catalogue import Catalogue
from search.linking import Mention
from search.ranking import Weighted, Weights
from search.stated import Stated
from search.understanding import Understanding

ALL_KETS = 0.5  # of a technology's weight: what serves every KET serves the one asked for


class Meeting:
    """Finds what meets the constraints of a question in one release."""

    def __init__(self, catalogue: Catalogue, weights: Weights) -> None:
        """Sums, times and offerings are read from the catalogue."""
        self._catalogue = catalogue
        self._weights = weights
        self.stated = Stated.of(catalogue)

    def nodes(self, understood: Understanding) -> Iterator[Weighted]:
        """Weighted nodes for every constraint that is no name."""
        yield from self._money(understood)
        yield from self._time(understood)
        for mention in understood.of({"offer"}):
            yield from self._offer(mention, len(understood.of({"offer"})))
        for mention in understood.of({"ket"}):
            yield from self._ket(mention, understood)

    def _money(self, understood: Understanding) -> Iterator[Weighted]:
        for amount in understood.amounts:
            for figure in self.stated.meeting(amount):
                yield Weighted(figure, "money", self._weights.money, 0.0, amount.words)

    def _time(self, understood: Understanding) -> Iterator[Weighted]:
        for period in understood.periods:
            for node, share in self.stated.during(period).items():
                weight = self._weights.time * share
                itself = self._catalogue.nodes[node].kind != "figure"
                leads, own = (0.0, weight) if itself else (weight, 0.0)
                yield Weighted(node, "time", leads, own, period.words)

    def _offer(self, mention: Mention, crowd: int) -> Iterator[Weighted]:
        """Offerings of a kind; an instrument with three of them is not three times as good."""
        offerings = self._catalogue.sources(mention.node, "type")
        owners = {o: self._catalogue.sources(o, "offers") for o in offerings}
        several = Counter(owner for found in owners.values() for owner in found)
        weight = self._weights.offer * mention.score / crowd
        for offering, found in owners.items():
            if found and offering in self._catalogue.nodes:
                share = weight / max(several[owner] for owner in found)
                yield Weighted(offering, "offer", share, 0.0, mention.words)

    def _ket(self, mention: Mention, understood: Understanding) -> Iterator[Weighted]:
        """The technology that a KET is, unless it is named itself; else what serves all KETs."""
        same = self._catalogue.targets(mention.node, "closeMatch")
        named = {m.node for m in understood.mentions}
        weight = self._weights.technology * mention.score / len(understood.of({"ket"}))
        share = weight if same else weight * ALL_KETS
        for technology in same or self._catalogue.targets(mention.node, "broadMatch"):
            if technology not in named and technology in self._catalogue.nodes:
                yield Weighted(technology, "ket", share, 0.0, mention.words)
