from __future__ import annotations

from graph.describe import Limits, describe
from graph.labels import Labels
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.names import RDF, RG, SKOS, graph_name, thing

PROGRAMME, REGION = thing("programme", "interreg-europe"), thing("region", "BE2")
BUDGET = thing("figure", "interreg-europe-budget")
LABEL = NamedNode(str(SKOS.prefLabel))


def _has(quads: list[Quad], subject: str, predicate: str) -> bool:
    wanted = (NamedNode(subject), NamedNode(predicate))
    return any((quad.subject, quad.predicate) == wanted for quad in quads)


def test_a_thing_is_described_with_its_figures_and_the_names_of_its_neighbours(
    tiny_store: Store,
) -> None:
    quads = describe(tiny_store, PROGRAMME, Labels(tiny_store))

    assert _has(quads, PROGRAMME, str(RDF.type))
    assert _has(quads, BUDGET, str(SKOS.prefLabel))
    assert Quad(NamedNode(REGION), LABEL, Literal("Flanders", language="en")) in quads
    assert not _has(quads, REGION, str(RDF.type))


def test_what_points_at_a_thing_is_part_of_its_description(tiny_store: Store) -> None:
    quads = describe(tiny_store, REGION, Labels(tiny_store))
    supports = Quad(NamedNode(PROGRAMME), NamedNode(str(RG.supports)), NamedNode(REGION))
    assert supports in quads
    assert Quad(NamedNode(PROGRAMME), LABEL, Literal("Interreg Europe", language="en")) in quads


def test_no_statement_stands_twice(tiny_store: Store) -> None:
    quads = describe(tiny_store, PROGRAMME, Labels(tiny_store))
    assert len(quads) == len(set(quads))


def test_a_thing_that_many_point_at_is_bounded(tiny_store: Store) -> None:
    tiny_store.insert_published(
        Quad(
            NamedNode(thing("project", str(number))),
            NamedNode(str(RG.region)),
            NamedNode(REGION),
            NamedNode(graph_name("projects")),
        )
        for number in range(50)
    )
    quads = describe(tiny_store, REGION, Labels(tiny_store), Limits(inverse_per_property=7))
    assert sum(quad.predicate == NamedNode(str(RG.region)) for quad in quads) == 7


def test_an_unknown_thing_has_no_description(tiny_store: Store) -> None:
    assert describe(tiny_store, thing("region", "nowhere"), Labels(tiny_store)) == []
