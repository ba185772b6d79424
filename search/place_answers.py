"""Answers about places: which partnerships a region leads, who leads one, what became of a code.

These come from other sources than the background document, and the answer names them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ontology.names import concept, thing
from search.answer import Direct, Sentence
from search.catalogue import Catalogue
from search.partnerships import Partnerships, Seat, hosts
from search.ranking import Weighted
from search.understanding import Understanding
from search.wording import Wording

WAYS_IN = (thing("rule", "rule-join-routes"), concept("need", "join-platform"))
LEADS, TAKES_PART = 3.0, 2.0  # weights of a partnership for a place
LONG = 25  # words: a story is no question about who leads what
COUNTED = ("number-2", "number-3", "number-4", "number-5")
A_CODE = 4  # words of a question that is little more than a code


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """What is asked about places: of some `places`, of some `partnerships`, or of a code."""

    places: tuple[str, ...] = ()
    partnerships: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    lead: bool = False


class PlaceAnswers:
    """Answers from the partnership data of one release."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Seats and changes of codes are read from the catalogue."""
        self._catalogue = catalogue
        self._partnerships = Partnerships(catalogue)

    def question(self, understood: Understanding) -> PlaceQuestion | None:
        """What is asked about places; None when something else is."""
        if len(understood.forms) > LONG or understood.stages or understood.says("we-are"):
            return None
        if any(name.kind in {"instrument", "platform", "rule"} for name in understood.names):
            return None
        places = self._places(understood)
        lead = understood.says("lead")
        if places and self._asks_of_places(understood):
            return PlaceQuestion(places, self._topics(understood), lead=lead)
        if codes := self._codes(understood):
            return PlaceQuestion(codes=codes)
        topics = () if places else self._topics(understood)
        if topics and (lead or self._asks_of_members(understood)):
            return PlaceQuestion(partnerships=topics, lead=lead)
        return None

    def nodes(self, asked: PlaceQuestion | None) -> Iterator[Weighted]:
        """The partnerships that an answer is about, as candidates."""
        if asked is None:
            return
        shown = {seat.partnership: seat for seat in reversed(self._seats(asked))}
        for seat in reversed(shown.values()):
            weight = LEADS if seat.leads else TAKES_PART
            name = self._catalogue.nodes[seat.region].label("en")
            yield Weighted(seat.partnership, "place", 0.0, weight, name)

    def settled(self, asked: PlaceQuestion | None) -> bool:
        """True when the sources name what was asked for.

        Who the members of an area are, the background document leaves open: what other sources
        name is told, and is less than all of them.
        """
        if asked is None:
            return False
        if asked.partnerships and not asked.lead:
            return False
        return bool(asked.codes) or (
            (bool(asked.places) or asked.lead) and bool(self._seats(asked))
        )

    def told(self, asked: PlaceQuestion, wording: Wording) -> Direct:
        """The answer in words; its values are the names that were asked for, all of them."""
        if asked.codes:
            said = [s for code in asked.codes for s in self._code(code, wording)]
            return Direct.of(said, wording.language, (), [s.text for s in said])
        if asked.places:
            return self._of_places(asked, wording)
        return self._of_partnerships(asked, wording)

    def _places(self, understood: Understanding) -> tuple[str, ...]:
        """Places named, the country before the region that bears its name."""
        spans: dict[tuple[int, int], str] = {}
        for mention in sorted(understood.of({"region", "country"}), key=lambda m: m.kind):
            spans.setdefault((mention.start, mention.end), mention.node)
        return tuple(dict.fromkeys(spans.values()))

    def _asks_of_places(self, understood: Understanding) -> bool:
        if understood.says("which-support") and not understood.says("lead"):
            return False
        if understood.says("class-region") and understood.says(*COUNTED) and not _lists(understood):
            return False  # "two regions from Spain" ask for the joining rule
        if self._asks_to_join(understood):
            return False
        areas = understood.says("class-area") and understood.says("lead", "member")
        return understood.says("class-partnership") or areas

    def _asks_to_join(self, understood: Understanding) -> bool:
        """True for "can it join?", which asks for the rule and not for what it has joined."""
        if not understood.hits or understood.says("lead", "member", "which"):
            return False
        return understood.hits[0].node in {*WAYS_IN, *self._catalogue.sources(WAYS_IN[0], "about")}

    def _asks_of_members(self, understood: Understanding) -> bool:
        wanted = understood.says("member", "class-region", "class-country")
        return wanted and understood.says("how-many", "list", "which", "member")

    def _codes(self, understood: Understanding) -> tuple[str, ...]:
        """Codes that are asked for as such: "NUTS BE2", or hardly more than the code."""
        short = len(understood.forms) <= A_CODE
        if not (short or understood.says("class-code")):
            return ()
        said = [m for m in understood.of({"region"}) if m.words == m.node.rsplit("/", 1)[-1]]
        return tuple(dict.fromkeys(m.node for m in said))

    def _topics(self, understood: Understanding) -> tuple[str, ...]:
        """Partnerships named, or those of the thematic areas named."""
        if not understood.says("class-partnership", "class-area"):
            return ()
        own = [m.node for m in understood.of({"partnership"})]
        themes = [p for m in understood.of({"theme"}) for p in self._partnerships.about(m.node)]
        return tuple(dict.fromkeys(own or themes))

    def _seats(self, asked: PlaceQuestion) -> list[Seat]:
        inside = {r for place in asked.places for r in self._partnerships.within(place)}
        seats = self._partnerships.of_partnerships(asked.partnerships)
        if asked.places:
            seats = self._of(asked, inside)
        return [s for s in seats if s.leads] if asked.lead and asked.places else seats

    def _of(self, asked: PlaceQuestion, regions: Collection[str]) -> list[Seat]:
        """Seats of some regions, in the partnerships asked for if any were named."""
        seats = self._partnerships.of_regions(regions)
        named = asked.partnerships
        return [seat for seat in seats if not named or seat.partnership in named]

    def _of_places(self, asked: PlaceQuestion, wording: Wording) -> Direct:
        said, shown = [], list[Seat]()
        for place in asked.places:
            inside = self._partnerships.within(place)
            seats = self._of(asked, inside)
            leading = [s for s in seats if s.leads]
            led = {s.partnership for s in leading}
            others = [s for s in seats if s.partnership not in led]
            if leading or asked.lead:
                said.append(self._listed("leads", place, leading, wording))
            if others and not (asked.lead and leading):
                said.append(self._listed("takes-part", place, others, wording))
            if not seats:
                said = [wording.say("no-seats", place=wording.name(place))]
            shown += leading if asked.lead and leading else [*leading, *others]
        values = [self._name(p, wording) for p in dict.fromkeys(s.partnership for s in shown)]
        return self._direct(said, shown, values, wording)

    def _listed(self, key: str, place: str, seats: Sequence[Seat], wording: Wording) -> str:
        by_partnership: dict[str, list[str]] = {}
        for seat in seats:
            by_partnership.setdefault(seat.partnership, []).append(seat.region)
        names = [self._with_parts(p, rs, place, wording) for p, rs in by_partnership.items()]
        text = "; ".join(names) or "–"
        return wording.say(key, place=wording.name(place), count=len(names), names=text)

    def _with_parts(
        self, partnership: str, regions: Sequence[str], place: str, wording: Wording
    ) -> str:
        """A partnership, and through which parts of the place, where it is not the place itself."""
        own = wording.name(place)  # a country is a region of the same name too
        parts = [name for region in regions if (name := wording.name(region)) != own]
        through = f" ({', '.join(parts)})" if parts and place not in regions else ""
        return self._name(partnership, wording) + through

    def _of_partnerships(self, asked: PlaceQuestion, wording: Wording) -> Direct:
        said, shown = [], list[Seat]()
        for partnership in asked.partnerships:
            seats = self._partnerships.of_partnerships([partnership])
            leading = [seat for seat in seats if seat.leads]
            name = self._name(partnership, wording)
            if asked.lead:
                key = "led-by-list" if leading else "no-lead"
                said.append(self._regions(key, name, leading, wording))
            if not (asked.lead and leading):
                said.append(self._regions("regions-list", name, seats, wording))
            shown += leading if asked.lead and leading else seats
        values = list(dict.fromkeys(wording.name(seat.region) for seat in shown))
        return self._direct(said, shown, values, wording)

    def _regions(self, key: str, name: str, seats: Sequence[Seat], wording: Wording) -> str:
        regions = ", ".join(dict.fromkeys(wording.name(seat.region) for seat in seats))
        return wording.say(key, name=name, count=len(seats), regions=regions)

    def _direct(
        self, said: list[str], shown: Sequence[Seat], values: Sequence[str], wording: Wording
    ) -> Direct:
        if shown:
            said = [*said, wording.say("not-all")]
        if named := hosts(shown):
            said = [*said, wording.say("other-sources", sources="; ".join(named))]
        sentences = (Sentence(text, wording.language) for text in said)
        return Direct.of(sentences, wording.language, (), values)

    def _code(self, region: str, wording: Wording) -> Iterator[Sentence]:
        """Name and country of a code, and what became of it, which is stated in English."""
        country = next(iter(self._catalogue.targets(region, "country")), "")
        where = f", {wording.name(country)}" if country else ""
        code = region.rsplit("/", 1)[-1]
        yield Sentence(f"{code}: {wording.name(region)}{where}.", wording.language)
        changes = {
            *self._catalogue.sources(region, "changedFrom"),
            *self._catalogue.sources(region, "changedTo"),
        }
        for change in sorted(changes):
            if change in self._catalogue.nodes:
                yield Sentence(f"{self._catalogue.nodes[change].label('en')}.", "en")

    def _name(self, partnership: str, wording: Wording) -> str:
        """The area's name, which has labels in all languages; else the partnership's own."""
        areas = self._catalogue.targets(partnership, "thematicArea")
        return wording.name(areas[0] if areas else partnership)


def _lists(understood: Understanding) -> bool:
    return understood.says("how-many", "list", "which", "lead")
