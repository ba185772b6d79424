"""Builds a release aside, checks it, and only then serves it.

Everything is written into a staging directory. The link that names the served release moves
in the very last step, after all bytes are on disk: a build that fails or is killed at any
moment changes nothing for those who read.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from graph.release import Release
from release import change_log, steps
from release.lock import build_lock
from release.plan import BuildPlan
from release.progress import Progress
from release.refusals import refusals_told
from release.steps import Work

__all__ = ["build"]


def build(plan: BuildPlan, progress: Progress) -> Release:
    """Build a release and serve it."""
    with refusals_told("The build"), build_lock(plan.releases.var):
        plan.releases.remove_stale()
        version = plan.version or plan.releases.next_version(datetime.now(UTC).date())
        plan.releases.check_new(version)
        with plan.releases.scratch() as scratch:
            _build(Work(plan, version, plan.releases.staging(), scratch), progress)
        return plan.releases.get(version)


def _build(work: Work, progress: Progress) -> None:
    try:
        work.plan.index.prepare()
        _run(_steps(work, progress), progress)
    finally:
        work.plan.index.close()
        shutil.rmtree(work.staging, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Step:
    title: str
    run: Callable[[], str]


_BEFORE_VECTORS: tuple[tuple[str, Callable[[Work], str]], ...] = (
    ("validation", steps.validate),
    ("inference", steps.infer),
    ("store on disk", steps.store_on_disk),
    ("search index", steps.index),
    ("documentation", steps.document),
    ("profiles", steps.tell_in_profiles),
    ("dumps", steps.dump),  # last of the downloads: it writes their checksums
    ("changes", change_log.write),
)
_AFTER_VECTORS: tuple[tuple[str, Callable[[Work], str]], ...] = (
    ("manifest", steps.describe),
    ("all bytes to disk", steps.sync),
    ("publication", steps.publish),
    ("switch", steps.switch),
)


def _steps(work: Work, progress: Progress) -> list[_Step]:
    return [
        *(_Step(source.name, partial(steps.read, work, source)) for source in work.plan.sources),
        *(_Step(title, partial(step, work)) for title, step in _BEFORE_VECTORS),
        _Step("vectors", partial(steps.vectors, work, progress.advanced)),
        *(_Step(title, partial(step, work)) for title, step in _AFTER_VECTORS),
    ]


def _run(todo: list[_Step], progress: Progress) -> None:
    for number, step in enumerate(todo, start=1):
        progress.started(number, len(todo), step.title)
        try:
            with refusals_told(f"The step {step.title!r}"):
                summary = step.run()
        except BaseException:
            progress.ended("failed")
            raise
        progress.ended(summary)
