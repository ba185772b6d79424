"""Commands that read the sources: build and validate."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from commands.options import document_option, json_option
from graph.release import Release
from web.settings import Settings

__all__ = ["build", "build_release", "validate"]


@click.command()
@document_option
@click.option("--version", help="Version of the release, such as 2025.03.31 (default: today's).")
@json_option("the manifest")
@click.pass_obj
def build(settings: Settings, document: Path | None, version: str | None, as_json: bool) -> None:
    """Build a release from all sources, check it, and serve it.

    \b
    regiograph build
    regiograph build --document background-document.txt --version 2025.03.31
    """
    release = build_release(replace(settings, document=document or settings.document), version)
    if as_json:
        click.echo(json.dumps(release.manifest.to_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(f"{release.version}: {release.manifest.statements:,} statements")


@click.command()
@document_option
@click.pass_obj
def validate(settings: Settings, document: Path | None) -> None:
    """Read all sources and check them against the shapes, without building anything."""
    # Reading sources and shapes takes seconds to import; other commands don't need it.
    from release.assembly import check

    report = check(document or settings.document)
    for finding in (*report.violations, *report.warnings):
        click.echo(f"{finding.node}: {finding.message} [{finding.shape}]")
    click.echo(f"{len(report.violations)} violations, {len(report.warnings)} warnings", err=True)
    if report.violations:
        raise click.exceptions.Exit(1)


def build_release(settings: Settings, version: str | None = None) -> Release:
    """Build a release and tell how far it is; ``version`` None: the next one of today."""
    # Sources and shapes take seconds to import; other commands don't need them.
    from release import BuildError, BuildRunningError
    from release import build as build_from
    from release.assembly import default_plan
    from release.progress import progress_on

    plan = default_plan(settings.var, settings.document, version)
    try:
        with progress_on(sys.stderr) as progress:
            return build_from(plan, progress)
    except (BuildError, BuildRunningError) as error:
        raise click.ClickException(str(error)) from error
