"""Commands that ask the current release: in words, and in SPARQL."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import json_option
from graph.release import ReleaseDirectory
from web.settings import Settings

if TYPE_CHECKING:
    from search.engine import SearchEngine

__all__ = ["query", "search"]


@click.command()
@click.argument("question")
@click.option("--lang", help="Language of the question (default: found out).")
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True)
@json_option("the whole answer")
@click.pass_obj
def search(settings: Settings, question: str, lang: str | None, limit: int, as_json: bool) -> None:
    """Answer a question in any EU language.

    \b
    regiograph search "which support fits a 3D printing partnership in phase 3"
    regiograph search --json "wer leitet ReConfirm"
    """
    # The engine takes a moment to import; `releases list` doesn't need it.
    from search.engine import QuestionError
    from web.terminal import print_answer

    try:
        found = _engine(settings).answer(question, lang=lang, limit=limit).to_json()
    except QuestionError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print_answer(found)


@click.command()
@click.argument("query")
@json_option("the rows")
@click.pass_obj
def query(settings: Settings, query: str, as_json: bool) -> None:
    """Run SPARQL: a file, - for standard input, or the text itself.

    \b
    regiograph query questions.rq
    regiograph query "SELECT ?type (COUNT(*) AS ?n) WHERE { ?s a ?type } GROUP BY ?type"
    """
    # The worker takes a moment to import; `releases list` doesn't need it.
    from graph.pool import Limits, QueryError, QueryPool
    from web.searching import finders_of
    from web.terminal import print_rows

    release = ReleaseDirectory(settings.var).current()
    limits = Limits(settings.query_seconds, workers=1, light_workers=1, in_memory=0)
    finders = finders_of(release, lambda: _engine(settings))
    try:
        with QueryPool(release.graph_dir, limits, finders=finders) as pool:
            found = pool.query(_text_of(query)).read()
    except (QueryError, ValueError, OSError) as error:
        raise click.ClickException(f"The query can't be run: {error}") from error
    if as_json or b'"head"' not in found[:10]:
        click.echo(found.decode())
    else:
        print_rows(json.loads(found))


def _engine(settings: Settings) -> SearchEngine:
    # The encoder takes a moment to import; `releases list` doesn't need it.
    from search.encoder import query_encoder
    from search.loading import load_engine

    release = ReleaseDirectory(settings.var).current()
    return load_engine(release.search_dir, release.version, query_encoder())


def _text_of(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    # A query is longer than file names may be, and has line ends: only a name can be a file.
    is_name = len(query) < 256 and "{" not in query
    return Path(query).read_text(encoding="utf-8") if is_name else query
