"""A table of our own facts: a CSV file whose rows know the line they stand on."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.source import SourceError


def shipped_table(name: str) -> Path:
    """Path of a table that comes with the project."""
    return Path(__file__).parent.parent / "facts" / name


@dataclass(frozen=True, slots=True)
class Row:
    """One row; an empty cell is an empty string."""

    table: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Cell of a column that was asked for when the table was read."""
        return self.cells[column]

    def parts(self, column: str) -> list[str]:
        """Values of a cell that separates several of them with a bar."""
        return [part.strip() for part in self.cells[column].split("|") if part.strip()]

    def error(self, message: str) -> SourceError:
        """A complaint that names the table and the line."""
        return SourceError(self.table.stem, f"{self.table.name} line {self.line}", message)


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Rows in order; every column must be there, under exactly these names."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        header = list(reader.fieldnames or [])
        missing = [column for column in columns if column not in header]
        if missing:
            message = f"column {missing[0]!r} is missing; the header is {header}"
            raise SourceError(path.stem, f"{path.name} line 1", message)
        for cells in reader:
            yield _row(path, reader.line_num, cells)


def _row(path: Path, line: int, cells: dict[str, str | None]) -> Row:
    row = Row(path, line, {name: (cells[name] or "").strip() for name in cells if name})
    if None in cells or None in cells.values():
        raise row.error("has not as many cells as the header; quote cells that contain a comma")
    return row
