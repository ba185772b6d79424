"""What we offer, as other portals harvest it: DCAT-AP 3.0.1.

What stays the same is written in ontology/catalogue.ttl; here come the release, its files
and the releases before it. All of it is one document: the catalogue isn't paged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from graph.downloads import Download, downloads
from graph.dumps import DATASET, LICENCE
from graph.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TRIG, TURTLE, Format
from graph.manifest import Manifest
from graph.queries import load
from graph.release import Release
from graph.terms import Literal, NamedNode, Quad
from ontology.files import catalogue_file, read
from ontology.names import BASE, DCAT, DCT, EU_AUTHORITY, FOAF, OWL, PROV, RDF, SKOS, XSD, thing

__all__ = ["CATALOGUE", "PREFIXES", "TABLES", "catalogue_quads"]

CATALOGUE: Final = f"{BASE}catalogue"
TABLES: Final = thing("dataset", "regiograph-tables")
_AVAILABILITY: Final = "http://data.europa.eu/r5r/availability"
_IANA: Final = "http://www.iana.org/assignments/media-types/"
_SPDX: Final = "http://spdx.org/rdf/terms#"
_CSVW: Final = "https://www.w3.org/TR/tabular-data-primer/"
_PAST_DESCRIBED: Final = 20  # the newest; each names the one before it
_FILE_TYPES: Final[Mapping[Format, str]] = {
    TURTLE: "RDF_TURTLE",
    N_TRIPLES: "RDF_N_TRIPLES",
    N_QUADS: "RDF_N_QUADS",
    TRIG: "RDF_TRIG",
    JSON_LD: "JSON_LD",
    RDF_XML: "RDF_XML",
}


def catalogue_quads(release: Release, past: Sequence[Release], root: str) -> Iterator[Quad]:
    """The catalogue of a release; ``past`` are those before it, oldest first.

    ``root`` is the address of the server, with its last slash.
    """
    text = read(catalogue_file())
    yield from ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=root)
    yield from _dates(release.manifest)
    yield from _coverage(release)
    yield from _versions([*past[-_PAST_DESCRIBED:], release], root)
    for download in downloads(release):
        yield from _distribution(download, release, root)
    for earlier in past[-_PAST_DESCRIBED:]:
        for download in downloads(earlier):
            if download.format == N_QUADS:
                yield from _distribution(download, earlier, root, is_current=False)


def _dates(manifest: Manifest) -> Iterator[Quad]:
    day = _day(manifest.version)
    for dataset in (DATASET, TABLES):
        yield _said(dataset, DCAT.version, Literal(manifest.version))
        yield _said(dataset, DCT.issued, day)
        yield _said(dataset, DCT.modified, day)
    moment = Literal(manifest.created, datatype=NamedNode(str(XSD.dateTime)))
    for document in (CATALOGUE, f"{CATALOGUE}#record"):
        yield _said(document, DCT.modified, moment)
    for resource in ("def", "shapes"):
        yield _said(f"{BASE}{resource}", DCAT.version, Literal(manifest.ontology_version))
    for source in manifest.sources:
        yield _link(DATASET, PROV.wasDerivedFrom, thing("dataset", source.slug))


@lru_cache(maxsize=4)
def _covered(release: Release) -> tuple[tuple[str, ...], Mapping[str, str]]:
    countries = release.store.select(load("catalogue_countries"))
    [period] = release.store.select(load("catalogue_coverage"))
    times = {name: term.value for name, term in period.items()}
    return tuple(row["country"].value for row in countries), times


def _coverage(release: Release) -> Iterator[Quad]:
    countries, times = _covered(release)
    for country in countries:
        yield _link(country, RDF.type, str(DCT.Location))
        yield _link(country, SKOS.inScheme, f"{EU_AUTHORITY}country")
        yield _link(DATASET, DCT.spatial, country)
        yield _link(TABLES, DCT.spatial, country)
    period = f"{CATALOGUE}#period"
    yield _link(period, RDF.type, str(DCT.PeriodOfTime))
    for property_, name in ((DCAT.startDate, "start"), (DCAT.endDate, "end")):
        if name in times:
            yield _said(period, property_, Literal(times[name], datatype=_DATE))
    yield _link(DATASET, DCT.temporal, period)
    yield _link(TABLES, DCT.temporal, period)


def _versions(releases: Sequence[Release], root: str) -> Iterator[Quad]:
    """Each release as a data set of its own, which the data set has as a version."""
    for release in releases:
        yield from _version(release, root)
    for older, newer in pairwise(releases):
        yield _link(_version_of(newer), DCAT.previousVersion, _version_of(older))
    yield _link(DATASET, DCAT.hasCurrentVersion, _version_of(releases[-1]))


def _version(release: Release, root: str) -> Iterator[Quad]:
    node, version = _version_of(release), release.version
    page = f"{root}dumps/?release={version}"
    yield _link(DATASET, DCAT.hasVersion, node)
    yield _link(node, RDF.type, str(DCAT.Dataset))
    yield _link(node, RDF.type, str(DCAT.Resource))
    yield _link(node, DCAT.isVersionOf, DATASET)
    yield _said(node, DCT.title, Literal(f"Regiograph, release {version}", language="en"))
    about = f"{release.manifest.statements:,} statements; it never changes and stays answerable."
    yield _said(node, DCT.description, Literal(about, language="en"))
    yield _said(node, DCAT.version, Literal(version))
    yield _said(node, OWL.versionInfo, Literal(version))
    yield _said(node, DCT.identifier, Literal(node))
    yield _said(node, DCT.issued, _day(version))
    yield _link(node, DCAT.landingPage, page)
    yield _link(page, RDF.type, str(FOAF.Document))
    for property_, value in _SHARED.items():
        yield _link(node, property_, value)
    yield _said(node, DCAT.keyword, Literal("release", language="en"))


def _distribution(
    download: Download, release: Release, root: str, *, is_current: bool = True
) -> Iterator[Quad]:
    """One file: the graph packed in some way, or a table. Lists of files are none."""
    is_table = download.name.endswith((".csv", "-csv.zip"))
    if not is_table and not download.format:
        return
    slug = download.name.replace("/", "-")
    node = f"{CATALOGUE}#{release.version}-{slug}"
    address = f"{root}dumps/{release.version}/{download.name}"
    yield _link(node, RDF.type, str(DCAT.Distribution))
    if is_current:
        yield _link(TABLES if is_table else DATASET, DCAT.distribution, node)
    if not is_table:
        yield _link(_version_of(release), DCAT.distribution, node)
    yield _said(node, DCT.title, Literal(_title(download), language="en"))
    yield _said(node, DCT.description, Literal(_about(download), language="en"))
    yield _link(node, DCAT.accessURL, address)
    yield _link(node, DCAT.downloadURL, address)
    yield _link(node, DCT.license, LICENCE)
    yield _said(node, DCT.issued, _day(release.version))
    yield _link(node, _AVAILABILITY, f"{EU_AUTHORITY}planned-availability/STABLE")
    yield _link(node, DCT.conformsTo, _CSVW if is_table else f"{BASE}def")
    yield from _form(node, download)
    yield from _checksum(node, download)


def _form(node: str, download: Download) -> Iterator[Quad]:
    known = download.format
    file_type = _FILE_TYPES[known] if known else "CSV"
    yield _link(node, DCT["format"], f"{EU_AUTHORITY}file-type/{file_type}")
    yield _link(node, DCAT.mediaType, _IANA + (known.media_type if known else "text/csv"))
    if download.packing == "application/zip":
        yield _link(node, DCAT.packageFormat, _IANA + download.packing)
    elif download.packing:
        yield _link(node, DCAT.compressFormat, _IANA + download.packing)
    # Never stored: a store would make a plain integer of it, which the shapes refuse.
    size = Literal(str(download.size), datatype=NamedNode(str(XSD.nonNegativeInteger)))
    yield _said(node, DCAT.byteSize, size)


def _checksum(node: str, download: Download) -> Iterator[Quad]:
    if not download.sha256:
        return
    checksum = f"{node}-sha256"
    value = Literal(download.sha256, datatype=NamedNode(str(XSD.hexBinary)))
    yield _link(node, f"{_SPDX}checksum", checksum)
    yield _link(checksum, RDF.type, f"{_SPDX}Checksum")
    yield _link(checksum, f"{_SPDX}algorithm", f"{_SPDX}checksumAlgorithm_sha256")
    yield _said(checksum, f"{_SPDX}checksumValue", value)


def _title(download: Download) -> str:
    packing = download.packing.rpartition("/")[2]
    name = download.format.name if download.format else download.name.rpartition("/")[2]
    return f"{name}, {packing}" if packing and download.format else name


def _about(download: Download) -> str:
    if not download.format:
        return "Described column by column in csv-metadata.json beside it."
    if download.format in (N_QUADS, TRIG):
        return "All statements in the graphs of their sources."
    return "All statements, each once."


def _version_of(release: Release) -> str:
    return f"{DATASET}/{release.version}"


def _day(version: str) -> Literal:
    return Literal("-".join(version.split(".")[:3]), datatype=_DATE)


def _link(node: str, property_: str, value: str) -> Quad:
    return _said(node, property_, NamedNode(value))


def _said(node: str, property_: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(node), NamedNode(str(property_)), value)


PREFIXES: Final[Mapping[str, str]] = {
    "cat": f"{CATALOGUE}#",
    "dcatap": "http://data.europa.eu/r5r/",
    "spdx": _SPDX,
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": str(XSD),
}
_DATE: Final = NamedNode(str(XSD.date))
_SHARED: Final[Mapping[str, str]] = {
    str(DCT.publisher): f"{CATALOGUE}#publisher",
    str(DCAT.contactPoint): f"{CATALOGUE}#contact",
    str(DCT.license): LICENCE,
    str(DCT.accessRights): f"{EU_AUTHORITY}access-right/PUBLIC",
    str(DCT.spatial): f"{EU_AUTHORITY}continent/EUROPE",
    str(DCT.temporal): f"{CATALOGUE}#period",
    str(DCAT.theme): f"{EU_AUTHORITY}data-theme/REGI",
    str(DCT.provenance): f"{CATALOGUE}#provenance",
}
