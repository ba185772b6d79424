"""The steps of a build; each returns what the progress line says of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.canonical import RELEASE_GRAPH, canonical_hash, canonical_lines
from graph.checksums import sha256_of
from graph.dumps import describe_release, describe_size, write_dumps
from graph.manifest import Manifest, ModelRecord, PartRecord, SourceRecord
from graph.queries import load
from graph.release import sync_directory
from graph.schema_reading import write_answers
from graph.sorted_lines import SortedLines
from graph.store import Store
from graph.term_examples import read_examples
from graph.terms import NamedNode, Quad
from ingest.source import Source, SourceError, checksum
from ontology.names import BASE
from release.plan import Advanced, BuildPlan, Finding

__all__ = ["BuildError", "Work"]

_SHOWN = 10  # violations named in the message of a failed build


class BuildError(ValueError):
    """The content can't be published; the message says what is wrong where."""


@dataclass(slots=True)
class Work:
    """What the steps hand on to each other."""

    plan: BuildPlan
    version: str
    staging: Path
    scratch: Path  # a directory for what is no part of the release
    store: Store = field(default_factory=Store.memory)
    sources: list[SourceRecord] = field(default_factory=list)
    writers: dict[str, set[str]] = field(default_factory=dict)  # graph -> names of its sources
    warnings: list[str] = field(default_factory=list)
    model: ModelRecord | None = None
    created: str = ""  # moment of publication, UTC
    previous: str | None = None  # version that is served while this one is built

    @property
    def lines(self) -> SortedLines:
        """Canonical lines of what the sources state; there once the store is on disk."""
        return SortedLines(self.scratch / "canonical.nq")


def read(work: Work, source: Source) -> str:
    """Store the statements of one source."""
    counts: dict[str, int] = {}
    try:
        work.store.insert_published(_counted(source.quads(), counts))
        inputs = checksum(source.inputs())
    except SourceError as error:
        raise BuildError(f"Source {error}") from error
    except (ValueError, OSError) as error:
        raise BuildError(f"Source {source.name}: {error}") from error
    for graph in counts:
        work.writers.setdefault(graph, set()).add(source.name)
    statements = sum(counts.values())
    work.sources.append(SourceRecord(source.name, source.title, source.licence, inputs, statements))
    return f"{statements:,} statements"


def _counted(quads: Iterator[Quad], counts: dict[str, int]) -> Iterator[Quad]:
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graph = quad.graph_name.value
            counts[graph] = counts.get(graph, 0) + 1
        yield quad


def validate(work: Work) -> str:
    """Stop the build on any violation; keep the warnings."""
    report = work.plan.validate(work.store)
    if report.violations:
        shown = [_told(work, finding) for finding in report.violations[:_SHOWN]]
        more = len(report.violations) - len(shown)
        ending = [f"… and {more} more."] if more else []
        count = len(report.violations)
        raise BuildError("\n".join([f"{count} violations of the shapes:", *shown, *ending]))
    work.warnings = [_told(work, finding) for finding in report.warnings]
    return f"{len(work.warnings)} warnings"


def _told(work: Work, finding: Finding) -> str:
    """A finding with the sources and graphs that speak of its node."""
    graphs = _graphs_about(work.store, finding.node)
    sources = sorted({name for graph in graphs for name in work.writers.get(graph, ())})
    return (
        f"source {', '.join(sources) or 'unknown'}, graph {', '.join(graphs) or 'none'}, "
        f"node {finding.node}, shape {finding.shape}: {finding.message}"
    )


def _graphs_about(store: Store, node: str) -> list[str]:
    try:
        thing = NamedNode(node)
    except ValueError:  # a literal, or a name that the validator gave to a blank node
        return []
    return [row["graph"].value for row in store.select(load("graphs-about"), {"thing": thing})]


