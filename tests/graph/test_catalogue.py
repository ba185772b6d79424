from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from conformance.dcat_ap import VERSIONS as VERSIONS_OF_DCAT_AP
from conformance.dcat_ap import files_of, unexpected
from conformance.shapes import at_hand, findings, read_shapes
from graph.catalogue import CATALOGUE, PREFIXES, TABLES, catalogue_quads
from graph.dumps import DATASET, LICENCE
from graph.formats import TURTLE
from graph.manifest import Manifest, PartRecord, SourceRecord
from graph.release import Release
from graph.store import Store
from graph.terms import Literal as Text
from graph.terms import NamedNode, Quad
from graph.writing import write
from ontology.names import DCAT, EU_AUTHORITY, FOAF, RG, SKOS, XSD, graph_name, thing
from tests.graph.ckan_parser import read_datasets

HERE = Path(__file__).parent
SPDX = Namespace("http://spdx.org/rdf/terms#")
ROOT = "https://a.example/"
VERSIONS = ("2025.01.15", "2025.03.31", "2025.03.31.2")
COUNTRY = f"{EU_AUTHORITY}country/BEL"
FILES = (
    "regiograph-{}.nt.gz",
    "regiograph-{}.nq.zst",
    "regiograph-{}-csv.zip",
    "csv/regions.csv",
    "csv/csv-metadata.json",
    "profiles/regiograph-{}-cpsv-ap.ttl.gz",
    "profiles/regiograph-{}-cpsv-ap-report.ttl",
    "SHA256SUMS",
)


def a_release(path: Path, version: str) -> Release:
    parts = tuple(
        PartRecord(f"dumps/{name.format(version)}", "ab" * 32, 1000 + number)
        for number, name in enumerate(FILES)
    )
    source = SourceRecord("nuts", "NUTS", LICENCE, "cd" * 32, 3)
    (path / version).mkdir()
    Manifest(
        version, "2025-03-31T12:00:00Z", "", "0.1.0", "", None, None, (source,), parts=parts
    ).write(path / version / "manifest.json")
    store = Store.create(path / version / "graph")
    store.insert_published(_facts())
    store.optimise()
    return Release(path / version)


def _facts() -> list[Quad]:
    graph, country = NamedNode(graph_name("test")), NamedNode(thing("country", "BEL"))
    day = NamedNode(str(XSD.date))
    return [
        Quad(country, NamedNode(str(RDF.type)), NamedNode(str(RG.Country)), graph),
        Quad(country, NamedNode(str(SKOS.exactMatch)), NamedNode(COUNTRY), graph),
        Quad(country, NamedNode(str(RG.appliesFrom)), Text("2016-01-01", datatype=day), graph),
        Quad(country, NamedNode(str(RG.appliesUntil)), Text("2020-12-31", datatype=day), graph),
    ]


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("releases")
    *past, current = (a_release(path, version) for version in VERSIONS)
    return write(catalogue_quads(current, past, ROOT), TURTLE, PREFIXES)


@cache
def parsed(turtle: bytes) -> Graph:
    return Graph().parse(data=turtle, format="turtle")


def file_node(name: str, version: str = VERSIONS[-1]) -> URIRef:
    return URIRef(f"{CATALOGUE}#{version}-{name.format(version).replace('/', '-')}")


def test_our_own_shapes_find_nothing(turtle: bytes) -> None:
    shapes = Graph().parse(HERE / "data" / "catalogue-shapes.ttl")

    assert findings(parsed(turtle), shapes) == []


@pytest.mark.parametrize("severity", ["Violation", "Warning"])
def test_the_official_shapes_find_nothing(turtle: bytes, severity: str) -> None:
    names = ("dcat-ap-SHACL.ttl", "ranges.ttl", "html/range.ttl")
    versions = ("3.0.0", "3.0.1")
    for path in at_hand(*(f"dcat-ap-{one}/{name}" for one in versions for name in names)):
        assert findings(parsed(turtle), read_shapes(path), severity) == []


@pytest.mark.parametrize("version", VERSIONS_OF_DCAT_AP)
def test_modular_shapes_and_tables_of_codes_find_nothing_that_can_be_mended(
    turtle: bytes, version: str
) -> None:
    for path in files_of(version):
        assert list(unexpected(parsed(turtle), path)) == []


