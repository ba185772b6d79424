"""What we offer, as other portals harvest it: DCAT-AP 3.0.1 and 3.0.0.

What stays the same is written in ontology/catalogue.ttl; here come the release, its files
and the releases before it. All of it is one document: the catalogue isn't paged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from graph.distribution import CATALOGUE, SPDX, files_of
from graph.dumps import DATASET, LICENCE
from graph.formats import N_QUADS
from graph.manifest import Manifest
from graph.queries import load
from graph.release import Release
from graph.statement import link, said
from graph.terms import Literal, NamedNode, Quad
from ontology.files import catalogue_file, read
from ontology.names import BASE, DCAT, DCT, EU_AUTHORITY, FOAF, OWL, PROV, RDF, SKOS, XSD, thing

__all__ = ["CATALOGUE", "PAST_DESCRIBED", "PREFIXES", "TABLES", "catalogue_quads"]

TABLES: Final = thing("dataset", "regiograph-tables")
PAST_DESCRIBED: Final = 20  # the newest; each names the one before it


def catalogue_quads(release: Release, past: Sequence[Release], root: str) -> Iterator[Quad]:
    """The catalogue of a release; ``past`` are those before it, oldest first.

    ``root`` is the address of the server, with its last slash.
    """
    text = read(catalogue_file())
    yield from ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=root)
    yield from _dates(release.manifest)
    yield from _coverage(release)
    yield from _versions([*past[-PAST_DESCRIBED:], release], root)
    for file in files_of(release, root):
        yield from file.quads()
        yield link(TABLES if file.download.is_table else DATASET, DCAT.distribution, file.node)
        if not file.download.is_table:
            yield link(_version_of(release), DCAT.distribution, file.node)
    for earlier in past[-PAST_DESCRIBED:]:
        for file in files_of(earlier, root):
            if file.download.format == N_QUADS:
                yield from file.quads()
                yield link(_version_of(earlier), DCAT.distribution, file.node)


def _dates(manifest: Manifest) -> Iterator[Quad]:
    day = _day(manifest.version)
    for dataset in (DATASET, TABLES):
        yield said(dataset, DCAT.version, Literal(manifest.version))
        yield said(dataset, DCT.issued, day)
        yield said(dataset, DCT.modified, day)
    moment = Literal(manifest.created, datatype=NamedNode(str(XSD.dateTime)))
    for document in (CATALOGUE, f"{CATALOGUE}#record"):
        yield said(document, DCT.modified, moment)
    for resource in ("def", "shapes"):
        yield said(f"{BASE}{resource}", DCAT.version, Literal(manifest.ontology_version))
    for source in manifest.sources:
        yield link(DATASET, PROV.wasDerivedFrom, thing("dataset", source.slug))


@lru_cache(maxsize=4)
def _covered(release: Release) -> tuple[tuple[str, ...], Mapping[str, str]]:
    countries = release.store.select(load("catalogue_countries"))
    [period] = release.store.select(load("catalogue_coverage"))
    times = {name: term.value for name, term in period.items()}
    return tuple(row["country"].value for row in countries), times


def _coverage(release: Release) -> Iterator[Quad]:
    countries, times = _covered(release)
    for country in countries:
        yield link(country, RDF.type, str(DCT.Location))
        yield link(country, SKOS.inScheme, f"{EU_AUTHORITY}country")
        yield link(DATASET, DCT.spatial, country)
        yield link(TABLES, DCT.spatial, country)
    period = f"{CATALOGUE}#period"
    yield link(period, RDF.type, str(DCT.PeriodOfTime))
    yield link(f"{CATALOGUE}#series", DCT.temporal, period)
    for property_, name in ((DCAT.startDate, "start"), (DCAT.endDate, "end")):
        if name in times:
            yield said(period, property_, Literal(times[name], datatype=_DATE))
    yield link(DATASET, DCT.temporal, period)
    yield link(TABLES, DCT.temporal, period)


def _versions(releases: Sequence[Release], root: str) -> Iterator[Quad]:
    """Each release as a data set of its own, which the data set has as a version."""
    for release in releases:
        yield from _version(release, root)
    for older, newer in pairwise(releases):
        yield link(_version_of(newer), DCAT.previousVersion, _version_of(older))
    yield link(DATASET, DCAT.hasCurrentVersion, _version_of(releases[-1]))


def _version(release: Release, root: str) -> Iterator[Quad]:
    node, version = _version_of(release), release.version
    page = f"{root}dumps/?release={version}"
    yield link(DATASET, DCAT.hasVersion, node)
    yield link(f"{CATALOGUE}#series", DCAT.seriesMember, node)
    yield link(node, RDF.type, str(DCAT.Dataset))
    yield link(node, RDF.type, str(DCAT.Resource))
    yield link(node, DCAT.isVersionOf, DATASET)
    yield said(node, DCT.title, Literal(f"Regiograph, release {version}", language="en"))
    about = f"{release.manifest.statements:,} statements; it never changes and stays answerable."
    yield said(node, DCT.description, Literal(about, language="en"))
    yield said(node, DCAT.version, Literal(version))
    yield said(node, OWL.versionInfo, Literal(version))
    yield said(node, DCT.identifier, Literal(node))
    yield said(node, DCT.issued, _day(version))
    yield link(node, DCAT.landingPage, page)
    yield link(page, RDF.type, str(FOAF.Document))
    for property_, value in _SHARED.items():
        yield link(node, property_, value)
    yield said(node, DCAT.keyword, Literal("release", language="en"))


def _version_of(release: Release) -> str:
    return f"{DATASET}/{release.version}"


def _day(version: str) -> Literal:
    return Literal("-".join(version.split(".")[:3]), datatype=_DATE)


_DATE: Final = NamedNode(str(XSD.date))
PREFIXES: Final[Mapping[str, str]] = {
    "cat": f"{CATALOGUE}#",
    "dcatap": "http://data.europa.eu/r5r/",
    "spdx": SPDX,
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": str(XSD),
}
_SHARED: Final[Mapping[str, str]] = {
    str(DCAT.inSeries): f"{CATALOGUE}#series",
    str(DCT.publisher): f"{CATALOGUE}#publisher",
    str(DCAT.contactPoint): f"{CATALOGUE}#contact",
    str(DCT.license): LICENCE,
    str(DCT.accessRights): f"{EU_AUTHORITY}access-right/PUBLIC",
    str(DCT.spatial): f"{EU_AUTHORITY}continent/EUROPE",
    str(DCT.temporal): f"{CATALOGUE}#period",
    str(DCAT.theme): f"{EU_AUTHORITY}data-theme/REGI",
    str(DCT.provenance): f"{CATALOGUE}#provenance",
}
