"""Builds of a handful of statements. Run as a script, it is a build that kills itself."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from rdflib import Literal as RdfLiteral
from rdflib import URIRef

from graph.conformance import Conformance
from graph.dumps import DATASET
from graph.manifest import ModelRecord
from graph.profiles import Pack
from graph.release import Release, ReleaseDirectory, ReleaseError
from graph.store import Store
from graph.terms import BlankNode, Literal, NamedNode, Quad
from ingest.source import SourceError
from ontology.documentation import Examples
from ontology.names import RDF, RG, SKOS, VOID, graph_name, slug_of, thing
from ontology.profile import Profile
from release.builder import build
from release.lock import BuildRunningError, build_lock
from release.plan import Advanced, BuildPlan, Finding, Report
from release.progress import SilentProgress
from release.steps import BuildError

FIRST, SECOND, THIRD = "2025.03.30", "2025.03.31", "2025.03.31.2"
LABEL, TYPE = NamedNode(str(SKOS.prefLabel)), NamedNode(str(RDF.type))
QUIET = SilentProgress()
STEPS = [
    "regions",
    "validation",
    "inference",
    "store on disk",
    "search index",
    "documentation",
    "profiles",
    "dumps",
    "changes",
    "vectors",
    "manifest",
    "all bytes to disk",
    "publication",
    "switch",
]


@dataclass(frozen=True)
class Regions:
    """Regions with their codes as names, all in one graph."""

    codes: Sequence[str]
    name: str = "regions"
    title: str = "Regions for tests"
    licence: str = "http://example.org/licence"

    def inputs(self) -> Sequence[Path]:
        return []

    def quads(self) -> Iterator[Quad]:
        graph = NamedNode(graph_name(self.name))
        for code in self.codes:
            region = NamedNode(thing("region", code))
            yield Quad(region, TYPE, NamedNode(str(RG.Region)), graph)
            yield Quad(region, LABEL, Literal(code), graph)


class Broken(Regions):
    """Breaks after its first statements."""

    def quads(self) -> Iterator[Quad]:
        yield from super().quads()
        raise SourceError("regions", "regions.csv, row 3", "the code 'B€2' is no NUTS code.")


class Blank(Regions):
    """Holds a blank node."""

    def quads(self) -> Iterator[Quad]:
        yield Quad(BlankNode("x"), LABEL, Literal("x"), NamedNode(graph_name("regions")))


class FakeIndex:
    """Remembers what was called."""

    def __init__(self) -> None:
        self.called: list[str] = []

    def prepare(self) -> None:
        self.called.append("prepare")

    def begin(self, store: Store, out_dir: Path) -> None:
        self.called.append("begin")
        (out_dir / "texts").write_text(str(store.count()))

    def finish(self, advanced: Advanced) -> ModelRecord | None:
        self.called.append("finish")
        advanced(1, 1)
        return ModelRecord("fake", "00")

    def close(self) -> None:
        self.called.append("close")


class Titles:
    """Remembers the steps."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.summaries: list[str] = []

    def started(self, number: int, total: int, title: str) -> None:
        self.begun.append(f"[{number}/{total}] {title}")

    def advanced(self, done: int, of: int) -> None:
        pass

    def ended(self, summary: str) -> None:
        self.summaries.append(summary)


class KilledAt(Titles):
    """Kills its own process, as `kill -9` does, when a step begins or ends."""

    def __init__(self, step: str, when: str) -> None:
        super().__init__()
        self._step, self._when = step, when

    def started(self, number: int, total: int, title: str) -> None:
        super().started(number, total, title)
        self._kill("begins")

    def ended(self, summary: str) -> None:
        self._kill("ends")

    def _kill(self, when: str) -> None:
        if self.begun[-1].endswith(f" {self._step}") and when == self._when:
            os.kill(os.getpid(), signal.SIGKILL)


def _plan(var: Path, *codes: str, version: str | None = None) -> BuildPlan:
    return BuildPlan(ReleaseDirectory(var), [Regions(codes)], version)


def _build(var: Path, *codes: str, version: str) -> Release:
    return build(_plan(var, *codes, version=version), QUIET)


