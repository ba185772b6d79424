"""Limits: how sums and periods are shown as constraints, in signs that every language reads."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from search.amounts import Amount
from search.dates import Period

TODAY = "time:today"
_MONEY = re.compile(r"money:(\d{0,30}(?:\.\d{1,9})?)\.\.(\d{0,30}(?:\.\d{1,9})?):([A-Z]{3})")
_TIME = re.compile(r"time:(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?")


def amount_label(amount: Amount) -> str:
    """A sum or its bounds: "≤ 50 000 EUR"."""
    return f"{_bounds(_digits(amount.least), _digits(amount.most))} {amount.currency}"


def period_label(period: Period) -> str:
    """A period or its bounds; a whole year by its number."""
    first, last = period.first, period.last
    if first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _bounds(str(first.year), str(last.year))
    return _bounds(str(first or ""), str(last or ""))


def label_of(key: str) -> str | None:
    """The label of a sum or period that was taken out, from its key; None for anything else."""
    if money := _MONEY.fullmatch(key):
        least, most, currency = money.groups()
        return f"{_bounds(_digits(_number(least)), _digits(_number(most)))} {currency}"
    if time := _TIME.fullmatch(key):
        try:
            first, last = (date.fromisoformat(d) if d else None for d in time.groups())
        except ValueError:
            return None
        return period_label(Period(first, last, 0, 0, ""))
    return None


def _bounds(least: str, most: str) -> str:
    if least == most:
        return least
    if not least or not most:
        return f"≤ {most}" if most else f"≥ {least}"
    return f"{least} – {most}"


def _digits(value: Decimal | None) -> str:
    """Thousands apart, as the EU's style guide writes them: with a blank that does not break."""
    return "" if value is None else f"{value.normalize():,f}".replace(",", "\u00a0")


def _number(written: str) -> Decimal | None:
    return Decimal(written) if written else None
