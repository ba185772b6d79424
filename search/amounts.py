"""Amounts of money in a question: "up to 50 000 euro", "2,8 Mio. €", "between 1 and 2 million".

An amount needs a currency, or a word for thousands or millions that nothing else is counted by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from search.numerals import Numeral, numerals
from search.spoken import Spoken
from search.text import fold

EURO = "EUR"
SCALES = {"thousand": Decimal(10**3), "million": Decimal(10**6), "billion": Decimal(10**9)}
SIGNS = {"€": EURO, "$": "USD", "£": "GBP"}
LOCAL = {
    "zl": "PLN", "zlotych": "PLN", "kc": "CZK", "korun": "CZK", "kr": "SEK", "kronor": "SEK",
    "kroner": "DKK", "ft": "HUF", "forint": "HUF", "lei": "RON", "лв": "BGN", "лева": "BGN",
}  # fmt: skip
CODES = frozenset("EUR USD GBP CHF BGN CZK DKK HUF PLN RON SEK NOK".split())
GLUED = re.compile(r"(k|m|mio|mln|bn)\b|\s?(k|m)(?=\s?[€$£])", re.IGNORECASE)
GLUED_SCALE = {"k": "thousand", "m": "million", "mio": "million", "mln": "million", "bn": "billion"}
ROUGHLY = Decimal("0.15")  # of a value that is said to be approximate
DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Amount:
    """Money from `least` to `most`, both included; None where there is no bound."""

    least: Decimal | None
    most: Decimal | None
    currency: str
    start: int
    end: int
    words: str

    @property
    def key(self) -> str:
        """What names this constraint when somebody takes it out: ``money:1000..2000:EUR``."""
        return f"money:{_plain(self.least)}..{_plain(self.most)}:{self.currency}"

    def meets(self, least: Decimal, most: Decimal | None) -> bool:
        """True when a stated range (no end when `most` is None) and this one share a value."""
        above = self.least is None or most is None or most >= self.least
        return above and (self.most is None or least <= self.most)


@dataclass(frozen=True, slots=True)
class _Sum:
    """One number with what makes money of it; `scale` 1 and no currency when nothing does."""

    numeral: Numeral
    scale: Decimal
    currency: str
    start: int
    end: int

    @property
    def value(self) -> Decimal:
        return self.numeral.value * self.scale

    @property
    def is_money(self) -> bool:
        return bool(self.currency)


def amounts(spoken: Spoken) -> tuple[Amount, ...]:
    """Every amount of money in a question, in its order."""
    sums = [_sum(spoken, numeral) for numeral in numerals(spoken.question, spoken.language)]
    found, used = [], set[int]()
    for first, second in pairwise(sums):
        if second.is_money and first.numeral.start not in used and _is_range(spoken, first, second):
            found.append(_range(spoken, first, second))
            used |= {first.numeral.start, second.numeral.start}
    found += [_bounded(spoken, s) for s in sums if s.is_money and s.numeral.start not in used]
    return tuple(sorted(found, key=lambda amount: amount.start))


def _sum(spoken: Spoken, numeral: Numeral) -> _Sum:
    scale, end = _scale(spoken, numeral)
    currency, start, end = _currency(spoken, numeral.start, end)
    if not currency and scale > 1 and _stands_alone(spoken, end):
        currency = EURO
    return _Sum(numeral, scale, currency, start, end)


def _scale(spoken: Spoken, numeral: Numeral) -> tuple[Decimal, int]:
    text = spoken.question
    glued = GLUED.match(text, numeral.end)
    if glued:
        return SCALES[GLUED_SCALE[glued.group().strip().lower()]], glued.end()
    index = spoken.at(numeral.end)
    gap = text[numeral.end : spoken.tokens[index].start] if index < len(spoken.tokens) else "x"
    if spoken.language == "ro" and index < len(spoken.tokens) and spoken.tokens[index].form == "de":
        index += 1  # "41 de milioane"
    if gap.strip(" .'’\u00a0-"):
        return Decimal(1), numeral.end
    # "mil millones" before "mil": the longest wording counts.
    sizes = {name: spoken.length(name, index) for name in SCALES}
    name = max(sizes, key=lambda scale: sizes[scale])
    if not sizes[name]:
        return Decimal(1), numeral.end
    last = spoken.tokens[index + sizes[name] - 1]
    return SCALES[name], last.end


def _currency(spoken: Spoken, start: int, end: int) -> tuple[str, int, int]:
    """The currency written behind a number or before it, and the stretch with it."""
    text = spoken.question
    behind = re.compile(r"[\s.\u00a0-]{0,2}([€$£])").match(text, end)
    if behind:
        return SIGNS[behind.group(1)], start, behind.end(1)
    before = re.search(r"([€$£])\s?$", text[max(0, start - 3) : start])
    if before:
        return SIGNS[before.group(1)], text.rindex(before.group(1), 0, start), end
    index = spoken.at(end)
    for place in (index, index + 1):  # "2 million of euros"
        if code := _currency_word(spoken, place):
            if place == index + 1 and not spoken.is_small(index):
                break
            return code, start, spoken.tokens[place].end
    previous = spoken.at(start) - 1
    counted = previous > 0 and spoken.tokens[previous - 1].form.isdigit()
    if previous >= 0 and not counted and (code := _currency_word(spoken, previous)):
        return code, spoken.tokens[previous].start, end
    return "", start, end


def _currency_word(spoken: Spoken, index: int) -> str:
    if not 0 <= index < len(spoken.tokens):
        return ""
    token = spoken.tokens[index]
    if spoken.says("euro", index) or re.fullmatch(r"eur(o\w{0,3})?", token.form):
        return EURO
    written = spoken.question[token.start : token.end]
    return written if written in CODES else LOCAL.get(token.form, "")


def _stands_alone(spoken: Spoken, end: int) -> bool:
    """True when a number is followed by no word that it could count."""
    index = spoken.at(end)
    if index >= len(spoken.tokens):
        return True
    gap = spoken.question[end : spoken.tokens[index].start]
    return bool(set(gap) & set(".,;:?!()")) or spoken.tokens[index].form in spoken.small


def _is_range(spoken: Spoken, first: _Sum, second: _Sum) -> bool:
    gap = spoken.question[first.end : second.start].strip()
    if first.value > second.value and first.scale >= second.scale:
        return False
    if gap in DASHES:
        return True
    joined = spoken.at(first.end)
    only = joined + 1 == spoken.at(second.start) and fold(gap) == spoken.tokens[joined].form
    if not only:
        return False
    opened = spoken.introduced("between", spoken.at(first.start)) is not None
    return spoken.says("until", joined) or (opened and spoken.says("and", joined))


def _range(spoken: Spoken, first: _Sum, second: _Sum) -> Amount:
    least = first.numeral.value * (first.scale if first.is_money else second.scale)
    opened = spoken.introduced("between", spoken.at(first.start))
    start = first.start if opened is None else spoken.tokens[opened].start
    return Amount(
        least, second.value, second.currency, start, second.end, spoken.question[start : second.end]
    )


def _bounded(spoken: Spoken, money: _Sum) -> Amount:
    bound, start, end = _bound(spoken, money)
    value = money.value
    least: Decimal | None = value
    most: Decimal | None = value
    if bound in {"until", "before"}:
        least = None
    elif bound in {"since", "after"}:
        most = None
    elif bound == "about":
        least, most = value * (1 - ROUGHLY), value * (1 + ROUGHLY)
    return Amount(least, most, money.currency, start, end, spoken.question[start:end])


def _bound(spoken: Spoken, money: _Sum) -> tuple[str, int, int]:
    index = spoken.at(money.start)
    for key in ("until", "before", "after", "since", "about"):
        first = spoken.introduced(key, index)
        if first is not None and not spoken.says("between", first):
            return key, spoken.tokens[first].start, money.end
    last = spoken.at(money.end) - 1
    for key in ("until", "before", "after", "since"):
        for place in (last, last - 1):  # "euróig" is "until" and "euro" in one
            behind = spoken.followed(key, place)
            if behind is not None:
                return key, money.start, max(money.end, spoken.tokens[behind].end)
    return "", money.start, money.end


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
