from __future__ import annotations

import gzip
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph.canonical import canonical_lines
from graph.dumps import DATASET, LICENCE, describe_release, dump_name, write_dumps
from graph.formats import N_TRIPLES, RDF_FORMATS, RDF_XML, TURTLE, Format
from graph.manifest import SourceRecord
from graph.packing import PACKINGS, unpacked
from graph.store import Store
from graph.terms import Literal

VERSION = "2025.03.31"
SOURCE = SourceRecord("nuts", "Regions of the EU", "http://example.org/licence", "ab" * 32, 3)


@pytest.fixture
def dumps(tmp_path: Path, tiny_store: Store) -> Path:
    lines = canonical_lines(tiny_store, tmp_path / "lines.nq")
    tiny_store.insert_published(describe_release(VERSION, [SOURCE]))
    write_dumps(tiny_store, lines, VERSION, tmp_path / "dumps")
    return tmp_path / "dumps"


def _text(dumps: Path, dump_format: Format) -> bytes:
    return gzip.decompress((dumps / f"{dump_name(VERSION, dump_format)}.gz").read_bytes())


@pytest.mark.parametrize("dump_format", RDF_FORMATS, ids=lambda known: known.suffix)
def test_every_dump_holds_the_published_statements(
    dumps: Path, dump_format: Format, tiny_store: Store
) -> None:
    assert isinstance(dump_format.engine, ox.RdfFormat)
    parsed = set(ox.parse(_text(dumps, dump_format), format=dump_format.engine))
    in_graphs = {quad for graph in tiny_store.graphs() for quad in tiny_store.quads(graph)}
    expected = (
        in_graphs
        if dump_format.suffix in (".nq", ".trig")
        else set(tiny_store.quads(ox.DefaultGraph()))
    )
    assert parsed == expected


@pytest.mark.parametrize("dump_format", RDF_FORMATS, ids=lambda known: known.suffix)
def test_every_dump_names_its_licence_and_its_version(dumps: Path, dump_format: Format) -> None:
    text = _text(dumps, dump_format).decode()
    assert LICENCE.rsplit("/", 1)[-1] in text
    assert VERSION in text
    assert DATASET.rsplit("/", 1)[-1] in text


@pytest.mark.parametrize(
    "dump_format", [TURTLE, RDF_XML, N_TRIPLES], ids=lambda known: known.suffix
)
def test_another_library_reads_as_many_statements(
    dumps: Path, dump_format: Format, tiny_store: Store
) -> None:
    parsed = Graph().parse(data=_text(dumps, dump_format), format=dump_format.media_type)
    assert len(parsed) == tiny_store.count()


def test_a_licence_in_words_and_a_name_of_several_words_are_described() -> None:
    source = SourceRecord("Regions, 2024", "Regions", "free reuse with credit", "00", 1)
    quads = list(describe_release("2025.03.31.2", [source]))
    assert any(quad.object == Literal("free reuse with credit") for quad in quads)
    assert any(str(quad.subject).endswith("dataset/regions-2024>") for quad in quads)
    assert any(getattr(quad.object, "value", "") == "2025-03-31" for quad in quads)


def test_dumps_have_the_same_bytes_each_time(
    dumps: Path, tmp_path: Path, tiny_store: Store
) -> None:
    lines = canonical_lines(tiny_store, tmp_path / "lines.nq")
    again = write_dumps(tiny_store, lines, VERSION, tmp_path / "again")
    assert len([path for path in again if path.suffix in PACKINGS]) == 12
    for path in again:
        there = path.relative_to(tmp_path / "again")
        assert path.read_bytes() == (dumps / there).read_bytes()


@pytest.mark.parametrize("dump_format", RDF_FORMATS, ids=lambda known: known.suffix)
def test_a_file_tells_of_itself_before_anything_else(dumps: Path, dump_format: Format) -> None:
    assert isinstance(dump_format.engine, ox.RdfFormat)
    first = next(iter(ox.parse(_text(dumps, dump_format), format=dump_format.engine)))
    assert first.subject == ox.NamedNode(DATASET)


def test_nothing_is_left_aside(dumps: Path, tmp_path: Path) -> None:
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dumps", "lines.nq"]


def test_both_packings_hold_the_same_bytes(dumps: Path) -> None:
    for dump_format in RDF_FORMATS:
        name = dump_name(VERSION, dump_format)
        with unpacked(dumps / f"{name}.gz") as one, unpacked(dumps / f"{name}.zst") as other:
            assert one.read() == other.read()


def test_checksums_cover_every_file(dumps: Path) -> None:
    listed = (dumps / "SHA256SUMS").read_text(encoding="utf-8").splitlines()

    files = {p.relative_to(dumps).as_posix() for p in dumps.rglob("*") if p.is_file()}
    assert {line.split("  ")[1] for line in listed} == files - {"SHA256SUMS"}
    checked = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=dumps)
    assert checked.returncode == 0
