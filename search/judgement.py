"""Judgement: is there an answer in the graph, or should the engine say no?"""

from __future__ import annotations

from collections.abc import Sequence

from search.ranking import Ranked, Weighted
from search.responding import Fact
from search.understanding import Understanding


class Judge:
    """Decides from the signals of one question."""

    def answered(
        self,
        understood: Understanding,
        nodes: Sequence[Weighted],
        ranked: Sequence[Ranked],
        facts: Sequence[Fact],
    ) -> bool:
        """True when the results answer the question, False when they are only near it."""
        hits = understood.hits
        if not ranked or (hits and hits[0].kind == "out-of-scope"):
            return False
        return not (facts and facts[0].kind == "absence" and facts[0].asked)
