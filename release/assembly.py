"""Puts the real parts of a build together: every source, the shapes, the rules, the index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.profiles import write_packs
from graph.queries import load
from graph.release import ReleaseDirectory
from graph.store import Store
from ingest.inference import infer
from ingest.sources import all_sources
from ingest.validation import Result
from ingest.validation import validate as validate_with
from ontology.documentation import write as write_documentation
from ontology.files import ontology_file, read, shapes_file
from ontology.names import OWL
from release.indexing import IndexAside
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
        index=IndexAside(var),
        document=write_documentation,
        tell=write_packs,
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
    violations = [_finding(result) for result in report.violations]
    return Report(
        [*violations, *_yet_described(store)],
        [_finding(result) for result in report.warnings],
    )


def _yet_described(store: Store) -> Iterator[Finding]:
    for row in store.select(load("replaced_yet_described")):
        message = (
            f"is said to be merged into {row['target'].value}, but is still described: take its "
            "description out, or its line in replacements.csv."
        )
        yield Finding(row["thing"].value, "replacements", message)


def ontology_version() -> str:
    """What ``owl:versionInfo`` of the ontology says; empty when it says nothing."""
    store = Store.memory()
    store.load(ontology_file())
    rows = store.query(f"SELECT ?version WHERE {{ ?ontology <{OWL.versionInfo}> ?version }}")
    return rows[0]["version"].value if rows else ""


def _finding(result: Result) -> Finding:
    place = "" if result.path is None else f" ({result.path} {result.value or ''})".rstrip()
    return Finding(result.node, result.shape, f"{result.message}{place}")
