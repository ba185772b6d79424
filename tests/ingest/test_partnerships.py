from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from graph import Literal, NamedNode, Quad
from ingest.source import SourceError
from ingest.sources.partnerships import PartnershipsSource
from ingest.sources.regions import RegionsSource
from ontology.names import DCT, ORG, RDF, RG, SKOS, concept, graph_name, slug_of, thing

PARTNERSHIPS = (
    "slug,theme,name,name_in_document,also_known_as,description\n"
    "chemicals,,Chemicals,,,Of chemical regions.\n"
)
MEMBERS = (
    "partnership,role,region_as_written,nuts_2021,nuts_2024,stated_on,stated_note,source_url,note\n"
)
DISCREPANCIES = "slug,partnership,label,explanation,memberships\n"


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(PartnershipsSource().quads())


@pytest.fixture(scope="module")
def graph(quads: list[Quad]) -> Graph:
    lines = (f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
    return Graph().parse(data="\n".join(lines), format="nt")


@pytest.fixture
def write(tmp_path: Path) -> PartnershipsSource:
    source = PartnershipsSource(tmp_path / "p.csv", tmp_path / "m.csv", tmp_path / "d.csv")
    source.partnerships.write_text(PARTNERSHIPS, encoding="utf-8")
    source.members.write_text(MEMBERS, encoding="utf-8")
    source.discrepancies.write_text(DISCREPANCIES, encoding="utf-8")
    return source


def objects(graph: Graph, subject: str, predicate: URIRef) -> list[str]:
    return sorted(str(value) for value in graph.objects(URIRef(subject), predicate))


def slugs(graph: Graph, kind: URIRef) -> set[str]:
    return {slug_of(str(subject)) for subject in graph.subjects(RDF.type, kind)}


def test_there_are_17_partnerships_and_nine_of_them_have_a_theme(graph: Graph) -> None:
    assert len(slugs(graph, RG.InterregionalPartnership)) == 17
    assert len(set(graph.subjects(RG.thematicArea))) == 9


def test_all_98_sourced_memberships_are_there_and_two_more_of_the_other_source(
    graph: Graph,
) -> None:
    assert len(slugs(graph, RG.PartnershipMembership)) == 100
    assert len(set(graph.subjects(DCT.source))) == 98


def test_the_3d_printing_partnership_is_led_by_three_regions(graph: Graph) -> None:
    partnership = thing("partnership", "3d-printing")
    members = objects(graph, partnership, RG.hasMembership)

    assert [slug_of(objects(graph, member, RG.memberRegion)[0]) for member in members] == [
        "BE2",
        "NL4",
        "PT11",
    ]
    assert {objects(graph, member, ORG.role)[0] for member in members} == {concept("role", "lead")}
    assert objects(graph, partnership, RG.thematicArea) == [concept("theme", "theme-3d-printing")]
    assert objects(graph, partnership, SKOS.hiddenLabel) == [
        "High performance computing through 3D Printing"
    ]


@pytest.mark.parametrize(
    ("slug", "written"),
    [
        ("non-food-biomass--randstad-region", "Randstad region"),
        ("batteries--eindhoven", "Eindhoven"),
    ],
)
def test_what_is_no_nuts_region_stays_unmapped(graph: Graph, slug: str, written: str) -> None:
    membership = thing("membership", slug)

    assert objects(graph, membership, RG.regionAsWritten) == [written]
    assert objects(graph, membership, RG.memberRegion) == []


def test_a_recoded_region_is_a_member_under_its_old_code_and_known_under_the_new(
    graph: Graph,
) -> None:
    membership = thing("membership", "nano-enabled-products--FI197")

    assert objects(graph, membership, RG.memberRegion) == [thing("region", "FI197")]
    assert objects(graph, membership, RG.memberRegionToday) == [thing("region", "FI19B")]
    assert objects(graph, membership, RG.regionAsWritten) == ["Tampere"]


def test_scotland_has_a_code_of_2021_and_none_of_today(graph: Graph) -> None:
    membership = thing("membership", "energy-manufacturing--UKM")

    assert objects(graph, membership, RG.memberRegion) == [thing("region", "UKM")]
    assert objects(graph, membership, RG.memberRegionToday) == []


def test_members_can_be_whole_countries(graph: Graph) -> None:
    membership = thing("membership", "batteries--SI")

    assert objects(graph, membership, RG.memberRegion) == [thing("region", "SI")]


def test_to_take_part_is_not_the_same_as_a_role_that_no_source_states(graph: Graph) -> None:
    stated = thing("membership", "sport-innovation--BE2")
    unstated = thing("membership", "textile-innovation--FRK")

    assert objects(graph, stated, ORG.role) == [concept("role", "participating")]
    assert objects(graph, unstated, ORG.role) == [concept("role", "member")]


def test_both_sources_on_who_leads_chemicals_are_kept(graph: Graph) -> None:
    discrepancy = thing("discrepancy", "chemicals-co-lead")
    concerned = objects(graph, discrepancy, RG.concerns)
    regions = [slug_of(objects(graph, membership, RG.memberRegion)[0]) for membership in concerned]

    assert regions == ["NL4", "NL42"]
    assert objects(graph, discrepancy, RG.about) == [thing("partnership", "chemicals")]
    assert {objects(graph, membership, ORG.role)[0] for membership in concerned} == {
        concept("role", "lead")
    }


def test_a_full_date_is_a_date_and_any_other_is_words(graph: Graph) -> None:
    dated = thing("membership", "3d-printing--BE2")
    undated = thing("membership", "sport-innovation--FI1D7")

    assert objects(graph, dated, RG.statedOn) == ["2015-11-04"]
    assert objects(graph, dated, RG.statedNote) == []
    assert objects(graph, undated, RG.statedOn) == []
    assert objects(graph, undated, RG.statedNote) == ["undated page"]


def test_two_pages_on_one_region_are_two_memberships(graph: Graph) -> None:
    memberships = slugs(graph, RG.PartnershipMembership)
    lombardy = "efficient-sustainable-manufacturing--ITC4"

    assert {slug for slug in memberships if slug.startswith(lombardy)} == {
        lombardy,
        f"{lombardy}--2",
    }


def test_every_region_that_is_named_exists_and_no_node_is_blank(quads: list[Quad]) -> None:
    known = {quad.subject for quad in RegionsSource().quads()}
    named = {quad.object for quad in quads if "/id/region/" in str(quad.object)}

    assert named - known == set()
    assert all(isinstance(quad.subject, NamedNode) for quad in quads)
    assert all(isinstance(quad.object, NamedNode | Literal) for quad in quads)
    assert {quad.graph_name for quad in quads} == {NamedNode(graph_name("partnerships"))}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("chemicals,boss,Limburg,NL42,NL42,2018-06-01,,,", "line 2: role 'boss' is unknown"),
        ("chemicals,lead,Limburg,NL42,NL42,2018-06,,,", "stated_on '2018-06' is no full date"),
        ("chemicals,lead,Limburg,NL42,NL42,,,,", "says not when it was stated"),
        ("plastics,lead,Limburg,NL42,NL42,2018-06-01,,,", "add partnership 'plastics'"),
    ],
)
def test_a_wrong_row_is_named_with_the_remedy(
    write: PartnershipsSource, row: str, message: str
) -> None:
    write.members.write_text(MEMBERS + row + "\n", encoding="utf-8")

    with pytest.raises(SourceError, match=message):
        list(write.quads())


def test_a_discrepancy_about_an_unknown_membership_is_named(write: PartnershipsSource) -> None:
    write.discrepancies.write_text(
        DISCREPANCIES + "who-leads,chemicals,Who leads,Two say two things.,chemicals--X\n",
        encoding="utf-8",
    )

    with pytest.raises(SourceError, match="membership 'chemicals--X' is unknown"):
        list(write.quads())
