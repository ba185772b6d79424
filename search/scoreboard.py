"""The figures of all systems as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table

from search.figures import Summary
from search.quality import SetQuality
from search.quality_text import SYSTEM_HEADINGS, cells, headings, system_cells

WIDTH = 150


def drawn(found: SetQuality) -> str:
    """All systems side by side, then by kind and by language."""
    buffer = StringIO()
    console = Console(file=buffer, width=WIDTH)
    unanswerable = found.engine.overall.unanswerable
    title = f"{found.name}: {found.size} questions, {unanswerable} of them without an answer"
    rows = ([name, *system_cells(figures)] for name, figures in found.systems.items())
    console.print(_table(title, SYSTEM_HEADINGS, rows))
    columns = ["n", *headings(found.systems)]
    console.print(_table("nDCG@5 by kind", columns, _compared(found.kinds())))
    console.print(_table("nDCG@5 by language", columns, _compared(found.by_language())))
    return buffer.getvalue()


def _compared(groups: Mapping[str, Sequence[Summary]]) -> Iterable[list[str]]:
    for name, found in groups.items():
        yield [name, str(found[0].n), *cells(found)]


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("", no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right")
    for row in rows:
        table.add_row(*row)
    return table
