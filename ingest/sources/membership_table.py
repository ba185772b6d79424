"""Memberships of regions in partnerships, one statement of one source page a row."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.sources.facts_table import Row, read_table
from ontology.names import thing

_COLUMNS = (
    "partnership",
    "role",
    "region_as_written",
    "nuts_2021",
    "nuts_2024",
    "stated_on",
    "stated_note",
    "source_url",
    "note",
)
_ROLES = ("lead", "co-lead", "participating", "member")


@dataclass(frozen=True, slots=True)
class Membership:
    """One region in one partnership as one source has it.

    The codes are None for what is no NUTS region (the Randstad, a city); ``nuts_2024`` is None
    too where the region is in no list of 2024 (Scotland). ``stated_on`` is None where the source
    gives no full date; ``stated_note`` then says what it does give.
    """

    slug: str
    partnership: str
    role: str
    region_as_written: str
    nuts_2021: str | None
    nuts_2024: str | None
    stated_on: date | None
    stated_note: str
    source_url: str
    note: str

    @property
    def iri(self) -> str:
        """IRI of the membership."""
        return thing("membership", self.slug)


def read_memberships(path: Path) -> Iterator[Membership]:
    """Memberships in the order of the table; the n-th of a pair gets ``--n`` to its slug."""
    seen: Counter[str] = Counter()
    for row in read_table(path, _COLUMNS):
        pair = f"{row['partnership']}--{row['nuts_2021'] or _slug(row['region_as_written'])}"
        seen[pair] += 1
        yield _membership(row, pair if seen[pair] == 1 else f"{pair}--{seen[pair]}")


def _membership(row: Row, slug: str) -> Membership:
    if row["role"] not in _ROLES:
        raise row.error(f"role {row['role']!r} is unknown; write one of {_ROLES}")
    if not (row["stated_on"] or row["stated_note"]):
        raise row.error("says not when it was stated; fill stated_on or stated_note")
    return Membership(
        slug,
        row["partnership"],
        row["role"],
        row["region_as_written"],
        row["nuts_2021"] or None,
        row["nuts_2024"] or None,
        _day(row),
        row["stated_note"],
        row["source_url"],
        row["note"],
    )


def _day(row: Row) -> date | None:
    try:
        return date.fromisoformat(row["stated_on"]) if row["stated_on"] else None
    except ValueError:
        message = f"stated_on {row['stated_on']!r} is no full date; put it into stated_note"
        raise row.error(message) from None


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
