from __future__ import annotations

import pytest

from graph import Literal, NamedNode, Quad, Store
from ontology.names import BASE, concept, graph_name, thing
from search.catalogue import Catalogue, Link, Text
from search.harvest import harvest, kind_of
from tests.search.inline_turtle import quads

HUBS, AREA = thing("instrument", "hubs"), concept("theme", "printing")
BANK, RECONFIRM = thing("actor", "bank"), thing("instrument", "reconfirm")
TURTLE = """
<id/instrument/hubs> a rg:SupportInstrument ;
    skos:prefLabel "Digital Hubs"@en, "Digitale Zentren"@de ; skos:altLabel "DIHs"@en ;
    skos:hiddenLabel "dihub"@en ; dct:description "Hubs test machines."@en, "Zentren."@de ;
    rg:supportsStage <concept/stage/phase-3> ; foaf:homepage <https://hubs.example/> ;
    rg:evidence <id/passage/p2>, <id/passage/p1> .
<id/instrument/reconfirm> skos:prefLabel "ReConfirm"@en ; rg:managedBy <id/actor/bank> .
<id/actor/bank> skos:prefLabel "Bank"@en .
<concept/stage/phase-3> skos:prefLabel "Design"@en .
<concept/theme/printing> skos:prefLabel "Printing"@en .
<concept/audience/firms> skos:prefLabel "Firms"@en .
<id/rule/three> skos:prefLabel "Three regions"@en ; rg:about <id/instrument/hubs> .
<id/figure/money> skos:prefLabel "money"@en ; rg:statement "EUR 20 million"@en ;
    rg:about <id/instrument/hubs> ; rg:factKind <concept/fact/budget> .
<concept/fact/budget> skos:prefLabel "budget"@en .
<id/relevance/a-stated> a rg:Relevance ; rg:relevantTo <concept/theme/printing> ;
    rg:relevantThing <id/instrument/hubs> ; rg:degree <concept/degree/related> ;
    rg:firmness <concept/firmness/stated> .
<id/relevance/b-judged> a rg:Relevance ; rg:relevantTo <concept/theme/printing> ;
    rg:relevantThing <id/instrument/hubs> ; rg:degree <concept/degree/direct> ;
    rg:firmness <concept/firmness/interpretation> .
<id/relevance/c> a rg:Relevance ; rg:relevantTo <concept/audience/firms> ;
    rg:relevantThing <id/instrument/hubs> ; rg:degree <concept/degree/suitable> ;
    rg:firmness <concept/firmness/stated> .
<id/passage/p1> rg:sha256 "aa" ; rg:lineStart 3 ; rg:lineEnd 5 ; rg:inSection <id/section/hubs> .
<id/passage/p2> rg:sha256 "bb" ; rg:lineStart 9 ; rg:lineEnd 9 ; rg:quotation "Machines."@en .
<id/section/hubs> skos:prefLabel "On hubs"@en .
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    store = Store.memory()
    store.insert_published(quads(TURTLE))
    return harvest(store)


@pytest.mark.parametrize(
    ("iri", "kind"),
    [
        (f"{BASE}id/instrument/hubs", "instrument"),
        (f"{BASE}concept/theme/printing", "theme"),
        (f"{BASE}id/passage/p1", None),
        (f"{BASE}concept/theme", None),
        (f"{BASE}def/theme/printing", None),
        ("https://example.org/id/instrument/hubs", None),
    ],
)
def test_the_iri_tells_the_kind(iri: str, kind: str | None) -> None:
    assert kind_of(iri) == kind


def test_bookkeeping_is_no_node(catalogue: Catalogue) -> None:
    assert {node.kind for node in catalogue.nodes.values()} == set(
        "instrument actor stage theme audience rule figure fact".split()
    )


def test_a_node_has_its_names_description_and_homepage(catalogue: Catalogue) -> None:
    hubs = catalogue.nodes[HUBS]
    assert hubs.labels == {"en": "Digital Hubs", "de": "Digitale Zentren"}
    assert hubs.description == "Hubs test machines."
    assert hubs.homepage == "https://hubs.example/"
    assert catalogue.nodes[BANK].homepage is None


def test_what_a_figure_states_is_kept(catalogue: Catalogue) -> None:
    assert catalogue.nodes[thing("figure", "money")].statement == "EUR 20 million"


def test_every_wording_knows_its_language_and_role(catalogue: Catalogue) -> None:
    assert {t for t in catalogue.texts if t.node == HUBS} == {
        Text(HUBS, "instrument", "en", "label", "Digital Hubs"),
        Text(HUBS, "instrument", "de", "label", "Digitale Zentren"),
        Text(HUBS, "instrument", "en", "synonym", "DIHs"),
        Text(HUBS, "instrument", "en", "cue", "dihub"),
        Text(HUBS, "instrument", "en", "description", "Hubs test machines."),
        Text(HUBS, "instrument", "de", "description", "Zentren."),
    }


def test_our_judgement_goes_before_what_is_stated(catalogue: Catalogue) -> None:
    assert catalogue.links[AREA] == (Link(AREA, HUBS, 3.0, thing("relevance", "b-judged")),)


def test_what_is_stated_alone_counts(catalogue: Catalogue) -> None:
    firms = concept("audience", "firms")
    assert catalogue.links[firms] == (Link(firms, HUBS, 2.0, thing("relevance", "c")),)


def test_a_rule_leads_less_to_what_it_is_about_than_a_figure(catalogue: Catalogue) -> None:
    rule, figure = thing("rule", "three"), thing("figure", "money")
    assert catalogue.links[rule] == (Link(rule, HUBS, 1.0, "about"),)
    assert catalogue.links[figure] == (Link(figure, HUBS, 3.0, "about"),)


def test_a_body_leads_to_what_it_manages_and_not_back(catalogue: Catalogue) -> None:
    assert catalogue.links[BANK] == (Link(BANK, RECONFIRM, 2.0, "^managedBy"),)
    assert RECONFIRM not in catalogue.links


def test_a_stage_leads_to_what_supports_it(catalogue: Catalogue) -> None:
    stage = concept("stage", "phase-3")
    assert catalogue.links[stage] == (Link(stage, HUBS, 3.0, "^supportsStage"),)


def test_evidence_comes_in_the_order_of_the_lines(catalogue: Catalogue) -> None:
    assert catalogue.evidence[HUBS] == (
        {
            "iri": thing("passage", "p1"),
            "section": "On hubs",
            "lines": "3-5",
            "sha256": "aa",
            "quotation": None,
        },
        {
            "iri": thing("passage", "p2"),
            "section": "",
            "lines": "9",
            "sha256": "bb",
            "quotation": "Machines.",
        },
    )


def test_a_link_to_what_has_no_name_is_left_out() -> None:
    store = Store.memory()
    store.insert_published(
        quads("<id/figure/money> skos:prefLabel 'money'@en ; rg:about <id/instrument/nameless> .")
    )
    assert harvest(store).links == {}


def test_an_empty_graph_gives_an_empty_catalogue() -> None:
    assert harvest(Store.memory()) == Catalogue({}, (), {}, {})


def test_a_name_without_a_language_is_english() -> None:
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store = Store.memory()
    store.insert_published(
        [Quad(NamedNode(HUBS), label, Literal("Hubs"), NamedNode(graph_name("test")))]
    )
    assert harvest(store).nodes[HUBS].labels == {"en": "Hubs"}
