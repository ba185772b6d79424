"""Quantities: the numbers that a source states, with their unit, firmness and dates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range; `unit` is NUM, DAY, YR or PERCENT, or None beside a `currency`.

    The bounds are equal where the source states one number, None where it states no bound.
    Dates are ISO 8601; `measure` and `firmness` are the IRIs of concepts.
    """

    measure: str
    firmness: str
    lowest: float | None = None
    highest: float | None = None
    unit: str | None = None
    currency: str | None = None
    approximate: bool = False
    exclusive: bool = False
    applies_from: str | None = None
    applies_until: str | None = None
    stated_on: str | None = None