def _labels(release: Release) -> list[str]:
    query = "SELECT ?label WHERE { ?region ?property ?label FILTER isLiteral(?label) }"
    return sorted(
        row["label"].value
        for row in release.store.query(query)
        if len(row["label"].value) == len("BE2")
    )


def test_a_build_is_served_and_complete(tmp_path: Path) -> None:
    progress = Titles()
    release = build(_plan(tmp_path, "BE2", "DE1", version=FIRST), progress)

    assert ReleaseDirectory(tmp_path).current() == release
    assert _labels(release) == ["BE2", "DE1"]
    assert sorted(path.name for path in release.path.iterdir()) == [
        "changes",
        "docs",
        "dumps",
        "graph",
        "history",
        "manifest.json",
        "schema",
        "search",
    ]
    assert progress.begun[0] == "[1/14] regions"
    assert [line.split(" ", 1)[1] for line in progress.begun] == STEPS
    assert progress.summaries[0] == "4 statements"


def test_the_manifest_says_what_was_built_from_what(tmp_path: Path) -> None:
    manifest = _build(tmp_path, "BE2", "DE1", version=FIRST).manifest

    assert (manifest.version, manifest.previous) == (FIRST, None)
    assert [(source.name, source.statements) for source in manifest.sources] == [("regions", 4)]
    assert manifest.counts_by_class[str(RG.Region)] == 2
    assert manifest.counts_by_graph == {graph_name("regions"): 4}
    dumps = [part.path for part in manifest.parts if part.path.startswith("dumps/")]
    assert f"dumps/regiograph-{FIRST}.nt.zst" in dumps
    assert len([path for path in dumps if path.endswith((".gz", ".zst"))]) == 12


def test_the_number_of_statements_is_that_of_the_dump_and_of_the_manifest(tmp_path: Path) -> None:
    release = _build(tmp_path, "BE2", "DE1", version=FIRST)

    dump = gzip.decompress((release.dumps_dir / f"regiograph-{FIRST}.nt.gz").read_bytes())
    lines = [line for line in dump.splitlines() if not line.startswith(b"#")]
    [said] = release.store.query(f"SELECT ?n WHERE {{ <{DATASET}> <{VOID.triples}> ?n }}")
    assert len(lines) == len(set(lines)) == release.manifest.statements == int(said["n"].value)


def test_checksums_in_the_manifest_are_those_of_the_files(tmp_path: Path) -> None:
    release = _build(tmp_path, "BE2", version=FIRST)
    for part in release.manifest.parts:
        printed = subprocess.check_output(["sha256sum", release.path / part.path], text=True)
        assert printed.split()[0] == part.sha256
        assert (release.path / part.path).stat().st_size == part.bytes


def test_building_twice_gives_the_same_hash_and_the_same_dumps(tmp_path: Path) -> None:
    one = _build(tmp_path / "one", "BE2", "DE1", "FR1", version=FIRST)
    two = _build(tmp_path / "two", "BE2", "DE1", "FR1", version=FIRST)

    assert one.manifest.canonical_hash == two.manifest.canonical_hash
    assert one.manifest.parts == two.manifest.parts


def test_a_second_release_keeps_what_changed(tmp_path: Path) -> None:
    _build(tmp_path, "BE2", "DE1", version=FIRST)
    release = _build(tmp_path, "BE2", "FR1", version=SECOND)

    summary = json.loads((release.changes_dir / "summary.json").read_text())
    added = gzip.decompress((release.changes_dir / "added.nq.gz").read_bytes()).decode()
    assert release.manifest.previous == FIRST
    assert summary["graphs"][graph_name("regions")] == {"added": 2, "removed": 2}
    assert {(slug_of(one["iri"]), one["change"]) for one in summary["things"]} == {
        ("DE1", "removed"),
        ("FR1", "added"),
        ("regiograph", "changed"),  # the data set: another version
    }
    assert added.count("FR1") == 3


