"""Countries as our table has them: their codes and how long they are Member States."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.sources.facts_table import Row, read_table
from ontology.names import thing

_COLUMNS = (
    "eu_table_code",
    "iso_alpha_3",
    "iso_alpha_2",
    "eurostat_code",
    "member_from",
    "member_until",
    "also_known_as",
    "comment",
)


@dataclass(frozen=True, slots=True)
class Country:
    """One country; ISO codes are None where ISO 3166 has none (Kosovo)."""

    eu_table_code: str
    iso_alpha_3: str | None
    iso_alpha_2: str | None
    eurostat_code: str
    member_from: date | None
    member_until: date | None
    also_known_as: tuple[str, ...]
    comment: str

    @property
    def iri(self) -> str:
        """IRI of the country, by its three-letter code."""
        return thing("country", self.eu_table_code)

    @property
    def cldr_code(self) -> str:
        """Code under which CLDR names the country: ISO's, so GR and GB, not EL and UK."""
        return self.iso_alpha_2 or self.eurostat_code

    def is_member_state(self, day: date) -> bool:
        """Whether the country is in the EU on that day, the last day of membership included."""
        if self.member_from is None or day < self.member_from:
            return False
        return self.member_until is None or day <= self.member_until


def read_countries(path: Path) -> Iterator[Country]:
    """Countries in the order of the table."""
    for row in read_table(path, _COLUMNS):
        yield Country(
            row["eu_table_code"],
            row["iso_alpha_3"] or None,
            row["iso_alpha_2"] or None,
            row["eurostat_code"],
            _day(row, "member_from"),
            _day(row, "member_until"),
            tuple(row.parts("also_known_as")),
            row["comment"],
        )


def _day(row: Row, column: str) -> date | None:
    try:
        return date.fromisoformat(row[column]) if row[column] else None
    except ValueError:
        message = f"{column} {row[column]!r} is no date; write it as 2004-05-01"
        raise row.error(message) from None
