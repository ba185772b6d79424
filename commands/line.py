"""The command `regiograph`: its settings, and the commands under it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from commands.asking import query, search
from commands.building import build, validate
from commands.measuring import evaluate
from commands.releases import releases
from commands.serving import serve
from graph.manifest import ManifestError
from graph.release import ReleaseError, UnknownReleaseError
from graph.store import StoreError
from web.serving import AddressError
from web.settings import SettingError, Settings

__all__ = ["main"]

_OUR_ERRORS = (
    AddressError,
    ManifestError,
    ReleaseError,
    SettingError,
    StoreError,
    UnknownReleaseError,
)


class _Commands(click.Group):
    """Commands whose expected errors are one line and exit code 1, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except _OUR_ERRORS as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands)
@click.option("--var", type=click.Path(path_type=Path), help="Directory of the releases.")
@click.version_option(package_name="regiograph")
@click.pass_context
def main(ctx: click.Context, var: Path | None) -> None:
    """EU support for interregional industrial collaboration, as a graph and a search.

    \b
    regiograph build                        make a release and serve it from now on
    regiograph serve                        http://127.0.0.1:8000/
    regiograph search "who runs ReConfirm"  ask in the terminal
    regiograph query questions.rq           SPARQL

    Exit codes: 0 done, 1 failed, 2 wrong use. Settings come from the environment too:
    REGIOGRAPH_VAR, REGIOGRAPH_DOCUMENT, HOST, PORT, WORKERS, THREADS.
    """
    settings = Settings.from_environment(os.environ)
    ctx.obj = replace(settings, var=var) if var else settings


for _command in (build, serve, search, query, releases, validate, evaluate):
    main.add_command(_command)
