"""The whole graph in the words of others: values, conformance, and one thing at a time."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef

from conformance.shapes import at_hand, findings, read_shapes
from graph.dumps import LICENCE
from graph.packing import unpacked
from graph.profiles import Pack, describe_in, pack_name, report_name, write_packs
from ontology.names import (
    BASE,
    CPSV,
    CV,
    DCT,
    ORG,
    PROV,
    SCHEMA,
    SKOS,
    XSD,
    concept,
    graph_name,
    thing,
)
from ontology.profile import Profile, all_profiles
from tests.graph.whole import whole_store

VERSION = "2025.03.31"
EURIO = Namespace("http://data.europa.eu/s66#")
WDT = Namespace("https://linkedopendata.eu/prop/direct/")
SH = Namespace("http://www.w3.org/ns/shacl#")
PROFILES = {profile.token: profile for profile in all_profiles()}
CALL = URIRef(thing("instrument", "escp-s3"))


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dumps")


@pytest.fixture(scope="module")
def packs(directory: Path) -> dict[str, Pack]:
    return {pack.profile.token: pack for pack in write_packs(whole_store(), VERSION, directory)}


@cache
def read_pack(directory: Path, token: str) -> Graph:
    path = directory / f"{pack_name(VERSION, PROFILES[token], '.nt')}.gz"
    return Graph().parse(data=gzip.decompress(path.read_bytes()), format="nt")


def test_there_are_five_profiles_each_with_mappings_and_shapes() -> None:
    assert list(PROFILES) == ["cpsv-ap", "eurio", "kohesio", "schema-org", "skos"]
    for profile in PROFILES.values():
        assert profile.mappings
        assert profile.standard.startswith("http")
        assert all("?thing" in path.read_text(encoding="utf-8") for path in profile.mappings)


@pytest.mark.parametrize("token", PROFILES)
def test_a_pack_conforms_and_says_so_in_its_report(
    token: str, packs: dict[str, Pack], directory: Path
) -> None:
    assert packs[token].conformance.findings == ()
    report = Graph().parse(directory / report_name(VERSION, PROFILES[token]))
    node = URIRef(f"{BASE}profiles/{token}/report")
    assert (node, SH.conforms, Literal(True)) in report
    assert report.value(node, SH.shapesGraph) == URIRef(f"{BASE}profiles/{token}/shapes")


@pytest.mark.parametrize("token", PROFILES)
def test_both_formats_of_a_pack_say_the_same(
    token: str, packs: dict[str, Pack], directory: Path
) -> None:
    profile = PROFILES[token]
    with unpacked(directory / f"{pack_name(VERSION, profile, '.ttl')}.zst") as content:
        turtle = set(ox.parse(content.read(), format=ox.RdfFormat.TURTLE))
    with unpacked(directory / f"{pack_name(VERSION, profile, '.nt')}.gz") as content:
        triples = set(ox.parse(content.read(), format=ox.RdfFormat.N_TRIPLES))

    assert turtle == triples
    assert len(turtle) == packs[token].statements
    data, licence = ox.NamedNode(f"{profile.iri}#data"), ox.NamedNode(str(DCT.license))
    assert ox.Quad(data, licence, ox.NamedNode(LICENCE)) in turtle


@pytest.mark.usefixtures("packs")
def test_the_official_shapes_of_cpsv_ap_find_nothing(directory: Path) -> None:
    for path in at_hand("cpsv-ap-3.2.0/cpsv-ap-SHACL.ttl"):
        assert findings(read_pack(directory, "cpsv-ap"), read_shapes(path)) == []


@pytest.mark.usefixtures("packs")
def test_instruments_are_public_services_with_what_they_give(directory: Path) -> None:
    pack = read_pack(directory, "cpsv-ap")
    grants = URIRef(thing("offering", "escp-s3-grants"))

    assert len(set(pack.subjects(RDF.type, CPSV.PublicService))) == 21
    assert (CALL, CV.hasCompetentAuthority, URIRef(thing("actor", "european-commission"))) in pack
    assert (CALL, CPSV.produces, grants) in pack
    assert (grants, RDF.type, CV.Output) in pack
    assert not any(str(used).startswith(f"{BASE}def#") for used in pack.predicates())


@pytest.mark.usefixtures("packs")
def test_the_cluster_call_is_a_service_with_a_grant_on_the_web(directory: Path) -> None:
    pack = read_pack(directory, "schema-org")
    grant = pack.value(CALL, SCHEMA.subjectOf)
    amount = pack.value(grant, SCHEMA.amount)

    assert (CALL, RDF.type, SCHEMA.GovernmentService) in pack
    assert pack.value(amount, SCHEMA.currency) == Literal("EUR")
    assert float(str(pack.value(amount, SCHEMA.maxValue))) == 2_800_000
    flanders = URIRef(thing("region", "BE2"))
    assert (flanders, SCHEMA.identifier, Literal("BE2")) in pack
    assert (flanders, SCHEMA.containedInPlace, URIRef(thing("country", "BEL"))) in pack


@pytest.mark.usefixtures("packs")
def test_projects_have_grants_under_a_scheme_of_cordis(directory: Path) -> None:
    pack = read_pack(directory, "eurio")
    named = pack.subjects(EURIO.identifier, Literal("691554"))
    [first] = [one for one in named if (one, RDF.type, EURIO.Project) in pack]
    grant = pack.value(first, EURIO.isFundedBy)

    assert len(set(pack.subjects(RDF.type, EURIO.Project))) == 29
    assert pack.value(grant, EURIO.hasFundingScheme) == URIRef(thing("instrument", "innosup-1"))
    assert pack.value(first, EURIO.url) == Literal(
        "https://cordis.europa.eu/project/id/691554", datatype=XSD.anyURI
    )
    assert pack.value(first, EURIO.title) is None


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize("token", PROFILES)
def test_a_pack_says_how_interpretation_is_marked_in_it(token: str, directory: Path) -> None:
    pack = read_pack(directory, token)
    [lineage] = pack.objects(URIRef(f"{BASE}profiles/{token}#data"), DCT.provenance)

    assert (lineage, RDF.type, DCT.ProvenanceStatement) in pack
    assert str(pack.value(lineage, RDFS.label)) == PROFILES[token].provenance


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize(
    ("token", "property_"), [("cpsv-ap", CV.hasCompetentAuthority), ("schema-org", SCHEMA.provider)]
)
def test_what_we_interpret_is_marked_statement_by_statement(
    token: str, property_: URIRef, directory: Path
) -> None:
    pack = read_pack(directory, token)
    advisory = URIRef(thing("instrument", "advanced-manufacturing-advisory"))
    marked = set(pack.subjects(RDF.subject, advisory)) & set(
        pack.subjects(RDF.predicate, property_)
    )
    [mark] = marked
    graphs = {str(one) for one in pack.objects(mark, PROV.wasDerivedFrom)}

    assert (mark, RDF.type, RDF.Statement) in pack
    assert (advisory, property_, pack.value(mark, RDF.object)) in pack
    assert graphs == {graph_name("background", "interpretation")}
    assert not set(pack.subjects(RDF.predicate, DCT.title)) & set(pack.subjects(RDF.subject, CALL))


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize("token", ["eurio", "schema-org"])
def test_an_amount_leads_to_the_figure_that_tells_how_firm_it_is(
    token: str, directory: Path
) -> None:
    pack = read_pack(directory, token)
    figure = URIRef(thing("figure", "innosup-1-budget"))

    assert len(set(pack.subjects(PROV.wasDerivedFrom, figure))) == 1


@pytest.mark.usefixtures("packs")
def test_links_to_kohesio_have_no_translated_names(directory: Path) -> None:
    pack = read_pack(directory, "kohesio")
    names = list(pack.objects(URIRef(thing("region", "BE2")), RDFS.label))

    assert Literal("Flandern", lang="de") not in names
    assert names


def test_a_thing_told_by_itself_has_its_marks() -> None:
    advisory = thing("instrument", "advanced-manufacturing-advisory")
    quads = describe_in(whole_store(), advisory, PROFILES["cpsv-ap"])

    assert any(quad.predicate.value == str(RDF.subject) for quad in quads)


@pytest.mark.usefixtures("packs")
def test_concepts_keep_their_labels_and_schemes_their_tops(directory: Path) -> None:
    pack = read_pack(directory, "skos")
    stage = URIRef(concept("stage", "phase-3"))

    labels = [one for one in pack.objects(stage, SKOS.prefLabel) if isinstance(one, Literal)]
    assert {label.language for label in labels} >= {"en", "de", "mt"}
    assert (URIRef(f"{BASE}concept/stage"), SKOS.hasTopConcept, stage) in pack


@pytest.mark.usefixtures("packs")
def test_regions_are_joined_with_kohesio_by_their_code(directory: Path) -> None:
    pack = read_pack(directory, "kohesio")
    flanders = URIRef(thing("region", "BE2"))

    assert pack.value(flanders, WDT.P192) == Literal("BE2")
    assert (flanders, RDFS.label, Literal("Flanders", lang="en")) in pack
    assert len(set(pack.subjects(WDT.P192))) == 2180


def test_one_thing_is_told_in_a_profile_with_what_it_names() -> None:
    said = {
        (quad.subject.value, quad.predicate.value)
        for quad in describe_in(whole_store(), str(CALL), PROFILES["cpsv-ap"])
        if hasattr(quad.subject, "value")
    }

    assert (str(CALL), str(DCT.title)) in said
    assert (thing("offering", "escp-s3-grants"), str(DCT.title)) in said


@pytest.mark.parametrize("iri", [thing("region", "BE2"), thing("region", "nowhere"), str(ORG)])
def test_what_a_profile_has_no_words_for_is_empty(iri: str) -> None:
    assert describe_in(whole_store(), iri, PROFILES["eurio"]) == []


@pytest.mark.usefixtures("packs")
def test_a_pack_has_the_same_bytes_each_time(directory: Path, tmp_path: Path) -> None:
    write_packs(whole_store(), VERSION, tmp_path)

    for path in (tmp_path / "profiles").iterdir():
        assert path.read_bytes() == (directory / "profiles" / path.name).read_bytes()


def test_profiles_are_read_under_the_base_in_use() -> None:
    assert all(isinstance(one, Profile) and one.iri.startswith(BASE) for one in PROFILES.values())
