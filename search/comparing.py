"""Comparing: what is stated of two or three things, side by side, a row for each kind of fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ontology.names import concept
from search.answer import Cell, Comparison, Row, Sentence
from search.catalogue import Catalogue
from search.fact_paths import linked
from search.quantity_wording import measured_words
from search.ranking import Ranked
from search.understanding import Understanding
from search.wording import Wording

COMPARED = 3  # things set side by side, at most
IN_A_CELL = 3  # statements of one kind about one thing, at most
ROWS = (
    "stage audience offer eligibility budget amount-per-beneficiary cost-to-user share count"
    " manager partner-body programme start-date end-date period duration status"
    " application-procedure technologies sectors url"
).split()


def things_compared(understood: Understanding, ranked: Sequence[Ranked]) -> list[str]:
    """The things named in a question that compares them, in its order; none if it does not."""
    if not understood.asks("comparison"):
        return []
    place = {r.thing: i for i, r in enumerate(ranked) if "name" in r.signals}
    spans: dict[tuple[int, int], str] = {}
    for mention in sorted(understood.names, key=lambda m: place.get(m.node, len(place))):
        if mention.node in place:
            spans.setdefault((mention.start, mention.end), mention.node)
    named = list(dict.fromkeys(node for _, node in sorted(spans.items())))[:COMPARED]
    return named if len(named) > 1 else []


class Comparer:
    """Sets things of one catalogue side by side."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Facts are the nodes that point at a thing by rg:about."""
        self._catalogue = catalogue

    def compare(self, things: Sequence[str], wording: Wording) -> Comparison:
        """A row for each kind of fact that is stated of one thing at least."""
        rows = (self._row(kind, things, wording) for kind in ROWS)
        return Comparison(
            tuple(wording.name(thing) for thing in things),
            tuple(row for row in rows if row is not None),
        )

    def _row(self, kind: str, things: Sequence[str], wording: Wording) -> Row | None:
        cells = [self._cell(kind, thing, wording) for thing in things]
        if not any(cells):
            return None
        silence = (Sentence(wording.say("silent-cell"), wording.language),)
        name = wording.name(concept("fact", kind))
        return Row(name, tuple(Cell(said or silence, stated=bool(said)) for said in cells))

    def _cell(self, kind: str, thing: str, wording: Wording) -> tuple[Sentence, ...]:
        if nodes := linked(kind, thing, self._catalogue):
            return (Sentence(wording.all_of(nodes), wording.language),)
        return tuple(self._stated(kind, thing, wording))[:IN_A_CELL]

    def _stated(self, kind: str, thing: str, wording: Wording) -> Iterator[Sentence]:
        for node in self._facts(kind, thing):
            quantity = self._catalogue.quantities.get(node)
            if quantity is not None and wording.language != "en":
                yield Sentence(measured_words(quantity, wording), wording.language)
            else:
                yield Sentence(self._catalogue.nodes[node].statement, "en")

    def _facts(self, kind: str, thing: str) -> Iterable[str]:
        """What is stated; that a source is silent about something is no statement."""
        wanted = concept("fact", kind)
        return (
            node
            for node in self._catalogue.sources(thing, "about")
            if wanted in self._catalogue.targets(node, "factKind")
            and node in self._catalogue.nodes
            and self._catalogue.nodes[node].kind in {"statement", "figure", "requirement"}
        )
