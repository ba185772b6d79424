"""What follows from the ontology and the rules; owlrl is the oracle of the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import owlrl  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest
from rdflib import BNode, Graph, Literal
from rdflib.term import Node

from graph.store import Store
from graph.terms import Quad
from ingest.inference import WANTED_OF_OTHERS, constructs, infer, materialise
from ontology import Schema, concept_files, ontology_file, read
from ontology.names import RDF, RDFS, RG

EXAMPLE = Path(__file__).parent / "data" / "example.ttl"
BASE = "https://w3id.org/regiograph/"
PREFIXES = f"""
PREFIX rg: <{BASE}def#>
PREFIX fit: <{BASE}id/fit/>
PREFIX par: <{BASE}id/partnership/>
PREFIX mem: <{BASE}id/membership/>
PREFIX reg: <{BASE}id/region/>
PREFIX ins: <{BASE}id/instrument/>
PREFIX cri: <{BASE}concept/criterion/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def test_the_generated_rules_derive_what_owlrl_derives() -> None:
    store = Store.memory()
    store.engine.extend(ox.parse(facts(), format=ox.RdfFormat.N_TRIPLES))

    derived: list[Any] = materialise(store, constructs(Schema.load()))

    assert {(t.subject.value, t.predicate.value, t.object.value) for t in derived} == oracle()


def test_nothing_is_derived_twice() -> None:
    store = Store.memory()
    store.engine.extend(ox.parse(facts(), format=ox.RdfFormat.N_TRIPLES))
    rules = constructs(Schema.load())

    derived = materialise(store, rules)

    assert len(set(derived)) == len(derived)
    assert materialise(store, rules) == []


def test_a_misused_property_makes_no_thing_of_another_kind() -> None:
    store = inferred("reg:BE2 rg:atStage <urn:stage> .")

    assert not store.ask(PREFIXES + "ASK { reg:BE2 a rg:Partnership }")


def test_instruments_are_public_services_and_partnerships_have_countries() -> None:
    store = inferred()

    assert store.ask("ASK { ?s a <http://purl.org/vocab/cpsv#PublicService> }")
    assert values(store, "SELECT ?v { par:printing rg:memberCountry ?v }") == ["BEL", "NLD", "PRT"]


def test_the_store_that_is_read_stays_as_it_is() -> None:
    store = example()
    before = store.count()

    list(infer(store))

    assert store.count() == before


def test_derived_statements_stand_in_two_graphs() -> None:
    derived: Iterator[Any] = infer(example())

    assert {quad.graph_name.value for quad in derived} == {
        f"{BASE}graph/inferred/rl",
        f"{BASE}graph/inferred/fit",
    }


@pytest.mark.parametrize(
    ("instrument", "outcome"),
    [
        ("cluster-call", "fits"),
        ("expert-days", "does-not-fit"),
        ("peer-visits", "does-not-fit"),
    ],
)
def test_each_instrument_is_assessed_for_the_partnership(instrument: str, outcome: str) -> None:
    query = f"SELECT ?v {{ fit:{instrument}--printing rg:outcome ?v }}"

    assert values(inferred(), query) == [outcome]


def test_reasons_say_how_each_criterion_came_out() -> None:
    assert reasons(inferred(), "expert-days--printing") == {
        "stage": "unmet: Meant for phase 1, and the partnership is in another phase.",
        "audience": "met: Addressed to partnerships.",
        "theme": "met: Open to all thematic areas.",
        "period": "open: No source gives dates.",
        "milestone-criteria-fulfilled": (
            "open: Needed, and not recorded for the partnership: Requested criteria fulfilled."
        ),
        "milestone-expression-of-interest-submitted": (
            "met: Reached: Expression of Interest submitted."
        ),
    }


def test_what_is_kept_for_others_does_not_fit() -> None:
    assert reasons(inferred(), "peer-visits--printing")["reserved-peer-visits"] == (
        "unmet: Kept for managing authorities of the ERDF or the Cohesion Fund, "
        "and the partnership is not one."
    )


def test_a_partnership_of_unknown_stage_leaves_the_stage_open() -> None:
    store = inferred('par:young a rg:InterregionalPartnership ; dct:title "Young"@en .')

    assert reasons(store, "cluster-call--young")["stage"] == (
        "open: Meant for phase 3, and no source says which phase the partnership is in."
    )
    assert values(store, "SELECT ?v { fit:cluster-call--young rg:outcome ?v }") == ["fits-if"]


