"""Print the table of figures: ``python -m bench``."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bench import build, encoder, search, sparql, startup
from bench.measurement import Figure
from bench.processes import BenchError

PARTS = ("build", "startup", "search", "sparql", "encoder")


@click.command()
@click.option(
    "--var",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Directory of releases to measure; without it one is built aside, and measured too.",
)
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="Measure only this part.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(var: Path | None, only: tuple[str, ...], as_json: bool) -> None:
    """Measure a build, the start of the server, search, SPARQL and the encoders.

    \b
    python -m bench                               everything, about three minutes
    python -m bench --var var --only search       one part, on the releases at hand

    Exit codes: 0 all aims kept, 1 failed, 3 an aim missed.
    """
    parts = set(only or PARTS)
    try:
        with tempfile.TemporaryDirectory(prefix="regiograph-bench-") as work:
            found = list(figures(parts, var, Path(work)))
    except BenchError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps([asdict(figure) for figure in found], indent=2))
    else:
        Console().print(table(found))
    if not all(figure.kept for figure in found):
        raise click.exceptions.Exit(3)


def figures(parts: set[str], var: Path | None, work: Path) -> Iterator[Figure]:
    """All figures of the parts; memory is read last, when everything has been used."""
    releases = var or work / "var"
    if var is None:
        built = build.measure(releases)
        yield from built if "build" in parts else ()
    if parts & {"startup", "search", "sparql"}:
        yield from _of_server(parts, releases, work)
    if "encoder" in parts:
        yield from encoder.measure(releases)


def table(found: list[Figure]) -> Table:
    """The figures with their aims."""
    shown = Table(title=f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for heading in ("", "measured", "aim", ""):
        shown.add_column(heading, justify="left" if not heading else "right")
    for figure in found:
        aim = "" if figure.aim is None else f"≤ {figure.aim:g} {figure.unit}"
        verdict = "" if figure.aim is None else "kept" if figure.kept else "missed"
        shown.add_row(figure.name, f"{figure.value:.4g} {figure.unit}", aim, verdict)
    return shown


def _of_server(parts: set[str], releases: Path, work: Path) -> Iterator[Figure]:
    with startup.serving(releases, work / "server.log") as server:
        if "startup" in parts:
            yield from startup.measure(server)
        if "search" in parts:
            yield from search.measure(server.port)
        if "sparql" in parts:
            yield from sparql.measure(server.port, releases, work)
        yield from startup.measure_memory(server)


if __name__ == "__main__":
    main()
