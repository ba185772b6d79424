"""Measuring a release: the engine and the simple systems on files of questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from graph import Release
from search.baselines import load_baselines
from search.encoder import DocumentEncoder, Encoder, QueryEncoder
from search.evaluation import Evaluation, evaluate
from search.failures import failures
from search.loading import load_engine
from search.quality import Quality, SetQuality
from search.quality_text import markdown
from search.question_set import QuestionSet
from search.remembering import RememberingEncoder, stored_vectors
from search.scoreboard import drawn
from search.weights import model_directory


def measure(
    release: Release, models: Path, files: Sequence[Path], *, alone: bool = False
) -> list[Evaluation]:
    """One evaluation per file; `models`: where weights are unpacked; `alone`: no baselines."""

    def documents() -> Encoder:
        return DocumentEncoder(model_directory(models))

    directory = release.search_dir
    sets = [QuestionSet.read(path) for path in files]
    known = {} if alone else stored_vectors(directory)
    encoder = RememberingEncoder(QueryEncoder(), documents, known)
    engine = load_engine(directory, release.version, encoder)
    baselines = None if alone else load_baselines(directory, encoder)
    return [evaluate(engine, baselines, asked) for asked in sets]


def as_text(found: Sequence[Evaluation], worst: int = 0) -> str:
    """The tables of each evaluation, and the engine's `worst` replies."""
    return "\n".join(part for one in found for part in _text(one, worst))


def as_json(found: Sequence[Evaluation]) -> str:
    """Figures, marks and replies of each evaluation."""
    sets = [one.to_json() for one in found]
    return json.dumps({"sets": sets}, ensure_ascii=False, indent=2)


def write_report(project: Path, release: Release, found: Sequence[Evaluation]) -> None:
    """Write docs/search-quality.md and search/quality.json of a project."""
    quality = Quality(
        measured=date.today().isoformat(),
        release=release.version,
        software=version("regiograph"),
        sets=tuple(SetQuality.of(one) for one in found),
    )
    for folder in ("docs", "search"):
        (project / folder).mkdir(exist_ok=True)
    quality.save(project / "search" / "quality.json")
    # Rounded twice, a figure can differ in its last digit: the file shows what the page shows.
    text = markdown(Quality.from_json(quality.to_json()))
    (project / "docs" / "search-quality.md").write_text(text, encoding="utf-8")


def _text(one: Evaluation, worst: int) -> list[str]:
    listed = failures(one.reports[0].marks)[:worst]
    return [drawn(SetQuality.of(one)), *(f"{failure}\n" for failure in listed)]
