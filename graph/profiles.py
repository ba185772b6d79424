"""The graph in the words of others: one thing at a time, or all of it as a pack per release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from graph.conformance import Conformance
from graph.dumps import DATASET, LICENCE
from graph.marks import marks
from graph.packing import packed
from graph.prefixes import PREFIXES
from graph.shacl import report_on
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.files import read
from ontology.names import BASE, DCT, OWL, PROV, RDF, RDFS, VOID
from ontology.profile import Profile, all_profiles

__all__ = ["Pack", "describe_in", "pack_name", "report_name", "write_packs"]

_PARTS: Final = 50  # things beside the one that was asked for
_PREFIXES: Final = {
    **PREFIXES,
    "schema": "http://schema.org/",
    "eurio": "http://data.europa.eu/s66#",
    "wdt": "https://linkedopendata.eu/prop/direct/",
}


@dataclass(frozen=True, slots=True)
class Pack:
    """A profile as it was written: its statements, and what the shapes say of them."""

    profile: Profile
    statements: int
    conformance: Conformance


def describe_in(store: Store, iri: str, profile: Profile) -> list[Quad]:
    """A thing in the words of a profile, with the things of ours that it names; or nothing."""
    own = _constructed(store, iri, profile)
    if not own:
        return []
    named = dict.fromkeys(
        quad.object.value
        for quad in own
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(BASE)
    )
    parts = (_constructed(store, part, profile) for part in [*named][:_PARTS] if part != iri)
    found = list(dict.fromkeys([*own, *(quad for part in parts for quad in part)]))
    return [*found, *marks(store, found, profile.iri)]


def pack_name(version: str, profile: Profile, suffix: str) -> str:
    """File name below ``dumps/``, before it is packed."""
    return f"profiles/regiograph-{version}-{profile.token}{suffix}"


def report_name(version: str, profile: Profile) -> str:
    """File name, below ``dumps/``, of the SHACL report."""
    return f"profiles/regiograph-{version}-{profile.token}-report.ttl"


def write_packs(store: Store, version: str, directory: Path) -> list[Pack]:
    """Write every profile as N-Triples and Turtle, packed twice, and a SHACL report beside it."""
    (directory / "profiles").mkdir(parents=True, exist_ok=True)
    return [_write_pack(store, version, profile, directory) for profile in all_profiles()]


def _write_pack(store: Store, version: str, profile: Profile, directory: Path) -> Pack:
    told = b"".join(_lines(store, profile))
    marked = marks(store, ox.parse(told, format=ox.RdfFormat.N_TRIPLES), profile.iri)
    own = ox.serialize(marked, format=ox.RdfFormat.N_TRIPLES) or b""
    kept = (told + own).splitlines(keepends=True)
    lines = sorted({*kept, *_description(version, profile)})
    header = f"# {profile.title}\n# Release {version}\n# Licence <{LICENCE}>\n".encode()
    text = b"".join(lines)
    with packed(directory / pack_name(version, profile, ".nt")) as output:
        output.write(header + text)
    with packed(directory / pack_name(version, profile, ".ttl")) as output:
        output.write(header)
        triples = ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
        ox.serialize(triples, output, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
    shapes = Graph().parse(data=read(profile.shapes_file), format="turtle")
    conformance = Conformance.read(report_on(text, shapes))
    report = conformance.write(f"{profile.iri}/report", f"{profile.iri}/shapes", version)
    (directory / report_name(version, profile)).write_bytes(report)
    return Pack(profile, len(lines), conformance)


def _lines(store: Store, profile: Profile) -> Iterator[bytes]:
    for mapping in profile.mappings:
        found = store.engine.query(read(mapping))
        if isinstance(found, ox.QueryTriples):
            text = found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
            yield from text.splitlines(keepends=True)


def _description(version: str, profile: Profile) -> Iterable[bytes]:
    """What a pack says of itself, so that a file that travels alone still tells."""
    node, lineage = NamedNode(f"{profile.iri}#data"), NamedNode(f"{profile.iri}#provenance")
    said: Sequence[tuple[str, NamedNode | Literal]] = (
        (str(RDF.type), NamedNode(str(VOID.Dataset))),
        (str(DCT.title), Literal(f"Regiograph – {profile.title}", language="en")),
        (str(DCT.license), NamedNode(LICENCE)),
        (str(DCT.conformsTo), NamedNode(profile.iri)),
        (str(OWL.versionInfo), Literal(version)),
        (str(DCT.description), Literal(profile.description, language="en")),
        (str(DCT.provenance), lineage),
        (str(PROV.wasDerivedFrom), NamedNode(DATASET)),
    )
    quads = [Quad(node, NamedNode(property_), value) for property_, value in said]
    quads += [
        Quad(lineage, NamedNode(str(RDF.type)), NamedNode(str(DCT.ProvenanceStatement))),
        Quad(lineage, NamedNode(str(RDFS.label)), Literal(profile.provenance, language="en")),
    ]
    text = ox.serialize(quads, format=ox.RdfFormat.N_TRIPLES) or b""
    return text.splitlines(keepends=True)


def _constructed(store: Store, iri: str, profile: Profile) -> list[Quad]:
    bound = {"thing": NamedNode(iri)}
    return [
        Quad(triple.subject, triple.predicate, triple.object)
        for mapping in profile.mappings
        for triple in store.construct(read(mapping), bound)
    ]
