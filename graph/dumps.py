"""Downloads of a release: six formats, packed twice, the same bytes whenever they are written.

N-Triples, Turtle, JSON-LD and RDF/XML hold the default graph, where each statement stands
once; N-Quads and TriG hold the named graphs, which say where it comes from. Loading either
gives everything. Each file carries the description of the release: licence, version, sources.
All are written from the canonical lines on disk: docs/decisions/0017 tells why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, cast

import pyoxigraph as ox

from graph.canonical import RELEASE_GRAPH, by_graph, release_lines, statements
from graph.checksums import write_checksums
from graph.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TRIG, TURTLE, Format
from graph.manifest import SourceRecord
from graph.packing import packed
from graph.prefixes import PREFIXES
from graph.sorted_lines import SortedLines
from graph.store import Store
from graph.tables import write_tables
from graph.terms import Literal, NamedNode, Quad, Triple
from ontology.names import (
    BASE,
    DCAT,
    DCT,
    OWL,
    PROV,
    RDF,
    RG,
    VOID,
    XSD,
    thing,
)

__all__ = [
    "DATASET",
    "LICENCE",
    "describe_release",
    "describe_size",
    "dump_name",
    "write_dump",
    "write_dumps",
]

DATASET: Final = thing("dataset", "regiograph")
LICENCE: Final = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
_AT_ONCE: Final = 2
_TITLE: Final = "Regiograph: EU support for interregional industrial collaboration"
_ITSELF: Final = f"<{DATASET}> ".encode()
_PREFIXES: Final = {
    **PREFIXES,
    "id": f"{BASE}id/",
    "concept": f"{BASE}concept/",
    "xsd": str(XSD),
}


def describe_release(version: str, sources: Sequence[SourceRecord]) -> Iterator[Quad]:
    """What the release says of itself, in its own graph; the same for the same version."""
    yield _said(DATASET, str(RDF.type), NamedNode(str(DCAT.Dataset)))
    yield _said(DATASET, str(RDF.type), NamedNode(str(VOID.Dataset)))
    yield _said(DATASET, str(DCT.title), Literal(_TITLE, language="en"))
    yield _said(DATASET, str(DCT.license), NamedNode(LICENCE))
    yield _said(DATASET, str(DCAT.version), Literal(version))
    yield _said(DATASET, str(OWL.versionInfo), Literal(version))
    day = "-".join(version.split(".")[:3])
    yield _said(DATASET, str(DCT.issued), Literal(day, datatype=NamedNode(str(XSD.date))))
    yield _said(DATASET, str(DCT.conformsTo), NamedNode(f"{BASE}def"))
    for source in sources:
        yield from _describe_source(source)


def describe_size(statements: int) -> Quad:
    """How many statements the release has, each counted once, this one too."""
    return _said(DATASET, str(VOID.triples), Literal(statements))


def dump_name(version: str, dump_format: Format) -> str:
    """File name of a dump before it is packed: ``regiograph-2025.03.31.ttl``."""
    return f"regiograph-{version}{dump_format.suffix}"


def write_dumps(store: Store, lines: SortedLines, version: str, directory: Path) -> list[Path]:
    """Write all six, the tables and the checksums; ``lines`` are the canonical lines.

    Two at a time: the parser and the compressors leave the interpreter free.
    """
    directory.mkdir(exist_ok=True)
    # The data set itself before its sources.
    described = sorted(release_lines(store), key=lambda line: not line.startswith(_ITSELF))
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        # The slowest first, so that the last two end together.
        jobs = [
            threads.submit(write_dump, lines, described, version, directory, known)
            for known in (TRIG, JSON_LD, RDF_XML, TURTLE, N_TRIPLES, N_QUADS)
        ]
        tables = threads.submit(write_tables, store, DATASET, version, LICENCE, directory / "csv")
        for job in jobs:
            job.result()
        tables.result()
    write_checksums(directory)
    return sorted(path for path in directory.rglob("*") if path.is_file())


def write_dump(
    lines: SortedLines, described: Sequence[bytes], version: str, directory: Path, known: Format
) -> None:
    """Write one format, packed both ways; memory does not grow with the number of lines.

    ``described`` are the lines that describe the release; they come first, for whoever looks
    into the file.
    """
    with packed(directory / dump_name(version, known)) as output:
        if known not in (JSON_LD, RDF_XML):  # which have no comments
            output.write(f"# {_TITLE}\n# Release {version}\n# Licence <{LICENCE}>\n".encode())
        if known == N_QUADS:
            output.writelines(described)
            output.writelines(lines)
        elif known == TRIG:
            with TemporaryDirectory(dir=lines.path.parent) as aside:
                sorted_again = by_graph(lines, Path(aside) / "by-graph.nq")
                _write(chain(_read(described), statements(sorted_again)), output, known)
        else:
            _write(_triples(_read(described), statements(lines)), output, known)


def _write(found: Iterable[Quad] | Iterable[Triple], output: BinaryIO, known: Format) -> None:
    ox.serialize(found, output, format=cast("ox.RdfFormat", known.engine), prefixes=_PREFIXES)


def _read(lines: Iterable[bytes]) -> list[Quad]:
    return list(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))


def _triples(described: Iterable[Quad], others: Iterable[Quad]) -> Iterator[Triple]:
    """Each statement once: sorted, those that several graphs make stand together."""
    first = dict.fromkeys(quad.triple for quad in described)
    yield from first
    for triple, _ in groupby(others, attrgetter("triple")):
        if triple not in first:
            yield triple


def _describe_source(source: SourceRecord) -> Iterator[Quad]:
    origin = thing("dataset", source.slug)
    yield _said(DATASET, str(PROV.wasDerivedFrom), NamedNode(origin))
    yield _said(origin, str(RDF.type), NamedNode(str(DCAT.Dataset)))
    yield _said(origin, str(DCT.title), Literal(source.title))
    yield _said(origin, str(RG.sha256), Literal(source.sha256))
    if source.licence:
        is_iri = source.licence.startswith(("http://", "https://"))
        property_ = DCT.license if is_iri else DCT.rights
        value = NamedNode(source.licence) if is_iri else Literal(source.licence)
        yield _said(origin, str(property_), value)


def _said(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), value, RELEASE_GRAPH)
