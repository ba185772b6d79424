"""The command that measures how good the search is."""

from __future__ import annotations

from pathlib import Path

import click

from commands.options import json_option
from graph.release import ReleaseDirectory
from web.settings import Settings

__all__ = ["evaluate"]


@click.command()
@click.option(
    "--questions",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines with id, query, lang, kind and judgments; repeatable (default: the "
    "development set, with --report all sets).",
)
@click.option("--alone", is_flag=True, help="Leave out the simpler systems: quicker.")
@click.option(
    "--failures",
    is_flag=False,
    flag_value=20,
    type=click.IntRange(min=1),
    help="List this many of the worst replies, 20 if no number is given.",
)
@click.option(
    "--report",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Write docs/search-quality.md and search/quality.json under this directory.",
)
@json_option("the figures, and every reply")
@click.pass_obj
def evaluate(
    settings: Settings,
    questions: tuple[Path, ...],
    alone: bool,
    failures: int | None,
    report: Path | None,
    as_json: bool,
) -> None:
    """Measure the search, beside simpler systems, on questions whose right answers are known.

    \b
    regiograph evaluate
    regiograph evaluate --questions my-questions.jsonl --alone --failures 10
    regiograph evaluate --report .
    """
    if report and alone:
        raise click.UsageError("--report compares systems; leave out --alone.")
    # Measuring imports numpy and more; other commands don't need it.
    from search import measuring
    from search.question_set import QuestionSetError, all_questions, default_questions

    release = ReleaseDirectory(settings.var).current()
    files = questions or (all_questions() if report else [default_questions()])
    try:
        found = measuring.measure(release, settings.var / "models", files, alone=alone)
    except QuestionSetError as error:
        raise click.ClickException(str(error)) from error
    if report:
        measuring.write_report(report, release, found)
    click.echo(measuring.as_json(found) if as_json else measuring.as_text(found, failures or 0))