def test_old_releases_stay_answerable_and_can_be_served_again(tmp_path: Path) -> None:
    _build(tmp_path, "BE2", version=FIRST)
    _build(tmp_path, "DE1", version=SECOND)
    releases = ReleaseDirectory(tmp_path)

    assert _labels(releases.get(FIRST)) == ["BE2"]
    assert _labels(releases.switch(FIRST)) == _labels(releases.current()) == ["BE2"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (Broken(["BE2"]), r"Source regions, regions\.csv, row 3: the code 'B€2' is no NUTS code"),
        (Blank([]), r"Source regions: Blank node .* in graph <.*graph/regions>"),
    ],
)
def test_a_broken_source_fails_the_build_and_says_why(
    tmp_path: Path, source: Regions, message: str
) -> None:
    served = _build(tmp_path, "BE2", version=FIRST)
    broken = replace(_plan(tmp_path, version=SECOND), sources=[source])

    index = FakeIndex()
    with pytest.raises(BuildError, match=message):
        build(replace(broken, index=index), QUIET)

    assert index.called == ["prepare", "close"]
    _assert_untouched(tmp_path, served)
    assert [path.name for path in (tmp_path / "releases").iterdir()] == [FIRST]


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "make room"), (errno.EACCES, "Let this user write"), (errno.EIO, "Mend that")],
)
def test_what_the_machine_refuses_is_told_with_a_remedy(
    tmp_path: Path, number: int, remedy: str
) -> None:
    def write(out_dir: Path, examples: Examples) -> None:
        raise OSError(number, os.strerror(number), str(out_dir))

    plan = replace(_plan(tmp_path, "BE2", version=FIRST), document=write)
    with pytest.raises(BuildError, match=rf"'documentation' failed: .*/docs\. .*{remedy}"):
        build(plan, QUIET)
    assert ReleaseDirectory(tmp_path).versions() == []


def test_a_directory_that_cannot_be_made_is_told_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(BuildError, match=r"The build failed: File exists at .*Choose a directory"):
        build(_plan(tmp_path / "var", "BE2"), QUIET)


def test_a_violation_names_source_graph_node_shape_and_message(tmp_path: Path) -> None:
    node = thing("region", "BE2")
    finding = Finding(node, "http://example.org/Shape", "a region needs a level.")
    plan = replace(_plan(tmp_path, "BE2"), validate=lambda store: Report([finding]))

    with pytest.raises(BuildError) as failed:
        build(plan, QUIET)

    assert str(failed.value).splitlines() == [
        "1 violations of the shapes:",
        f"source regions, graph {graph_name('regions')}, node {node}, "
        "shape http://example.org/Shape: a region needs a level.",
    ]
    assert ReleaseDirectory(tmp_path).versions() == []


def test_many_violations_are_counted_and_some_are_shown(tmp_path: Path) -> None:
    findings = [Finding("_:b0", "shape", f"message {number}") for number in range(25)]
    plan = replace(_plan(tmp_path, "BE2"), validate=lambda store: Report(findings))
    with pytest.raises(BuildError, match=r"(?s)25 violations.*message 9.*and 15 more"):
        build(plan, QUIET)


def test_warnings_are_kept_in_the_manifest(tmp_path: Path) -> None:
    finding = Finding(thing("region", "BE2"), "shape", "no French name.")
    plan = replace(_plan(tmp_path, "BE2"), validate=lambda store: Report((), [finding]))
    (warning,) = build(plan, QUIET).manifest.warnings
    assert warning.endswith("no French name.")


def test_conclusions_index_and_documentation_are_part_of_the_release(tmp_path: Path) -> None:
    inferred = NamedNode(graph_name("inferred", "rl"))

    def infer(store: Store) -> Iterable[Quad]:
        for row in store.query("SELECT DISTINCT ?s WHERE { ?s ?p ?o }"):
            subject = row["s"]
            assert isinstance(subject, NamedNode)
            yield Quad(subject, TYPE, NamedNode(str(RG.Place)), inferred)

    def document(out_dir: Path, examples: Examples) -> None:
        (out_dir / "index.html").write_text(f"<h1>{examples[str(RG.Place)][0].path}</h1>")

    index = FakeIndex()
    plan = _plan(tmp_path, "BE2")
    release = build(
        replace(plan, inferences=[infer], index=index, document=document), SilentProgress()
    )

    assert release.manifest.counts_by_graph[graph_name("inferred", "rl")] == 1
    assert release.manifest.model == ModelRecord("fake", "00")
    assert (release.search_dir / "texts").exists()
    assert index.called == ["prepare", "begin", "finish", "close"]
    assert "docs/index.html" in {part.path for part in release.manifest.parts}


