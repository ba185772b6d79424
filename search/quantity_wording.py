"""Quantities in words: numbers, money and dates as readers of a language write them (CLDR)."""

from __future__ import annotations

from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_currency, format_currency, format_decimal, format_percent

from search.quantity import Quantity
from search.wording import Wording

COMPACT = 100_000  # amounts of money from here on are said in thousands or millions


def amount_words(quantity: Quantity, wording: Wording) -> str:
    """The number as readers of the language write it: "at least 75%", "about 4,5 Mio. €"."""
    low, high = quantity.lowest, quantity.highest
    if low is None or high is None:
        return wording.say(_bound(quantity), amount=_number(quantity, low, high, wording))
    if low == high == 0 and quantity.currency:
        return wording.say("free")
    amount = _number(quantity, low, high, wording)
    return wording.say("about", amount=amount) if quantity.approximate else amount


def quantity_words(quantity: Quantity, thing: str, wording: Wording) -> str:
    """A sentence: what is measured, the number, how firm it is, and since and until when."""
    return wording.say(
        "figure",
        thing=wording.name(thing),
        measure=wording.name(quantity.measure),
        amount=amount_words(quantity, wording),
        details=", ".join(_details(quantity, wording)),
    )


def measured_words(quantity: Quantity, wording: Wording) -> str:
    """The same without the thing, for a table in which its column says it."""
    said = wording.name(quantity.measure), amount_words(quantity, wording)
    return f"{said[0]} – {said[1]} ({', '.join(_details(quantity, wording))})"


def _details(quantity: Quantity, wording: Wording) -> list[str]:
    days = (("from", quantity.applies_from), ("until", quantity.applies_until))
    said = [wording.say(key, date=_day(day, wording)) for key, day in days if day]
    if quantity.stated_on:
        said.append(wording.say("as-of", date=_month(quantity.stated_on, wording)))
    firmness = wording.name(quantity.firmness)
    return [firmness[:1].lower() + firmness[1:], *said]


def _bound(quantity: Quantity) -> str:
    if quantity.highest is None:
        return "more-than" if quantity.exclusive else "at-least"
    return "less-than" if quantity.exclusive else "at-most"


def _number(q: Quantity, low: float | None, high: float | None, wording: Wording) -> str:
    bounds = [bound for bound in dict.fromkeys((low, high)) if bound is not None]
    said = "–".join(_plain(q, bound, wording.language) for bound in bounds)
    counted = {"YR": "years", "DAY": "days"}.get(q.unit or "")
    return wording.say(counted, amount=said) if counted else said


def _plain(quantity: Quantity, number: float, language: str) -> str:
    if quantity.currency:
        return _money(number, quantity.currency, language)
    if quantity.unit == "PERCENT":
        return format_percent(number / 100, locale=language)
    return format_decimal(number, locale=language)


def _money(number: float, currency: str, language: str) -> str:
    short = Locale.parse(language).compact_currency_formats
    if number < COMPACT or "short" not in short:
        return format_currency(number, currency, locale=language, currency_digits=False)
    return format_compact_currency(number, currency, locale=language, fraction_digits=1)


def _day(day: str, wording: Wording) -> str:
    return format_date(date.fromisoformat(day), "long", locale=wording.language)


def _month(day: str, wording: Wording) -> str:
    found = date.fromisoformat(day)
    return format_skeleton("yMMMM", found, locale=wording.language)
