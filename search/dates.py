"""Dates in a question: "in 2018", "before March 2018", "until 2020", "8. November 2017".

A year alone is a period; the names of months are those of CLDR, with their inflected forms.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from search.linking import same_stem
from search.spoken import Spoken

YEAR = re.compile(r"19[5-9]\d|20\d\d")
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)", re.ASCII)
WRITTEN = re.compile(r"(?<!\d)(\d{1,2})[./](?:\s?(\d{1,2})[./])?\s?(\d{4})(?!\d)", re.ASCII)
DASHES = frozenset("-–—/")
# Of a sum it means "less than", of a year in Danish and Swedish "during".
DURING = frozenset(["under", "over"])


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None where there is no bound."""

    first: date | None
    last: date | None
    start: int
    end: int
    words: str

    @property
    def key(self) -> str:
        """What names this constraint when somebody takes it out: ``time:2018-01-01..``."""
        return f"time:{self.first or ''}..{self.last or ''}"

    def has(self, day: date) -> bool:
        """True for a day in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """True when a stated period (None: no bound stated) and this one share a day."""
        begun = self.last is None or first is None or first <= self.last
        return begun and (self.first is None or last is None or last >= self.first)


def periods(spoken: Spoken, taken: Collection[tuple[int, int]] = ()) -> tuple[Period, ...]:
    """Every date, month with its year, or year of a question, in its order.

    `taken`: stretches of the text that are something else, as the year in "Horizon 2020".
    """
    plain = [p for p in _plain(spoken) if not any(s <= p.start < e for s, e in taken)]
    ranges = [r for one, other in pairwise(plain) if (r := _range(spoken, one, other))]
    covered = [(r.start, r.end) for r in ranges]
    single = [p for p in plain if not any(s <= p.start and p.end <= e for s, e in covered)]
    return tuple(sorted([*ranges, *(_bounded(spoken, p) for p in single)], key=lambda p: p.start))


def asks_of_today(spoken: Spoken) -> tuple[int, int] | None:
    """Where the question says "now" or "today": first and last place in the text."""
    found = spoken.anywhere("now")
    if not found:
        return None
    first, last = found[0]
    return spoken.tokens[first].start, spoken.tokens[last].end


def _plain(spoken: Spoken) -> list[Period]:
    """Periods without what leads up to them."""
    found = [*_numeric(spoken)]
    taken = [(p.start, p.end) for p in found]
    for index, token in enumerate(spoken.tokens):
        inside = any(start <= token.start < end for start, end in taken)
        if not inside and YEAR.fullmatch(token.form) and _is_bare(spoken, index):
            found.append(_around(spoken, index))
    return sorted(found, key=lambda period: period.start)


def _is_bare(spoken: Spoken, index: int) -> bool:
    """A year is no part of a longer number: "2 018", "1.2018"."""
    token = spoken.tokens[index]
    return not re.search(r"\d[.,\u00a0 ]$", spoken.question[max(0, token.start - 2) : token.start])


def _numeric(spoken: Spoken) -> list[Period]:
    found = []
    for match in ISO.finditer(spoken.question):
        year, month, day = match.groups()
        found.append(_days(int(year), int(month), int(day) if day else None, match))
    for match in WRITTEN.finditer(spoken.question):
        first, second, year = match.groups()
        if second:
            found.append(_days(int(year), int(second), int(first), match))
        elif spoken.question[match.end(1)] == "/":
            found.append(_days(int(year), int(first), None, match))
    return [period for period in found if period]


def _days(year: int, month: int, day: int | None, match: re.Match[str]) -> Period | None:
    if not YEAR.fullmatch(str(year)):
        return None
    return _period(year, month, day, match.start(), match.end(), match.group())


def _period(
    year: int, month: int | None, day: int | None, start: int, end: int, said: str
) -> Period | None:
    """The period of a day, a month or a year; None for a day that no calendar has."""
    months = (month, month) if month else (1, 12)
    try:
        first = date(year, months[0], day or 1)
    except ValueError:
        return None
    last = first if day else date(year, months[1], calendar.monthrange(year, months[1])[1])
    return Period(first, last, start, end, said)


def _around(spoken: Spoken, index: int) -> Period:
    """A year with the month and day beside it, if it has any."""
    year = int(spoken.tokens[index].form)
    alone = _said(spoken, year, None, None, index, index)
    assert alone is not None  # every year from 1950 to 2099 is in the calendar
    return _month_before(spoken, index, year) or _month_after(spoken, index, year) or alone


def _month_before(spoken: Spoken, index: int, year: int) -> Period | None:
    for back in (1, 2, 3):
        place = index - back
        if place < 0:
            return None
        if month := _month(spoken, place):
            day = _day(spoken, place - 1)
            first = place - 1 if day else place
            if not day and back > 1 and (day := _day(spoken, index - 1)):  # "November 8, 2017"
                first = place
            found = _said(spoken, year, month, day, first, index)
            return found or _said(spoken, year, month, None, place, index)
        if not spoken.is_small(place) and not _day(spoken, place):
            return None
    return None


def _month_after(spoken: Spoken, index: int, year: int) -> Period | None:
    """ "2018. március 8", "2018 m. kovo 8 d.", "2018. gada marts"."""
    for ahead in (1, 2):
        place = index + ahead
        if month := _month(spoken, place):
            day = _day(spoken, place + 1)
            last = place + 1 if day else place
            found = _said(spoken, year, month, day, index, last)
            return found or _said(spoken, year, month, None, index, place)
        if place >= len(spoken.tokens) or not spoken.says("year", place):
            return None
    return None


def _said(
    spoken: Spoken, year: int, month: int | None, day: int | None, first: int, last: int
) -> Period | None:
    start, end = spoken.tokens[first].start, spoken.tokens[last].end
    return _period(year, month, day, start, end, spoken.question[start:end])


def _month(spoken: Spoken, index: int) -> int | None:
    if not 0 <= index < len(spoken.tokens):
        return None
    exact = next((n for n in range(1, 13) if spoken.says(f"month-{n}", index)), None)
    return exact or next((n for n in range(1, 13) if _inflected(spoken, f"month-{n}", index)), None)


def _inflected(spoken: Spoken, key: str, index: int) -> bool:
    form = spoken.tokens[index].form
    known = spoken.vocabulary.table.get(spoken.language, {}).get(key, frozenset())
    return any(len(w) == 1 and len(w[0]) > 3 and same_stem(form, w[0]) for w in known)


def _day(spoken: Spoken, index: int) -> int | None:
    if not 0 <= index < len(spoken.tokens):
        return None
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|er|an|ko)?", spoken.tokens[index].form)
    return int(match.group(1)) if match and 1 <= int(match.group(1)) <= 31 else None


def _range(spoken: Spoken, one: Period, other: Period) -> Period | None:
    """From one date to another: "2016-2018", "from March 2017 to 2018", "2017 and 2018"."""
    if one.first is None or other.first is None or other.first <= one.first:
        return None
    gap = spoken.question[one.end : other.start].strip(" .")
    first, last = spoken.at(one.end), spoken.at(other.start)
    while first < last and (spoken.is_small(first) and not _joins(spoken, first)):
        first += 1
    joined = gap in DASHES or (first < last <= first + 2 and _joins(spoken, first))
    if not joined:
        return None
    opened = spoken.introduced("between", spoken.at(one.start))
    start = one.start if opened is None else spoken.tokens[opened].start
    words = spoken.question[start : other.end]
    return Period(one.first, other.last, start, other.end, words)


def _joins(spoken: Spoken, index: int) -> bool:
    return any(spoken.says(key, index) for key in ("until", "and", "between")) or (
        spoken.tokens[index].form in {"to", "a", "al", "au", "la", "til"}
    )


def _bounded(spoken: Spoken, plain: Period) -> Period:
    """A period with the word that opens or closes it: "until 2020" begins nowhere."""
    index, last = spoken.at(plain.start), spoken.at(plain.end) - 1
    for key in ("until", "before", "after", "since"):
        first = spoken.introduced(key, index)
        if first is not None and spoken.tokens[first].form not in DURING:
            start = spoken.tokens[first].start
            return _opened(plain, key, start, plain.end, spoken.question)
        for place in (last, last - 1):  # "márciusig" is "until" and "March" in one
            behind = spoken.followed(key, place) if place >= index else None
            if behind is not None:
                end = max(plain.end, spoken.tokens[behind].end)
                return _opened(plain, key, plain.start, end, spoken.question)
    return plain


def _opened(plain: Period, key: str, start: int, end: int, question: str) -> Period:
    assert plain.first is not None
    assert plain.last is not None
    day = timedelta(days=1)
    ends: dict[str, Sequence[date | None]] = {
        "until": (None, plain.last),
        "before": (None, plain.first - day),
        "after": (plain.last + day, None),
        "since": (plain.first, None),
    }
    first, last = ends[key]
    said = question[start:end]
    return replace(plain, first=first, last=last, start=start, end=end, words=said)
