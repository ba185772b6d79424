"""Print the table of figures: ``python -m bench``."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from bench import (
    build,
    dereference,
    dumps,
    encoder,
    footprint,
    large,
    search,
    sparql,
    sparql_peers,
    startup,
    steps,
)
from bench.measurement import Section
from bench.processes import BenchError
from bench.report import Machine, grids, markdown, table

PARTS = (
    "build",
    "startup",
    "search",
    "steps",
    "large",
    "sparql",
    "dereference",
    "memory",
    "encoder",
    "dumps",
    "sparql-peers",
)
ALONE = {"dumps", "sparql-peers"}  # need no release
SERVED = {"search", "sparql", "dereference", "memory"}
MEMORY = """
After all questions and queries above. What the search adds is measured in a process of its own,
and without the pages of files, of which the machine keeps one copy for all workers.
"""


@click.command()
@click.option(
    "--var",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Directory of releases to measure; without it one is built aside, and measured too.",
)
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="Measure only this part.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the figures as a page too, such as docs/performance.md.",
)
def main(var: Path | None, only: tuple[str, ...], as_json: bool, report: Path | None) -> None:
    """Measure a build, the start of the server, search, SPARQL, memory and the encoders.

    \b
    python -m bench                               everything, about ten minutes
    python -m bench --only sparql-peers           SPARQL beside other servers
    python -m bench --var var --only search       one part, on the releases at hand
    python -m bench --report docs/performance.md

    Exit codes: 0 all aims kept, 1 failed, 3 an aim missed.
    """
    machine = Machine.this()
    try:
        with tempfile.TemporaryDirectory(prefix="regiograph-bench-") as work:
            found = list(sections(set(only or PARTS), var, Path(work)))
    except BenchError as error:
        raise click.ClickException(str(error)) from error
    if report:
        page = markdown(found, machine.later(), datetime.now(UTC).date())
        report.write_text(page, encoding="utf-8")
    if as_json:
        click.echo(json.dumps([asdict(section) for section in found], indent=2))
    else:
        Console().print(table(found, machine.later()), *grids(found))
    if not all(figure.kept for section in found for figure in section.figures):
        raise click.exceptions.Exit(3)


def sections(parts: set[str], var: Path | None, work: Path) -> Iterator[Section]:
    """All figures of the parts; the memory of the server last, when everything was used."""
    releases = var or work / "var"
    if var is None and parts - ALONE:
        built = build.measure(releases)
        yield from [built] if "build" in parts else []
    if "startup" in parts:
        yield startup.measure(releases, work / "server.log")
    if "steps" in parts:
        yield steps.measure(releases)
    if parts & SERVED:
        yield from _of_server(parts, releases, work)
    if "large" in parts:
        yield large.measure(releases, work)
    if "encoder" in parts:
        yield encoder.measure(releases)
    yield from _alone(parts, work)


def _alone(parts: set[str], work: Path) -> Iterator[Section]:
    if "sparql-peers" in parts:
        yield sparql_peers.measure(work)
    if "dumps" in parts:
        yield dumps.measure(work)


def _of_server(parts: set[str], releases: Path, work: Path) -> Iterator[Section]:
    with startup.serving(releases, work / "server.log") as server:
        if "search" in parts:
            yield search.measure(server)
        if "sparql" in parts:
            yield sparql.measure(server.port, releases, work)
        if "dereference" in parts:
            yield dereference.measure(server.port)
        if "memory" in parts:
            figures = [*startup.memory_of(server), footprint.measure(releases)]
            yield Section("Memory of the server", MEMORY, figures)


if __name__ == "__main__":
    main()
