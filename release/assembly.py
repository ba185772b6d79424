"""Puts the real parts of a build together: every source, the shapes, the rules, the index."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ontology.documentation import write as write_documentation

from graph.manifest import ModelRecord
from graph.release import ReleaseDirectory
from graph.store import Store
from ingest.inference import infer
from ingest.sources import all_sources
from ingest.validation import Result
from ingest.validation import validate as validate_with
from ontology.files import ontology_file, read, shapes_file
from ontology.names import OWL
from release.plan import BuildPlan, Finding, Report

__all__ = ["check", "default_plan", "ontology_version", "validate"]


def default_plan(var: Path, document: Path | None, version: str | None = None) -> BuildPlan:
    """The build of everything; ``document`` is the operator's copy of the background document."""
    return BuildPlan(
        releases=ReleaseDirectory(var),
        sources=all_sources(document),
        version=version,
        ontology_version=ontology_version(),
        validate=validate,
        inferences=(infer,),
        index=partial(_index, models=var / "models"),
        document=write_documentation,
    )


def check(document: Path | None) -> Report:
    """Validate all sources without building anything."""
    store = Store.memory()
    for source in all_sources(document):
        store.insert_published(source.quads())
    return validate(store)


def validate(store: Store) -> Report:
    """Check a store against the shapes of the ontology."""
    report = validate_with(store, read(shapes_file()))
    return Report(
        [_finding(result) for result in report.violations],
        [_finding(result) for result in report.warnings],
    )


def ontology_version() -> str:
    """What ``owl:versionInfo`` of the ontology says; empty when it says nothing."""
    store = Store.memory()
    store.load(ontology_file())
    rows = store.query(f"SELECT ?version WHERE {{ ?ontology <{OWL.versionInfo}> ?version }}")
    return rows[0]["version"].value if rows else ""


def _finding(result: Result) -> Finding:
    place = "" if result.path is None else f" ({result.path} {result.value or ''})".rstrip()
    return Finding(result.node, result.shape, f"{result.message}{place}")


def _index(store: Store, out_dir: Path, models: Path) -> ModelRecord:
    # torch takes seconds to import; a failing source or a validation needn't wait for it.
    from search.encoder import DocumentEncoder
    from search.index import build_index
    from search.weights import SHA256, model_directory

    directory = model_directory(models)
    build_index(store, out_dir, DocumentEncoder(directory))
    return ModelRecord(directory.name, SHA256)
