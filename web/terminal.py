"""Answers and rows as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

__all__ = ["print_answer", "print_rows"]

_VERDICTS = {"fits": "fits", "fits-if": "fits if …", "does-not-fit": "does not fit"}


def print_answer(found: Mapping[str, Any], console: Console | None = None) -> None:
    """Print an answer in the form of ``Answer.to_json``."""
    console = console or Console()
    direct = found.get("answer") or found.get("silence")
    if direct:
        console.print(f"[bold]{escape(direct['text'])}[/]")
    understood = ", ".join(one["label"] for one in found.get("constraints", ()))
    if understood:
        console.print(f"[dim]Understood: {escape(understood)}[/]")
    if not found["answered"]:
        console.print("No answer in this graph. What comes nearest:")
    for number, result in enumerate(found["results"], start=1):
        _print_result(number, result, console)
    for note in found.get("notes") or ():
        console.print(f"[dim]{escape(str(note))}[/]")
    if found.get("next_question"):
        console.print(f"[italic]{escape(str(found['next_question']))}[/]")


def print_rows(found: Mapping[str, Any], console: Console | None = None) -> None:
    """Print SPARQL JSON results as a table, or yes or no."""
    console = console or Console()
    if "boolean" in found:
        console.print("yes" if found["boolean"] else "no")
        return
    table = Table(box=None)
    names = found["head"]["vars"]
    for name in names:
        table.add_column(escape(name), overflow="fold")
    rows = found["results"]["bindings"]
    for row in rows:
        table.add_row(*(escape(row.get(name, {}).get("value", "")) for name in names))
    console.print(table)
    console.print(f"[dim]{len(rows)} rows[/]")


def _print_result(number: int, result: Mapping[str, Any], console: Console) -> None:
    verdict = _VERDICTS.get(result.get("verdict") or "", "")
    ending = f" [green]({verdict})[/]" if verdict else ""
    console.print(f"{number}. [bold]{escape(result['label'])}[/]{ending}")
    if result.get("description"):
        console.print(f"   {escape(result['description'])}")
    for reason in result.get("reasons") or ():
        console.print(f"   - {escape(reason['outcome'])}: {escape(reason['text'])}")
    console.print(f"   [dim]{escape(result['iri'])}[/]")