@pytest.mark.parametrize(
    ("dates", "reason"),
    [
        ('rg:appliesFrom "2018-01-01"^^xsd:date', "open: Starts on 2018-01-01 or later."),
        ('rg:appliesUntil "2016-12-31"^^xsd:date', "unmet: Ended on 2016-12-31."),
        ('rg:appliesUntil "2018-12-31"^^xsd:date', "met: Runs on 2017-11-08."),
    ],
)
def test_the_period_is_judged_at_the_date_of_the_document(dates: str, reason: str) -> None:
    store = inferred(f"ins:expert-days {dates} .")

    assert reasons(store, "expert-days--printing")["period"] == reason


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        ("", ("met", "3", "3", "2017-11-08")),
        ('par:young dct:created "2017-01-01"^^xsd:date .', ("met", "3", "3", "2017-01-01")),
        ('par:young dct:created "2021-01-01"^^xsd:date .', ("open", "3", "2", "2021-01-01")),
        (
            'par:young dct:created "2021-01-01"^^xsd:date ; rg:membershipComplete true .',
            ("unmet", "3", "2", "2021-01-01"),
        ),
    ],
)
def test_the_joining_rule_counts_the_member_states_of_the_day(
    turtle: str, expected: tuple[str, str, str, str]
) -> None:
    members = "".join(
        f"par:young rg:hasMembership mem:{code} . mem:{code} rg:memberRegion reg:{code} ."
        for code in ("UKM", "BE2", "PT11")
    )

    store = inferred(f"par:young a rg:InterregionalPartnership . {members} {turtle}")

    assert joining(store, "young") == expected


def test_a_partnership_without_known_members_counts_none() -> None:
    store = inferred("par:young a rg:InterregionalPartnership .")

    assert joining(store, "young") == ("open", "0", "0", "2017-11-08")


@cache
def facts() -> str:
    """The ontology, the concepts and the example, as N-Triples."""
    graph = Graph().parse(data=read(ontology_file()), format="turtle")
    for path in concept_files():
        graph.parse(data=read(path), format="turtle")
    return str(graph.parse(EXAMPLE).serialize(format="nt"))


def example(turtle: str = "") -> Store:
    store = Store.memory()
    text = "\n".join(line for line in facts().splitlines() if "_:" not in line)
    store.insert(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    store.insert(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))
    return store


def inferred(turtle: str = "") -> Store:
    store = example(turtle)
    store.insert([Quad(q.subject, q.predicate, q.object) for q in infer(store)])
    return store


def values(store: Store, query: str) -> list[str]:
    return sorted(row["v"].value.rpartition("/")[2] for row in store.select(PREFIXES + query))


def reasons(store: Store, assessment: str) -> dict[str, str]:
    rows = store.select(
        PREFIXES + f"SELECT ?r ?o ?why {{ fit:{assessment} rg:hasReason ?r ."
        " ?r rg:outcome ?o ; rdfs:comment ?why }"
    )
    return {
        row["r"].value.rpartition("#")[2]: (
            f"{row['o'].value.rpartition('/')[2]}: {row['why'].value}"
        )
        for row in rows
    }


def joining(store: Store, partnership: str) -> tuple[str, ...]:
    [row] = store.select(
        PREFIXES + f"SELECT ?o ?r ?s ?d {{ par:{partnership} rg:meetsJoiningRule ?o ;"
        " rg:countedRegions ?r ; rg:countedMemberStates ?s ; rg:countedOn ?d }"
    )
    return tuple(row[name].value.rpartition("/")[2] for name in "orsd")


@cache
def oracle() -> set[tuple[str, str, str]]:
    """What owlrl derives about things and concepts without domains and ranges."""
    graph = Graph().parse(data=facts(), format="nt")
    for predicate in (RDFS.domain, RDFS.range):
        graph.remove((None, predicate, None))
    given = set(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return {
        (str(s), str(p), str(o))
        for s, p, o in set(graph) - given
        if _named((s, o)) and str(s).startswith((f"{BASE}id/", f"{BASE}concept/")) and _kept(p, o)
    }


def _named(nodes: Iterable[Node]) -> bool:
    return not any(isinstance(node, BNode | Literal) for node in nodes)


def _kept(predicate: Node, target: Node) -> bool:
    term = str(target) if str(predicate) == str(RDF.type) else str(predicate)
    return term.startswith(str(RG)) or term in WANTED_OF_OTHERS
