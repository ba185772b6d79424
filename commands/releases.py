"""Commands about the releases that there are."""

from __future__ import annotations

import json

import click

from commands.options import json_option
from graph.release import ReleaseDirectory
from web.settings import Settings

__all__ = ["releases"]


@click.group()
def releases() -> None:
    """List the releases, or serve another one."""


@releases.command("list")
@json_option("the list")
@click.pass_obj
def list_releases(settings: Settings, as_json: bool) -> None:
    """List all releases; the one that is served has a star."""
    directory = ReleaseDirectory(settings.var)
    current = directory.current_version()
    if as_json:
        click.echo(json.dumps({"current": current, "releases": directory.versions()}))
    else:
        for version in directory.versions():
            click.echo(f"{'*' if version == current else ' '} {version}")


@releases.command("switch")
@click.argument("version")
@click.pass_obj
def switch_release(settings: Settings, version: str) -> None:
    """Serve another release from now on, for example the last good one.

    \b
    regiograph releases switch 2025.03.31
    """
    click.echo(f"Serving {ReleaseDirectory(settings.var).switch(version).version}")
