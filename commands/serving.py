"""The command that serves the releases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from commands.building import build_release
from commands.options import document_option
from graph.release import ReleaseDirectory
from web.serving import check_address, run_server
from web.settings import Settings

__all__ = ["serve"]


@click.command()
@click.option("--host", help="Address to listen on (HOST; default 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (PORT; default 8000).")
@document_option
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None, document: Path | None) -> None:
    """Serve the current release; build one first if there is none.

    A new release is picked up without a restart.

    \b
    regiograph serve
    PORT=8080 WORKERS=2 regiograph serve --host 0.0.0.0
    """
    settings = replace(
        settings,
        host=host or settings.host,
        port=settings.port if port is None else port,
        document=document or settings.document,
    )
    check_address(settings.host, settings.port)
    if ReleaseDirectory(settings.var).current_version() is None:
        click.echo(f"No release in {settings.var} yet: building the first one, a minute or two.")
        build_release(settings)
    run_server(settings, tell=_tell)


def _tell(address: str) -> None:
    click.echo(f"Regiograph is at {address} Ctrl-C ends it.")
