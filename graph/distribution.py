"""The files of a release as DCAT distributions: form, size, checksum, what they conform to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.downloads import Download, downloads
from graph.dumps import LICENCE
from graph.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TRIG, TURTLE, Format
from graph.profiles import pack_name, report_name
from graph.release import Release
from graph.statement import link, said
from graph.terms import Literal, NamedNode, Quad
from ontology.names import BASE, DCAT, DCT, EU_AUTHORITY, FOAF, RDF, RDFS, XSD
from ontology.profile import Profile, all_profiles

__all__ = ["CATALOGUE", "SPDX", "File", "files_of"]

CATALOGUE: Final = f"{BASE}catalogue"
SPDX: Final = "http://spdx.org/rdf/terms#"
_AVAILABILITY: Final = "http://data.europa.eu/r5r/availability"
_IANA: Final = "http://www.iana.org/assignments/media-types/"
_CSVW: Final = "https://www.w3.org/TR/tabular-data-primer/"
_FILE_TYPES: Final[Mapping[Format, str]] = {
    TURTLE: "RDF_TURTLE",
    N_TRIPLES: "RDF_N_TRIPLES",
    N_QUADS: "RDF_N_QUADS",
    TRIG: "RDF_TRIG",
    JSON_LD: "JSON_LD",
    RDF_XML: "RDF_XML",
}


@dataclass(frozen=True, slots=True)
class File:
    """A download that is a distribution; ``root`` is the address of the server."""

    download: Download
    version: str
    root: str
    profile: Profile | None = None

    @property
    def node(self) -> str:
        """Its IRI in the catalogue."""
        slug = self.download.name.replace("/", "-")
        return f"{CATALOGUE}#{self.version}-{slug}"

    def quads(self) -> Iterator[Quad]:
        """All that is said of it."""
        address = f"{self.root}dumps/{self.version}/{self.download.name}"
        day = Literal("-".join(self.version.split(".")[:3]), datatype=NamedNode(str(XSD.date)))
        yield link(self.node, RDF.type, str(DCAT.Distribution))
        yield said(self.node, DCT.title, Literal(self._title, language="en"))
        yield said(self.node, DCT.description, Literal(self._about, language="en"))
        yield link(address, RDF.type, str(RDFS.Resource))  # a range of DCAT-AP 3.0.0
        yield link(self.node, DCAT.accessURL, address)
        yield link(self.node, DCAT.downloadURL, address)
        yield link(self.node, DCT.license, LICENCE)
        yield said(self.node, DCT.issued, day)
        yield link(self.node, _AVAILABILITY, f"{EU_AUTHORITY}planned-availability/STABLE")
        yield from self._form()
        yield from self._checksum()
        yield from self._standards()

    def _form(self) -> Iterator[Quad]:
        known, packing = self.download.format, self.download.packing
        file_type = _FILE_TYPES[known] if known else "CSV"
        yield link(self.node, DCT["format"], f"{EU_AUTHORITY}file-type/{file_type}")
        media_type = known.media_type if known else "text/csv"
        yield link(self.node, DCAT.mediaType, _IANA + media_type)
        if packing == "application/zip":
            yield link(self.node, DCAT.packageFormat, _IANA + packing)
        elif packing:
            yield link(self.node, DCAT.compressFormat, _IANA + packing)
        # Never stored: a store would make a plain integer of it, which the shapes refuse.
        kind = NamedNode(str(XSD.nonNegativeInteger))
        yield said(self.node, DCAT.byteSize, Literal(str(self.download.size), datatype=kind))

    def _checksum(self) -> Iterator[Quad]:
        if not self.download.sha256:
            return
        checksum = f"{self.node}-sha256"
        value = Literal(self.download.sha256, datatype=NamedNode(str(XSD.hexBinary)))
        yield link(self.node, f"{SPDX}checksum", checksum)
        yield link(checksum, RDF.type, f"{SPDX}Checksum")
        yield link(checksum, f"{SPDX}algorithm", f"{SPDX}checksumAlgorithm_sha256")
        yield said(checksum, f"{SPDX}checksumValue", value)

    def _standards(self) -> Iterator[Quad]:
        if self.profile is None:
            kept = _CSVW if self.download.is_table else f"{BASE}def"
            yield link(self.node, DCT.conformsTo, kept)
            return
        for standard in (self.profile.iri, self.profile.standard):
            yield link(self.node, DCT.conformsTo, standard)
            yield link(standard, RDF.type, str(DCT.Standard))
        report = f"{self.root}dumps/{self.version}/{report_name(self.version, self.profile)}"
        yield link(self.node, FOAF.page, report)
        yield link(report, RDF.type, str(FOAF.Document))

    @property
    def _title(self) -> str:
        if self.download.format is None:
            return self.download.name.rpartition("/")[2]
        packing = self.download.packing.rpartition("/")[2]
        form = f"{self.download.format.name}, {packing}" if packing else self.download.format.name
        return f"{self.profile.title}; {form}" if self.profile else form

    @property
    def _about(self) -> str:
        if self.profile:
            return self.profile.description
        if not self.download.format:
            return "Described column by column in csv-metadata.json beside it."
        if self.download.format in (N_QUADS, TRIG):
            return "All statements in the graphs of their sources."
        return "All statements, each once."


def files_of(release: Release, root: str) -> Iterator[File]:
    """Files that are distributions; lists of files, descriptions and reports are none."""
    for download in downloads(release):
        is_data = download.name.endswith((".csv", "-csv.zip")) or download.format
        if is_data and not download.name.endswith("-report.ttl"):
            profile = _profile_of(download, release.version)
            yield File(download, release.version, root, profile)


def _profile_of(download: Download, version: str) -> Profile | None:
    for profile in all_profiles():
        if download.name.startswith(pack_name(version, profile, ".")):
            return profile
    return None
