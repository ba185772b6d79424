"""The facts of the background document as they are, and the source that reads them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from graph import NamedNode, Quad
from graph.store import Store
from ingest.source import SourceError
from ingest.sources.background import BackgroundSource
from ontology.files import concept_files, ontology_file, read
from ontology.names import BASE, RDF, RG
from tests.ingest.harbour import copy_harbour, values

SHARED = Path(__file__).parents[3] / "shared"


@cache
def quads() -> frozenset[Quad]:
    return frozenset(BackgroundSource().quads())


@cache
def facts() -> Store:
    store = Store.memory()
    store.insert_published(quads())
    return store


def slugs(pattern: str) -> set[str]:
    return {value.rsplit("/", 1)[-1] for value in values(facts(), pattern)}


def test_there_are_21_instruments_under_four_headings() -> None:
    counts = [
        len(slugs(f"?x a rg:SupportInstrument ; rg:supportsStage <concept/stage/phase-{n}>"))
        for n in (1, 2, 3, 4)
    ]

    assert counts == [2, 6, 9, 4]


def test_every_number_of_the_document_is_a_figure() -> None:
    pattern = "?f a rg:Figure ; rg:minValue ?x"

    found = {float(value) for value in values(facts(), pattern)}

    assert found == {
        *(0, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 21, 40, 60, 75, 99, 240, 350, 500, 722),
        *(2_800_000, 4_500_000, 41_000_000, 130_000_000),
    }


def test_more_than_and_about_are_kept() -> None:
    assert slugs("?x rg:exclusive true") == {
        "s3p-industry-regions",
        "ris3-expert-services-experts",
        "eccp-cluster-organisations",
    }
    assert slugs("?x rg:approximate true") == {
        "innosup-1-partners-per-project",
        "innosup-1-project-budget",
        "watify-awareness-events",
    }


def test_the_manager_of_12_headed_instruments_is_not_stated() -> None:
    nested = {"i4ms", "ket-technology-centres-map"}
    about = "?a a rg:Absence ; rg:factKind <concept/fact/manager> ; rg:about ?x"
    known = "?y a rg:SupportInstrument ; (rg:managedBy|rg:coProvider) ?z . BIND(?y AS ?x)"

    missing = slugs(about) - nested

    assert len(missing) == 12
    assert not missing & slugs(known)


def test_three_instruments_have_a_page_and_the_other_18_an_absence() -> None:
    assert slugs("?x a rg:SupportInstrument ; foaf:homepage ?page") == {
        "watify",
        "i4ms",
        "erdf-technical-assistance",
    }
    missing = "?a a rg:Absence ; rg:factKind <concept/fact/url> ; rg:about ?x"
    shares_the_platforms = {"s3-platform-support-centre"}
    assert len(slugs(f"{missing} . ?x a rg:SupportInstrument") | shares_the_platforms) == 18


def test_a_competent_authority_is_our_reading_only() -> None:
    everywhere = values(facts(), "?i cv:hasCompetentAuthority ?a . BIND(?i AS ?x)")
    interpreted = values(
        facts(), "?x cv:hasCompetentAuthority ?a", graph="background/interpretation"
    )

    assert everywhere == interpreted
    assert len(interpreted) == 21


def test_five_areas_came_from_the_vanguard_initiative() -> None:
    assert slugs("?x rg:establishedUnder <id/actor/vanguard-initiative>") == {
        "theme-energy-manufacturing",
        "theme-non-food-biomass",
        "theme-efficient-sustainable-manufacturing",
        "theme-3d-printing",
        "theme-nano-enabled-products",
    }


def test_three_calls_for_expression_of_interest_are_kept_apart() -> None:
    pattern = "<id/discrepancy/three-expressions-of-interest> rg:concerns ?x"

    assert {"rule-expression-of-interest", "reconfirm", "escp-s3"} <= slugs(pattern)


def test_nothing_is_both_stated_and_not_stated() -> None:
    contradiction = """
        ?x a rg:Absence ; rg:about ?thing ; rg:factKind ?kind .
        ?thing (rg:hasStatement|rg:hasFigure)/rg:factKind ?kind .
        VALUES ?kind { <concept/fact/manager> <concept/fact/programme> <concept/fact/budget>
            <concept/fact/start-date> <concept/fact/deadline> <concept/fact/cost-to-user> }
    """

    assert slugs(contradiction) == set()


def test_no_amount_for_one_partnership_is_made_up() -> None:
    assert "escp-s3-amount-per-partnership" in slugs("?x a rg:Absence")
    assert slugs("<id/instrument/escp-s3> rg:hasFigure ?x") == {
        "escp-s3-budget",
        "escp-s3-partnerships",
    }


def test_every_figure_statement_and_requirement_has_evidence_and_a_sentence() -> None:
    incomplete = """
        { ?x a rg:Figure } UNION { ?x a rg:Statement } UNION { ?x a rg:EligibilityRequirement }
        FILTER NOT EXISTS { ?x rg:evidence/rg:sha256 ?sum ; rg:statement ?s ; rg:about ?thing ;
            rg:statedOn ?day ; skos:prefLabel ?label }
    """

    assert values(facts(), incomplete) == set()


def test_every_passage_of_the_table_is_cited() -> None:
    uncited = "?x a rg:Passage FILTER NOT EXISTS { ?node rg:evidence ?x }"

    assert values(facts(), uncited) == set()


def test_everything_pointed_at_is_described() -> None:
    described = {quad.subject for quad in quads() if quad.predicate.value == str(RDF.type)}
    things = {
        quad.object
        for quad in quads()
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(f"{BASE}id/")
    }

    assert things <= described


def test_every_concept_and_term_used_is_declared() -> None:
    declared = "".join(read(path) for path in (*concept_files(), ontology_file()))
    nodes = {
        node.value
        for quad in quads()
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode)
    }
    terms = {node.removeprefix(str(RG)) for node in nodes if node.startswith(str(RG))}
    concepts = {node.rsplit("/", 1)[-1] for node in nodes if node.startswith(f"{BASE}concept/")}

    assert {term for term in terms if f"rg:{term} a owl:" not in declared} == set()
    assert {slug for slug in concepts if f":{slug} a rg:" not in declared} == set()


def test_two_readings_give_the_same_statements() -> None:
    assert frozenset(BackgroundSource().quads()) == quads()


def test_the_facts_agree_with_the_document_when_it_is_there() -> None:
    document = SHARED / "mission" / "background-document.txt"
    if not document.exists():
        return
    store = Store.memory()
    store.insert_published(BackgroundSource(document).quads())

    quoted = values(store, "?x rg:quotation ?words")

    assert quoted == values(facts(), "?x a rg:Passage")


def test_the_facts_agree_with_the_reference_entities_when_they_are_there() -> None:
    path = SHARED / "gold" / "entities.json"
    if not path.exists():
        return
    entities = json.loads(path.read_text(encoding="utf-8"))["entities"]
    for entity in (each for each in entities if each["type"] == "instrument"):
        node = f"<id/instrument/{entity['slug']}>"
        strength = f"?r rg:relevantThing {node} ; rg:audienceStrength ?s ; rg:relevantTo ?a ."
        audiences = {f"{each['slug']} {each['strength']}" for each in entity["audiences"]}
        pair = 'BIND(CONCAT(REPLACE(STR(?a), "^.*/", ""), " ", ?s) AS ?x)'

        assert values(facts(), f"{strength} {pair}") == audiences
        assert slugs(f"{node} rg:technology ?x") == set(entity.get("technologies", []))
        assert slugs(f"{node} rg:sector ?x") == set(entity.get("sectors", []))


def test_inputs_are_all_fact_files_and_the_document(tmp_path: Path) -> None:
    harbour = copy_harbour(tmp_path)

    names = {path.name for path in harbour.source(quoted=True).inputs()}

    assert names == {path.name for path in harbour.folder.rglob("*.*")}


def test_another_document_is_refused_with_both_checksums(tmp_path: Path) -> None:
    harbour = copy_harbour(tmp_path)
    harbour.change("harbour.txt", "small", "large")

    with pytest.raises(SourceError, match=r"harbour\.txt: the checksum is [0-9a-f]{64}, but"):
        list(harbour.source(quoted=True).quads())


def test_a_slug_used_twice_is_refused(tmp_path: Path) -> None:
    harbour = copy_harbour(tmp_path)
    harbour.change("instruments/tool-bench.yaml", "what: no-ships", "what: manager")

    with pytest.raises(SourceError, match=r"line 24: there is a statement 'tool-bench-manager'"):
        list(harbour.source().quads())
