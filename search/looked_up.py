"""Looked up: answers that stand in the graph as they were asked for, not found by meaning."""

from __future__ import annotations

from collections.abc import Iterator

from search.answer import Direct
from search.catalogue import Catalogue
from search.list_answers import ListAnswers
from search.place_answers import PlaceAnswers
from search.ranking import Weighted
from search.understanding import Understanding
from search.wording import Wordings


class LookedUp:
    """Answers about places, and complete lists, out of one release."""

    def __init__(self, catalogue: Catalogue, wordings: Wordings) -> None:
        """`wordings` say them in the language of the question."""
        self._places = PlaceAnswers(catalogue)
        self._lists = ListAnswers(catalogue)
        self._wordings = wordings

    def nodes(self, understood: Understanding) -> Iterator[Weighted]:
        """What such an answer is about, as candidates."""
        place = self._places.question(understood)
        yield from self._places.nodes(place) if place else self._lists.nodes(understood)

    def told(self, understood: Understanding, answered: bool) -> Direct | None:
        """The answer in words; None for a question of another kind.

        What other sources say of places is told even where the question is not `answered`.
        """
        wording = self._wordings.of(understood.language)
        place = self._places.question(understood)
        if place:
            return self._places.told(place, wording)
        return self._lists.told(understood, wording) if answered else None

    def settles(self, understood: Understanding) -> bool:
        """True when the answer is what was asked for."""
        place = self._places.question(understood)
        return self._places.settled(place) if place else self._lists.settled(understood)
