"""What a source states in figures and days, and which of it meets an amount or a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ontology.names import thing
from search.amounts import ROUGHLY, Amount
from search.catalogue import Catalogue
from search.dates import Period

DOCUMENT = thing("document", "grow2017")
EDGE, INSIDE = 1.0, 0.3  # a stated day in the period; only a time that runs through it


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A sum of money that a source states: `figure` says it, `most` None has no upper end."""

    figure: str
    least: Decimal
    most: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class StatedTime:
    """The days that a source states for a thing or a figure; None where it states none."""

    node: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Stated:
    """The sums and times of one release."""

    sums: tuple[StatedSum, ...]
    times: tuple[StatedTime, ...]
    as_of: date | None

    @classmethod
    def of(cls, catalogue: Catalogue) -> Stated:
        """Read from the quantities and days of a catalogue."""
        issued = catalogue.day(DOCUMENT, "issued")
        return cls(
            tuple(_sums(catalogue)),
            tuple(_times(catalogue)),
            date.fromisoformat(issued) if issued else None,
        )

    def meeting(self, amount: Amount) -> list[str]:
        """Figures whose sum meets an amount of the same currency."""
        return [
            stated.figure
            for stated in self.sums
            if stated.currency == amount.currency and amount.meets(stated.least, stated.most)
        ]

    def during(self, period: Period) -> dict[str, float]:
        """Things and figures whose time meets a period, and how closely, 0 to 1."""
        near = {time.node: _closeness(time, period) for time in self.times}
        return {node: share for node, share in near.items() if share}

    def ending(self, period: Period) -> list[str]:
        """Things and figures whose stated last day is in a period."""
        return [time.node for time in self.times if time.last and period.has(time.last)]

    def surely_during(self, period: Period) -> list[str]:
        """Those whose stated days put them into a period; what is open on that side may not be."""
        return [
            time.node
            for time in self.times
            if (time.first or period.first) and (time.last or period.last)
            if _closeness(time, period)
        ]


def _sums(catalogue: Catalogue) -> Iterator[StatedSum]:
    for figure, quantity in sorted(catalogue.quantities.items()):
        if quantity.currency is None or quantity.lowest is None or quantity.highest == 0:
            continue  # what is free of charge is no sum that somebody gets
        least = Decimal(str(quantity.lowest))
        most = None if quantity.highest is None else Decimal(str(quantity.highest))
        if quantity.approximate:
            least, most = least * (1 - ROUGHLY), most and most * (1 + ROUGHLY)
        yield StatedSum(figure, least, most, quantity.currency)


def _times(catalogue: Catalogue) -> Iterator[StatedTime]:
    for node, days in sorted(catalogue.days.items()):
        if ("appliesFrom" in days or "appliesUntil" in days) and node in catalogue.nodes:
            yield StatedTime(node, _day(days.get("appliesFrom")), _day(days.get("appliesUntil")))
    for figure, quantity in sorted(catalogue.quantities.items()):
        if (quantity.applies_from or quantity.applies_until) and figure in catalogue.nodes:
            yield StatedTime(figure, _day(quantity.applies_from), _day(quantity.applies_until))


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _closeness(time: StatedTime, period: Period) -> float:
    if not period.overlaps(time.first, time.last):
        return 0.0
    if period.first and period.last:
        edges = [day for day in (time.first, time.last) if day and period.has(day)]
        return EDGE if edges else INSIDE
    # "Until 2020" means what ends then rather than all that was before.
    bound = period.last or period.first
    same = time.last if period.last else time.first
    return EDGE if bound and same and same.year == bound.year else INSIDE