@pytest.mark.parametrize(
    ("step", "when"),
    [*((step, "begins") for step in STEPS), ("publication", "ends"), ("switch", "ends")],
)
def test_a_killed_build_leaves_a_whole_release_served(tmp_path: Path, step: str, when: str) -> None:
    served = _build(tmp_path, "BE2", version=FIRST)
    child = [sys.executable, __file__, str(tmp_path), SECOND, step, when]

    assert subprocess.run(child, check=False).returncode == -signal.SIGKILL

    switched = (step, when) == ("switch", "ends")
    if switched:
        assert _labels(ReleaseDirectory(tmp_path).current()) == ["FR1"]
    else:
        _assert_untouched(tmp_path, served)
    following = _build(tmp_path, "DE1", version=THIRD)
    assert following.manifest.previous == (SECOND if switched else FIRST)
    assert _labels(ReleaseDirectory(tmp_path).current()) == ["DE1"]
    assert not list((tmp_path / "releases").glob(".building-*"))


def test_a_second_builder_is_refused(tmp_path: Path) -> None:
    with (
        build_lock(tmp_path),
        pytest.raises(BuildRunningError, match=f"process {os.getpid()}"),
    ):
        _build(tmp_path, "BE2", version=FIRST)
    assert _build(tmp_path, "BE2", version=FIRST).version == FIRST


def test_a_version_is_used_once(tmp_path: Path) -> None:
    _build(tmp_path, "BE2", version=FIRST)
    with pytest.raises(ReleaseError, match="exists"):
        _build(tmp_path, "DE1", version=FIRST)


def test_a_damaged_release_does_not_keep_the_next_from_being_built(tmp_path: Path) -> None:
    damaged = _build(tmp_path, "BE2", version=FIRST)
    (damaged.graph_dir / "CURRENT").unlink()

    release = _build(tmp_path, "DE1", version=SECOND)

    assert release.manifest.previous is None
    assert "Changes start from nothing" in release.manifest.warnings[0]


@pytest.mark.parametrize("harm", ["dumps", "manifest.json"])
def test_changes_are_right_whatever_happened_to_the_downloads_before(
    harm: str, tmp_path: Path
) -> None:
    harmed = _build(tmp_path, "BE2", "DE1", version=FIRST).path / harm
    shutil.rmtree(harmed) if harmed.is_dir() else harmed.unlink()

    release = _build(tmp_path, "BE2", "FR1", version=SECOND)

    summary = json.loads((release.changes_dir / "summary.json").read_text())
    assert summary["graphs"][graph_name("regions")] == {"added": 2, "removed": 2}


def _assert_untouched(var: Path, served: Release) -> None:
    current = ReleaseDirectory(var).current()
    assert current == served
    assert _labels(Release(current.path)) == ["BE2"]


if __name__ == "__main__":
    directory, version, step, when = sys.argv[1:]
    build(_plan(Path(directory), "FR1", version=version), KilledAt(step, when))


def test_what_a_profile_breaks_is_told_in_the_manifest_and_its_files_are_listed(
    tmp_path: Path,
) -> None:
    profile = Profile("skos", "http://p.example/skos", "http://s.example/", "SKOS", "", "")
    finding = (URIRef("http://example.org/a"), None, None, None, RdfLiteral("no label"))

    def tell(store: Store, version: str, directory: Path) -> list[Pack]:
        (directory / "profiles").mkdir(parents=True)
        (directory / "profiles" / "skos.nt").write_text("", encoding="utf-8")
        return [Pack(profile, 0, Conformance(False, (finding,)))]

    manifest = build(replace(_plan(tmp_path, "BE2"), tell=tell), QUIET).manifest

    assert "profile skos: http://example.org/a" in manifest.warnings[-1]
    assert "dumps/profiles/skos.nt" in [part.path for part in manifest.parts]
    sums = (ReleaseDirectory(tmp_path).current().dumps_dir / "SHA256SUMS").read_text()
    assert "profiles/skos.nt" in sums
