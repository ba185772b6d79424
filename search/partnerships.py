"""Partnerships: which regions lead them and take part, and who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from search.catalogue import Catalogue

LEADING = frozenset(["lead", "co-lead"])


@dataclass(frozen=True, slots=True)
class Seat:
    """One region in one partnership, as a source names it; `stated_on` in ISO 8601."""

    partnership: str
    region: str
    role: str
    sources: tuple[str, ...]
    stated_on: str | None

    @property
    def leads(self) -> bool:
        """True for a region that leads, alone or with others."""
        return self.role in LEADING


class Partnerships:
    """The seats of one release."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Memberships are read from the catalogue's edges."""
        self._catalogue = catalogue
        self._seats = tuple(
            seat
            for partnership in catalogue.of_kind("partnership")
            for seat in self._of(partnership.iri)
        )

    def of_regions(self, regions: Collection[str]) -> list[Seat]:
        """Seats of some regions, those that lead first."""
        return _leading_first(seat for seat in self._seats if seat.region in regions)

    def of_partnerships(self, partnerships: Collection[str]) -> list[Seat]:
        """Seats in some partnerships, those that lead first."""
        return _leading_first(seat for seat in self._seats if seat.partnership in partnerships)

    def within(self, place: str) -> set[str]:
        """A region with all that lies in it; all regions of a country."""
        if self._catalogue.nodes[place].kind == "country":
            return {place, *self._catalogue.sources(place, "country")}
        found, to_see = {place}, [place]
        while to_see:
            inner = set(self._catalogue.sources(to_see.pop(), "isPartOf")) - found
            found |= inner
            to_see += inner
        return found

    def about(self, theme: str) -> tuple[str, ...]:
        """Partnerships of a thematic area."""
        found = self._catalogue.sources(theme, "thematicArea")
        return tuple(node for node in found if self._kind(node) == "partnership")

    def _kind(self, node: str) -> str:
        known = self._catalogue.nodes.get(node)
        return known.kind if known else ""

    def _of(self, partnership: str) -> Iterator[Seat]:
        """One seat for each region; where two sources name it, the one that says it leads."""
        seats: dict[str, Seat] = {}
        for membership in self._catalogue.targets(partnership, "hasMembership"):
            for region in self._catalogue.targets(membership, "memberRegion"):
                seat = self._seat(partnership, membership, region)
                if region not in seats or (seat.leads and not seats[region].leads):
                    seats[region] = seat
        return iter(seats.values())

    def _seat(self, partnership: str, membership: str, region: str) -> Seat:
        roles = self._catalogue.targets(membership, "role")
        return Seat(
            partnership,
            region,
            roles[0].rsplit("/", 1)[-1] if roles else "member",
            self._catalogue.targets(membership, "source"),
            self._catalogue.day(membership, "statedOn"),
        )


def hosts(seats: Sequence[Seat]) -> list[str]:
    """Where seats come from: "www.example.eu (2015-11-04)", each once."""
    named = (
        f"{urlsplit(source).hostname or source}{f' ({seat.stated_on})' if seat.stated_on else ''}"
        for seat in seats
        for source in seat.sources
    )
    return list(dict.fromkeys(named))


def _leading_first(seats: Iterator[Seat]) -> list[Seat]:
    return sorted(seats, key=lambda seat: (not seat.leads, seat.partnership, seat.region))
