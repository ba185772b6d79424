"""Lists: all things of a kind that have what was asked for and lack what was denied, counted."""

from __future__ import annotations

from collections.abc import Iterator

from search.answer import Direct, Evidence, Sentence
from search.catalogue import Catalogue
from search.exclusion import excluded, having
from search.overlaps import NAMED
from search.ranking import Weighted
from search.stated import Stated
from search.understanding import Understanding
from search.wording import Wording

HAD = frozenset("offer audience theme technology ket sector topic actor programme".split())
LISTED = 0.3  # weight of each thing of a list, so that none is missing from the results
OF_A_BODY = 5.5  # … of what a body or programme is behind, or a limit picks: more than the rest


class ListAnswers:
    """Lists the things of one release."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Members are read from the catalogue's edges."""
        self._catalogue = catalogue
        self._stated = Stated.of(catalogue)

    def members(self, understood: Understanding) -> list[str]:
        """All that belongs on the list; empty when no list is asked for."""
        if not _asks_for_a_list(understood):
            return []
        listing = understood.listing
        assert listing is not None  # else it asks for no list
        kept = {node.iri for node in self._catalogue.of_kind(listing.kind)}
        for wanted in self._wanted(understood):
            kept &= wanted
        return sorted(kept - excluded(understood.unwanted, self._catalogue))

    def nodes(self, understood: Understanding) -> Iterator[Weighted]:
        """The members as candidates."""
        counted = understood.listing is not None and understood.listing.asked == "how-many"
        named = understood.of({"actor", "programme"})
        # Who asks how many wants a number, and the body that it is of; else the things come first.
        limited = _bounded(understood) or bool(understood.amounts)
        weight = OF_A_BODY if (named or limited) and not counted else LISTED
        for member in self.members(understood):
            yield Weighted(member, "listed", 0.0, weight, self._catalogue.nodes[member].label("en"))

    def told(self, understood: Understanding, wording: Wording) -> Direct | None:
        """The count and every name; None when nothing belongs on the list."""
        members = self.members(understood)
        if not members:
            return None
        names = [wording.name(member) for member in members]
        text = wording.say("counted", count=len(names), names="; ".join(names))
        proof = [Evidence(**e) for m in members for e in self._catalogue.evidence.get(m, ())[:1]]
        sentences = [Sentence(text, wording.language)]
        return Direct.of(sentences, wording.language, proof, (str(len(names)), *names))

    def settled(self, understood: Understanding) -> bool:
        """True when every word of the question is accounted for, and something is listed."""
        listing = understood.listing
        beside = 1 if understood.unwanted or understood.amounts else 0  # "a budget above …"
        known = listing is not None and listing.unexplained <= beside
        return known and bool(self.members(understood))

    def _wanted(self, understood: Understanding) -> Iterator[set[str]]:
        """For each constraint the things that have it."""
        if understood.stages:
            yield {t for s in understood.stages for t in having(s.node, self._catalogue)}
        for mention in understood.of(HAD):
            yield having(mention.node, self._catalogue)
        for amount in understood.amounts:
            yield self._about(self._stated.meeting(amount))
        for period in understood.periods:
            ending = understood.says("ends")
            during = self._stated.ending if ending else self._stated.surely_during
            yield self._about(during(period))

    def _about(self, nodes: list[str] | dict[str, float]) -> set[str]:
        about = {t for node in nodes for t in self._catalogue.targets(node, "about")}
        return {*nodes, *about}


def _asks_for_a_list(understood: Understanding) -> bool:
    listing = understood.listing
    things = NAMED - {"actor", "programme"}
    if listing is None or any(mention.kind in things for mention in understood.names):
        return False
    if listing.unexplained > _unexplained_at_most(understood):
        return False
    if listing.asked in {"list", "how-many"} or understood.unwanted or understood.amounts:
        return True
    if _bounded(understood) and not understood.of({"actor", "programme"}):
        return True
    return listing.asked == "which" and bool(understood.of({"offer", "actor", "programme"}))


def _bounded(understood: Understanding) -> bool:
    """True for "before 2017" or "after March"; "in 2018" may ask what starts or ends then."""
    return any(not (period.first and period.last) for period in understood.periods)


def _unexplained_at_most(understood: Understanding) -> int:
    """How many words nothing accounts for: few verbs say that an area came about somewhere."""
    if understood.of({"actor", "programme"}):
        return 3
    limited = understood.amounts or _bounded(understood)
    constrained = understood.of(HAD) or understood.stages or limited
    return 1 if constrained or understood.unwanted else 0
