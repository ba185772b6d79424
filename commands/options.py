"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["document_option", "json_option"]

Command = TypeVar("Command", bound=Callable[..., Any])


def json_option(what: str) -> Callable[[Command], Command]:
    """``--json``, as the parameter ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON.")


def document_option(command: Command) -> Command:
    """``--document``: the operator's copy of the background document."""
    return click.option(
        "--document",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Your copy of the background document: answers then quote it.",
    )(command)