def test_the_parser_of_ckan_reads_sizes_licences_and_checksums(turtle: bytes) -> None:
    datasets = {one["title"]: one for one in read_datasets(turtle)}

    tables = {one["name"]: one for one in datasets["Tables of Regiograph"]["resources"]}
    assert tables["regions.csv"]["size"] == 1003
    assert tables["regions.csv"]["license"] == LICENCE
    assert tables["regions.csv"]["hash"] == "ab" * 32
    assert tables["regions.csv"]["hash_algorithm"] == str(SPDX.checksumAlgorithm_sha256)
    whole = datasets["Regiograph: EU support for interregional industrial collaboration"]
    names = {one["name"] for one in whole["resources"]}
    assert names == {
        "SPARQL endpoint over the graph",
        "Change log as a Linked Data Event Stream",
        "N-Triples, gzip",
        "N-Quads, zstd",
        "Public services: CPSV-AP 3.2; Turtle, gzip",
    }


def test_a_file_is_described_to_the_byte(turtle: bytes) -> None:
    graph, node = parsed(turtle), file_node(FILES[0])
    media = "http://www.iana.org/assignments/media-types/application/"

    def value(property_: Node) -> Node | None:
        return graph.value(node, property_)

    assert value(DCAT.byteSize) == Literal("1000", datatype=XSD.nonNegativeInteger)
    assert value(DCAT.mediaType) == URIRef(f"{media}n-triples")
    assert value(DCAT.compressFormat) == URIRef(f"{media}gzip")
    assert value(DCTERMS["format"]) == URIRef(f"{EU_AUTHORITY}file-type/RDF_N_TRIPLES")
    address = f"{ROOT}dumps/{VERSIONS[-1]}/regiograph-{VERSIONS[-1]}.nt.gz"
    assert value(DCAT.downloadURL) == URIRef(address)
    assert graph.value(value(SPDX.checksum), SPDX.checksumValue) == Literal(
        "ab" * 32, datatype=XSD.hexBinary
    )


def test_a_pack_conforms_to_its_standard_and_shows_its_report(turtle: bytes) -> None:
    graph, node = parsed(turtle), file_node(FILES[5])

    standards = {str(one) for one in graph.objects(node, DCTERMS.conformsTo)}
    assert "https://semiceu.github.io/CPSV-AP/releases/3.2.0/" in standards
    report = f"profiles/regiograph-{VERSIONS[-1]}-cpsv-ap-report.ttl"
    assert graph.value(node, FOAF.page) == URIRef(f"{ROOT}dumps/{VERSIONS[-1]}/{report}")
    assert (file_node(FILES[6]), None, None) not in graph


def test_lists_of_files_are_no_distributions(turtle: bytes) -> None:
    assert "SHA256SUMS" not in turtle.decode()
    assert (file_node("csv/csv-metadata.json"), None, None) not in parsed(turtle)


def test_an_archive_of_tables_is_a_package(turtle: bytes) -> None:
    graph, node = parsed(turtle), file_node(FILES[2])

    assert (URIRef(TABLES), DCAT.distribution, node) in graph
    assert str(graph.value(node, DCAT.packageFormat)).endswith("application/zip")


def test_each_release_is_a_version_and_names_the_one_before(turtle: bytes) -> None:
    graph = parsed(turtle)
    nodes = [URIRef(f"{DATASET}/{version}") for version in VERSIONS]

    assert set(graph.objects(URIRef(DATASET), DCAT.hasVersion)) == set(nodes)
    assert graph.value(URIRef(DATASET), DCAT.hasCurrentVersion) == nodes[-1]
    assert graph.value(nodes[2], DCAT.previousVersion) == nodes[1]
    assert graph.value(nodes[0], DCAT.previousVersion) is None
    assert set(graph.objects(nodes[0], DCAT.distribution)) == {file_node(FILES[1], VERSIONS[0])}


def test_the_place_and_the_time_are_those_of_the_facts(turtle: bytes) -> None:
    graph = parsed(turtle)
    period = graph.value(URIRef(DATASET), DCTERMS.temporal)

    assert (URIRef(DATASET), DCTERMS.spatial, URIRef(COUNTRY)) in graph
    assert graph.value(period, DCAT.startDate) == Literal("2016-01-01", datatype=XSD.date)
    assert graph.value(period, DCAT.endDate) == Literal("2020-12-31", datatype=XSD.date)


def test_the_endpoint_is_a_service_that_follows_the_protocol(turtle: bytes) -> None:
    graph, node = parsed(turtle), URIRef(f"{CATALOGUE}#sparql")

    assert graph.value(node, DCAT.endpointURL) == URIRef(f"{ROOT}sparql")
    assert graph.value(node, DCAT.servesDataset) == URIRef(DATASET)
    assert "sparql11-protocol" in str(graph.value(node, DCTERMS.conformsTo))


def test_there_are_no_blank_nodes_and_nothing_is_claimed_to_be_of_high_value(
    turtle: bytes,
) -> None:
    assert b"[" not in turtle
    assert b"hvdCategory" not in turtle
    assert b"applicableLegislation" not in turtle
