"""Looked up: answers that stand in the graph as they were asked for, not found by meaning."""

from __future__ import annotations

from collections.abc import Iterator

from search.answer import Direct
from search.catalogue import Catalogue
from search.place_answers import PlaceAnswers
from search.ranking import Weighted
from search.understanding import Understanding
from search.wording import Wordings


class LookedUp:
    """Answers about places, out of one release."""

    def __init__(self, catalogue: Catalogue, wordings: Wordings) -> None:
        """`wordings` say them in the language of the question."""
        self._places = PlaceAnswers(catalogue)
        self._wordings = wordings

    def nodes(self, understood: Understanding) -> Iterator[Weighted]:
        """What such an answer is about, as candidates."""
        yield from self._places.nodes(self._places.question(understood))

    def told(self, understood: Understanding) -> Direct | None:
        """The answer in words; None for a question of another kind."""
        wording = self._wordings.of(understood.language)
        place = self._places.question(understood)
        return self._places.told(place, wording) if place else None

    def settles(self, understood: Understanding) -> bool:
        """True when the answer is what was asked for."""
        return self._places.settled(self._places.question(understood))