def infer(work: Work) -> str:
    """Add what the rules conclude, each kind in its own graph."""
    before = work.store.count()
    for rules in work.plan.inferences:
        # Read fully before writing: a rule must not see half of what it concludes.
        work.store.insert_published(list(rules(work.store)))
    return f"{work.store.count() - before:,} new statements"


def store_on_disk(work: Work) -> str:
    """Write the store, with the description of the release in it, and what it counts."""
    canonical_lines(work.store, work.lines.path)
    work.store.insert_published(describe_release(work.version, work.sources))
    work.store.insert_published([describe_size(work.store.count() + 1)])
    on_disk = Store.create(work.staging / "graph")
    on_disk.copy_from(work.store)
    on_disk.optimise()
    write_answers(work.store, work.staging / "schema")
    return f"{work.store.count():,} statements"


def index(work: Work) -> str:
    """Build the search index from the same statements, as far as it needs them."""
    directory = work.staging / "search"
    directory.mkdir()
    work.plan.index.begin(work.store, directory)
    return f"{len(_files(directory))} files"


def vectors(work: Work, advanced: Advanced) -> str:
    """Wait for the rest of the index, which was made beside the steps since."""
    work.model = work.plan.index.finish(advanced)
    return work.model.name if work.model else "no model"


def document(work: Work) -> str:
    """Write the documentation of the ontology."""
    directory = work.staging / "docs"
    directory.mkdir()
    work.plan.document(directory, read_examples(work.store))
    return f"{len(_files(directory))} files"


def tell_in_profiles(work: Work) -> str:
    """Write the graph in the words of others, and what their shapes say of it."""
    packs = work.plan.tell(work.store, work.version, work.staging / "dumps")
    for pack in packs:
        work.warnings += [
            f"profile {pack.profile.token}: {' '.join(str(part) for part in finding)}"
            for finding in pack.conformance.findings
        ]
    found = sum(len(pack.conformance.findings) for pack in packs)
    return f"{len(packs)} profiles, {found} findings"


def dump(work: Work) -> str:
    """Write the downloads."""
    written = write_dumps(work.store, work.lines, work.version, work.staging / "dumps")
    return f"{len(written)} files, {sum(path.stat().st_size for path in written):,} bytes"


def describe(work: Work) -> str:
    """Write the manifest."""
    store = work.store
    rows = store.select(load("counts-by-class"))
    graphs = (graph for graph in store.graphs() if graph != RELEASE_GRAPH)
    manifest = Manifest(
        version=work.version,
        created=work.created,
        base=BASE,
        ontology_version=work.plan.ontology_version,
        canonical_hash=canonical_hash(work.lines),
        previous=work.previous,
        model=work.model,
        sources=tuple(work.sources),
        counts_by_class={row["class"].value: int(row["things"].value) for row in rows},
        counts_by_graph={graph.value: store.count(graph) for graph in graphs},
        statements=store.count(),
        warnings=tuple(work.warnings),
        parts=tuple(_parts(work.staging)),
    )
    manifest.write(work.staging / "manifest.json")
    return manifest.canonical_hash[:12]


def _parts(staging: Path) -> Iterator[PartRecord]:
    """Every file but the store's, for which the canonical hash stands."""
    for name in ("changes", "docs", "dumps", "schema", "search"):
        for path in _files(staging / name):
            relative = path.relative_to(staging).as_posix()
            yield PartRecord(relative, sha256_of(path), path.stat().st_size)


def sync(work: Work) -> str:
    """Wait until every byte of the release is on disk."""
    files = _files(work.staging)
    for path in files:
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
    for directory in {path.parent for path in files} | {work.staging}:
        sync_directory(directory)
    return f"{len(files)} files"


def publish(work: Work) -> str:
    """Give the finished directory its name among the releases."""
    return work.plan.releases.publish(work.staging, work.version).version


def switch(work: Work) -> str:
    """Serve it."""
    return f"serving {work.plan.releases.switch(work.version).version}"


def _files(directory: Path) -> list[Path]:
    return sorted(path for path in directory.rglob("*") if path.is_file())
