"""The web application, and the command line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.manifest import ManifestError
from graph.release import Release, ReleaseDirectory, ReleaseError, UnknownReleaseError
from graph.store import StoreError
from web.settings import SettingError, Settings
from web.terminal import print_answer, print_rows

if TYPE_CHECKING:
    from flask import Flask

    from search.engine import SearchEngine
    from web.service import Opener

Command = TypeVar("Command", bound=Callable[..., Any])
_OUR_ERRORS = (
    ManifestError,
    ReleaseError,
    SettingError,
    StoreError,
    UnknownReleaseError,
)


def create_app(
    releases: ReleaseDirectory, settings: Settings, opener: Opener | None = None
) -> Flask:
    """The application over a directory of releases; ``opener`` opens one (None: for real)."""
    # The pages take a second to import; the process that starts the server's workers and the
    # other commands don't need them.
    from web.application import application
    from web.service import Service

    return application(Service(releases, opener or _real_opener(settings)), settings)


def app_from_environment(opener: Opener | None = None) -> Flask:
    """The application with the settings in the environment: what the WSGI server calls."""
    settings = Settings.from_environment(os.environ)
    app = create_app(ReleaseDirectory(settings.var), settings, opener)
    # Not atexit: the WSGI server's processes are children of multiprocessing, which leaves
    # without it but runs its own finalizers.
    Finalize(None, app.extensions["regiograph"].close, exitpriority=10)
    return app


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


def _json_option(what: str) -> Callable[[Command], Command]:
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} as JSON.")


_document_option = click.option(
    "--document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your copy of the background document: answers then quote it.",
)


@main.command()
@_document_option
@click.option("--version", help="Version of the release, such as 2025.03.31 (default: today's).")
@_json_option("the manifest")
@click.pass_obj
def build(settings: Settings, document: Path | None, version: str | None, as_json: bool) -> None:
    """Build a release from all sources, check it, and serve it.

    \b
    regiograph build
    regiograph build --document background-document.txt --version 2025.03.31
    """
    release = _build(replace(settings, document=document or settings.document), version)
    if as_json:
        click.echo(json.dumps(release.manifest.to_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(f"{release.version}: {release.manifest.statements:,} statements")


@main.command()
@click.option("--host", help="Address to listen on (HOST; default 127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (PORT; default 8000).")
@_document_option
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
    if ReleaseDirectory(settings.var).current_version() is None:
        _build(settings, version=None)
    run_server(settings)


@main.command()
@click.argument("question")
@click.option("--lang", help="Language of the question (default: found out).")
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True)
@_json_option("the whole answer")
@click.pass_obj
def search(settings: Settings, question: str, lang: str | None, limit: int, as_json: bool) -> None:
    """Answer a question in any EU language.

    \b
    regiograph search "which support fits a 3D printing partnership in phase 3"
    regiograph search --json "wer leitet ReConfirm"
    """
    from search.engine import QuestionError

    try:
        found = _engine(settings).answer(question, lang=lang, limit=limit).to_json()
    except QuestionError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print_answer(found)


@main.command()
@click.argument("query")
@_json_option("the rows")
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


@main.group()
def releases() -> None:
    """List the releases, or serve another one."""


@releases.command("list")
@_json_option("the list")
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


@main.command()
@_document_option
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


@main.command()
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
@_json_option("the figures, and every reply")
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


def _engine(settings: Settings) -> SearchEngine:
    # The encoder takes a moment to import; `releases list` doesn't need it.
    from search.encoder import query_encoder
    from search.loading import load_engine

    release = ReleaseDirectory(settings.var).current()
    return load_engine(release.search_dir, release.version, query_encoder())


def _build(settings: Settings, version: str | None) -> Release:
    # Sources and shapes take seconds to import; other commands don't need them.
    from release import BuildError, BuildRunningError, LineProgress
    from release import build as build_release
    from release.assembly import default_plan

    plan = default_plan(settings.var, settings.document, version)
    try:
        return build_release(plan, LineProgress(sys.stderr))
    except (BuildError, BuildRunningError) as error:
        raise click.ClickException(str(error)) from error


def run_server(settings: Settings, target: str = "server:app_from_environment") -> None:
    """Serve an application factory until SIGTERM or SIGINT; requests in flight are answered."""
    # The server brings its own event loop; no other command needs it.
    from granian.constants import HTTPModes, Interfaces
    from granian.server import Server

    # Its processes start afresh and read their settings from the environment.
    os.environ.update(settings.to_environment())
    Server(
        target,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # looking for HTTP/2 first costs a third of the lookups a second
        workers=settings.workers,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
    ).serve()


def _real_opener(settings: Settings) -> Opener:
    # The encoder takes seconds to import; `releases list` and the tests don't need it.
    from web.opening import opener_of

    return opener_of(settings)


def _text_of(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    # A query is longer than file names may be, and has line ends: only a name can be a file.
    is_name = len(query) < 256 and "{" not in query
    return Path(query).read_text(encoding="utf-8") if is_name else query
