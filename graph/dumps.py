"""Downloads of a release: six formats, packed twice, the same bytes whenever they are written.

N-Triples, Turtle, JSON-LD and RDF/XML hold the default graph, where each statement stands
once; N-Quads and TriG hold the named graphs, which say where it comes from. Loading either
gives everything. Each file carries the description of the release: licence, version, sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, cast

import pyoxigraph as ox

from graph.canonical import RELEASE_GRAPH
from graph.checksums import write_checksums
from graph.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TRIG, TURTLE, Format
from graph.manifest import SourceRecord
from graph.packing import packed
from graph.prefixes import PREFIXES
from graph.store import Store
from graph.tables import write_tables
from graph.terms import DefaultGraph, Literal, NamedNode, Quad
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

__all__ = ["DATASET", "LICENCE", "describe_release", "dump_name", "write_dump", "write_dumps"]

DATASET: Final = thing("dataset", "regiograph")
LICENCE: Final = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
_AT_ONCE: Final = 2
_TITLE: Final = "Regiograph: EU support for interregional industrial collaboration"
_PREFIXES: Final = {
    **PREFIXES,
    "id": f"{BASE}id/",
    "concept": f"{BASE}concept/",
    "xsd": str(XSD),
}


def describe_release(
    version: str, statements: int, sources: Sequence[SourceRecord]
) -> Iterator[Quad]:
    """What the release says of itself, in its own graph; the same for the same version."""
    yield _said(DATASET, str(RDF.type), NamedNode(str(DCAT.Dataset)))
    yield _said(DATASET, str(RDF.type), NamedNode(str(VOID.Dataset)))
    yield _said(DATASET, str(DCT.title), Literal(_TITLE, language="en"))
    yield _said(DATASET, str(DCT.license), NamedNode(LICENCE))
    yield _said(DATASET, str(DCAT.version), Literal(version))
    yield _said(DATASET, str(OWL.versionInfo), Literal(version))
    day = "-".join(version.split(".")[:3])
    yield _said(DATASET, str(DCT.issued), Literal(day, datatype=NamedNode(str(XSD.date))))
    yield _said(DATASET, str(VOID.triples), Literal(statements))
    yield _said(DATASET, str(DCT.conformsTo), NamedNode(f"{BASE}def"))
    for source in sources:
        yield from _describe_source(source)


def dump_name(version: str, dump_format: Format) -> str:
    """File name of a dump before it is packed: ``regiograph-2025.03.31.ttl``."""
    return f"regiograph-{version}{dump_format.suffix}"


def write_dumps(store: Store, lines: Iterable[bytes], version: str, directory: Path) -> list[Path]:
    """Write all six, the tables and the checksums; ``lines`` are the canonical lines.

    Two at a time: the engine and the compressors leave the interpreter free.
    """
    directory.mkdir(exist_ok=True)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        # The slowest first, so that the last two end together.
        jobs = [
            threads.submit(write_dump, store, lines, version, directory, known)
            for known in (TRIG, N_QUADS, JSON_LD, RDF_XML, N_TRIPLES, TURTLE)
        ]
        tables = threads.submit(write_tables, store, version, LICENCE, directory / "csv")
        for job in jobs:
            job.result()
        tables.result()
    write_checksums(directory)
    return sorted(path for path in directory.rglob("*") if path.is_file())


def write_dump(
    store: Store, lines: Iterable[bytes], version: str, directory: Path, dump_format: Format
) -> None:
    """Write one format, packed both ways; memory does not grow with the store."""
    with packed(directory / dump_name(version, dump_format)) as output:
        if dump_format not in (JSON_LD, RDF_XML):  # which have no comments
            output.write(f"# {_TITLE}\n# Release {version}\n# Licence <{LICENCE}>\n".encode())
        if dump_format == N_QUADS:
            described = store.quads(RELEASE_GRAPH)
            output.write(ox.serialize(described, format=ox.RdfFormat.N_QUADS) or b"")
            output.writelines(lines)
        elif dump_format == TRIG:
            graphs = chain.from_iterable(map(store.quads, store.graphs()))
            ox.serialize(graphs, output, format=ox.RdfFormat.TRIG, prefixes=_PREFIXES)
        else:
            _dump_default_graph(store, dump_format, output)


def _dump_default_graph(store: Store, dump_format: Format, output: BinaryIO) -> None:
    store.engine.dump(
        output,
        cast("ox.RdfFormat", dump_format.engine),
        from_graph=DefaultGraph(),
        prefixes=_PREFIXES,
    )


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
