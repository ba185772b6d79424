from __future__ import annotations

from functools import cache
from pathlib import Path

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from graph.dumps import DATASET, LICENCE
from graph.formats import TURTLE
from graph.schema_reading import asked_now, write_answers, written_before
from graph.store import Store
from graph.void import Access, Description, Dump
from graph.writing import write
from ontology.names import BASE, DCT, NUTS_CODE, RG, SKOS, VOID, graph_name
from tests.graph.whole import whole_card, whole_store

DATA = URIRef(DATASET)
ACCESS = Access(
    "https://a.example/sparql",
    "https://a.example/",
    [Dump("https://a.example/dumps/all.nt.gz", "N-Triples")],
)


@cache
def description() -> Description:
    return Description.read("2025.03.31", whole_card(), asked_now(whole_store()))


@cache
def described() -> Graph:
    return Graph().parse(data=write(description().quads(ACCESS), TURTLE), format="turtle")


def number(node: Node, property_: Node) -> int:
    return int(str(described().value(node, property_)))


def count(pattern: str) -> int:
    return int(whole_store().query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0]["n"].value)


def test_sizes_are_those_of_the_default_graph() -> None:
    assert number(DATA, VOID.triples) == whole_store().count()
    assert number(DATA, VOID.classes) == len(list(described().objects(DATA, VOID.classPartition)))


def test_a_class_partition_has_its_things_and_its_properties() -> None:
    [node] = described().subjects(VOID["class"], RG.Region)

    assert number(node, VOID.entities) == count(f"?s a <{RG.Region}>")
    [code] = [
        one
        for one in described().objects(node, VOID.propertyPartition)
        if described().value(one, VOID.property) == RG.nutsCode
    ]
    assert number(code, VOID.triples) == count(f"?s a <{RG.Region}> ; <{RG.nutsCode}> ?o")


def test_each_property_has_a_partition_of_the_whole() -> None:
    parts = {
        described().value(one, VOID.property): one
        for one in described().objects(DATA, VOID.propertyPartition)
    }

    assert number(parts[RG.hasFigure], VOID.triples) == count(f"?s <{RG.hasFigure}> ?o")
    assert len(parts) == number(DATA, VOID.properties)


def test_links_to_the_registers_of_the_union_are_counted() -> None:
    [nuts] = [
        one
        for one in described().subjects(RDF.type, VOID.Linkset)
        if described().value(one, VOID.linkPredicate) == SKOS.exactMatch and "nuts" in str(one)
    ]

    target = described().value(nuts, VOID.objectsTarget)
    assert str(described().value(target, VOID.uriSpace)) == str(NUTS_CODE)
    starts = f'FILTER(STRSTARTS(STR(?o), "{NUTS_CODE}"))'
    assert number(nuts, VOID.triples) == count(f"?s <{SKOS.exactMatch}> ?o {starts}")


def test_each_authority_table_is_a_target_of_its_own() -> None:
    spaces = {str(one) for one in described().objects(None, VOID.uriSpace)}

    tables = "http://publications.europa.eu/resource/authority/"
    assert {f"{tables}country/", f"{tables}corporate-body/", f"{tables}currency/"} <= spaces


def test_regions_are_linked_with_kohesio_by_code() -> None:
    linkset = URIRef(f"{BASE}.well-known/void#links-kohesio-by-code")

    assert number(linkset, VOID.triples) == 2180
    assert described().value(linkset, VOID.dataDump) == URIRef(f"{BASE}profiles/kohesio")
    predicate = described().value(linkset, VOID.linkPredicate)
    assert predicate == URIRef("https://linkedopendata.eu/prop/direct/P192")


def test_graphs_are_parts_with_their_sizes() -> None:
    nuts = URIRef(graph_name("nuts"))

    assert (DATA, VOID.subset, nuts) in described()
    assert number(nuts, VOID.triples) == count(f"GRAPH <{nuts}> {{ ?s ?p ?o }}")


def test_licence_endpoint_dumps_vocabularies_and_examples_are_given() -> None:
    graph = described()

    assert graph.value(DATA, DCT.license) == URIRef(LICENCE)
    assert graph.value(DATA, VOID.sparqlEndpoint) == URIRef(ACCESS.endpoint)
    assert graph.value(DATA, VOID.dataDump) == URIRef(ACCESS.dumps[0].address)
    assert graph.value(DATA, VOID.feature) == URIRef("http://www.w3.org/ns/formats/N-Triples")
    assert {RG[""], SKOS[""]} <= {*graph.objects(DATA, VOID.vocabulary)}
    examples = [str(one) for one in graph.objects(DATA, VOID.exampleResource)]
    assert len(examples) == 8
    assert all(one.startswith(BASE) for one in examples)


def test_a_summary_leaves_out_the_properties_of_each_class() -> None:
    summary, everything = description().summary(ACCESS), description().quads(ACCESS)

    assert len(list(summary)) < len(list(everything)) / 2


def test_a_description_of_answers_kept_by_the_build_is_the_same(tmp_path: Path) -> None:
    write_answers(whole_store(), tmp_path / "schema")
    kept = written_before(tmp_path / "schema", asked_now(Store.memory()))
    assert Description.read("2025.03.31", whole_card(), kept) == description()
