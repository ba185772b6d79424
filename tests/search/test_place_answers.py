from __future__ import annotations

from dataclasses import replace

import pytest

from ontology.names import concept, thing
from search.catalogue import Catalogue, Link, Node, Text, edge_table
from search.linking import Mention
from search.partnerships import Partnerships, hosts
from search.phrasebook import Phrasebook
from search.place_answers import PlaceAnswers
from search.retrieval import NOTHING, Hit, Nearness
from search.text import words
from search.understanding import Understanding
from search.wording import Wordings

FLANDERS, WEST, TUSCANY = (thing("region", code) for code in ("BE2", "BE25", "ITI1"))
BELGIUM = thing("country", "BEL")
PRINTING, TEXTILE = thing("partnership", "3d-printing"), thing("partnership", "textile")
AREA = concept("theme", "theme-textile")
CHANGE = thing("nuts-change", "x")
NODES = {
    node.iri: node
    for node in (
        Node(FLANDERS, "region", {"en": "Flanders", "de": "Flandern"}),
        Node(WEST, "region", {"en": "West Flanders"}),
        Node(TUSCANY, "region", {"en": "Tuscany"}),
        Node(BELGIUM, "country", {"en": "Belgium"}),
        Node(PRINTING, "partnership", {"en": "3D printing partnership"}),
        Node(TEXTILE, "partnership", {"en": "Textile partnership"}),
        Node(AREA, "theme", {"en": "Textile innovation"}),
        Node(CHANGE, "nuts-change", {"en": "BE2 became BE9 in NUTS 2030"}),
    )
}
EDGES = [
    (PRINTING, "hasMembership", "m1"), ("m1", "memberRegion", FLANDERS),
    ("m1", "role", concept("role", "lead")), ("m1", "source", "https://example.eu/a"),
    (PRINTING, "hasMembership", "m3"), ("m3", "memberRegion", FLANDERS),
    (TEXTILE, "hasMembership", "m2"), ("m2", "memberRegion", WEST),
    ("m2", "role", concept("role", "participating")), ("m2", "source", "https://example.org/b"),
    (TEXTILE, "hasMembership", "m4"), ("m4", "memberRegion", TUSCANY),
    (TEXTILE, "thematicArea", AREA), (WEST, "isPartOf", FLANDERS),
    (FLANDERS, "country", BELGIUM), (WEST, "country", BELGIUM), (CHANGE, "changedFrom", FLANDERS),
]  # fmt: skip
LINKS: dict[str, tuple[Link, ...]] = {}
TEXTS: tuple[Text, ...] = ()
CATALOGUE = Catalogue(
    NODES, TEXTS, LINKS, edge_table(EDGES), days={"m1": {"statedOn": "2015-11-04"}}
)
ANSWERS = PlaceAnswers(CATALOGUE)


def understood(question: str, *nodes: str, said: str = "") -> Understanding:
    mentions = tuple(
        Mention(n, NODES[n].kind, 1.0, i, i + 1, n.rsplit("/", 1)[-1], "", exact=True)
        for i, n in enumerate(nodes)
    )
    return Understanding(
        question, "en", mentions, (), NOTHING, (), tuple(words(question)),
        said=frozenset(said.split()),
    )  # fmt: skip


def told(question: str, *nodes: str, said: str, language: str = "en") -> tuple[str, ...]:
    asked = ANSWERS.question(understood(question, *nodes, said=said))
    assert asked is not None
    direct = ANSWERS.told(asked, Wordings(Phrasebook.load(), CATALOGUE).of(language))
    return (*(s.text for s in direct.sentences), *direct.values)


def test_what_a_region_leads_is_counted_and_its_source_named() -> None:
    assert told("which do they lead", FLANDERS, said="lead class-partnership") == (
        "Flanders leads (1): 3D printing partnership.",
        "Only what the cited pages name is counted; there may be more.",
        "Not from the background document, but from: example.eu (2015-11-04).",
        "3D printing partnership",
    )


def test_a_region_takes_part_through_its_parts() -> None:
    said = told("in which partnerships", FLANDERS, said="class-partnership")
    assert said[:2] == (
        "Flanders leads (1): 3D printing partnership.",
        "Flanders takes part (1): Textile innovation (West Flanders).",
    )


def test_a_country_has_the_seats_of_its_regions() -> None:
    said = told("Belgian partnerships", BELGIUM, said="class-partnership")
    assert said[-2:] == ("3D printing partnership", "Textile innovation")


def test_who_leads_an_area_that_nobody_is_said_to_lead() -> None:
    said = told("who leads it", AREA, said="lead class-partnership")
    assert said[0] == "Textile innovation: no source names who leads it."
    assert said[1] == "Textile innovation – regions (2): West Flanders, Tuscany."


def test_an_answer_is_in_the_language_of_the_question() -> None:
    said = told("Was leitet es", FLANDERS, said="lead class-partnership", language="de")
    assert said[0] == "Flandern leitet (1): 3D printing partnership."


def test_a_code_is_told_with_its_country_and_what_became_of_it() -> None:
    said = told("BE2", FLANDERS, said="")
    assert said[:2] == ("BE2: Flanders, Belgium.", "BE2 became BE9 in NUTS 2030.")


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        ((TUSCANY,), "which-support class-partnership"),
        ((TUSCANY,), "we-are class-partnership lead"),
        ((AREA,), "class-area"),
        ((), "lead class-partnership"),
    ],
)
def test_other_questions_are_not_about_places(nodes: tuple[str, ...], said: str) -> None:
    assert ANSWERS.question(understood("a b c d e f", *nodes, said=said)) is None


def test_members_of_an_area_are_told_but_do_not_settle_the_question() -> None:
    asked = ANSWERS.question(understood("a b c d e", AREA, said="member class-partnership"))
    assert asked is not None
    assert not ANSWERS.settled(asked)
    assert {node.node for node in ANSWERS.nodes(asked)} == {TEXTILE}


def test_of_two_statements_about_a_seat_the_one_that_says_it_leads_counts() -> None:
    (seat,) = Partnerships(CATALOGUE).of_partnerships([PRINTING])
    assert seat.leads
    assert hosts([seat, seat]) == ["example.eu (2015-11-04)"]


def test_a_place_and_an_area_are_asked_for_together() -> None:
    said = "which class-region class-partnership"
    text = " ".join(told("a b c d e", BELGIUM, AREA, said=said))
    assert "Textile" in text
    assert "3D printing" not in text
    asked = ANSWERS.question(understood("a b c d e", BELGIUM, AREA, said=said))
    assert not ANSWERS.settled(asked)


def test_whether_a_place_can_join_is_asked_of_the_rule() -> None:
    joining = thing("rule", "rule-join-routes")
    near = Nearness((Hit(joining, "rule", 5.0, 5.0, 0.0, 0.5, 0.9, "ways to join"),), {})
    said = understood("a b c d e", TUSCANY, said="class-partnership")
    assert ANSWERS.question(said) is not None
    assert ANSWERS.question(replace(said, nearness=near)) is None
