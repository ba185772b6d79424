from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.schema_card import ClassCard, SchemaCard, Use
from graph.schema_reading import asked_now, write_answers, written_before
from graph.store import Store
from ontology.names import RG
from tests.graph.whole import whole_card

TURTLE = """
@prefix rg: <https://w3id.org/regiograph/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://a.example/> .

rg:Figure a owl:Class ; rdfs:isDefinedBy ex:o ; rdfs:label "Figure"@en ; rdfs:comment "A number."@en .
rg:MonetaryFigure a owl:Class ; rdfs:isDefinedBy ex:o ; rdfs:label "Sum"@en ; rdfs:subClassOf rg:Figure .
rg:minValue a owl:DatatypeProperty ; rdfs:isDefinedBy ex:o ; rdfs:label "least value"@en ; rdfs:domain rg:Figure .
ex:a a rg:Figure ; rg:minValue 3 ; rg:firmness ex:planned .
ex:b a rg:Figure, rg:MonetaryFigure ; rg:minValue 1, 2 ; rg:firmness ex:planned .
ex:c a rg:Figure ; skos:prefLabel "third"@en, "drittes"@de .
ex:planned a skos:Concept ; skos:prefLabel "planned"@en .
ex:hub a rg:Offering ; rg:hasFigure ex:a, ex:b .
"""  # noqa: E501


@pytest.fixture(scope="module")
def card() -> SchemaCard:
    store = Store.memory()
    store.engine.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
    return SchemaCard.read(store)


def test_answers_that_were_written_before_give_the_same_card(
    card: SchemaCard, tmp_path: Path
) -> None:
    store = Store.memory()
    store.engine.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
    write_answers(store, tmp_path / "schema")
    nothing = asked_now(Store.memory())
    assert SchemaCard.read(store, written_before(tmp_path / "schema", nothing)) == card


def test_an_answer_that_was_not_written_is_asked_for(tmp_path: Path) -> None:
    store = Store.memory()
    store.engine.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
    write_answers(store, tmp_path / "schema")
    (tmp_path / "schema" / "schema_uses.srj").unlink()

    answers = written_before(tmp_path / "schema", asked_now(store))
    assert answers("schema_uses") == asked_now(store)("schema_uses")


def use(card: ClassCard, name: str) -> Use:
    return next(one for one in card.uses if one.property.name == name)


def test_coverage_is_the_share_of_things_that_have_it(card: SchemaCard) -> None:
    figures = card.classes["Figure"]

    least = use(figures, "minValue")
    assert (figures.things, figures.name.label, figures.name.comment) == (3, "Figure", "A number.")
    assert (least.statements, least.things, least.values) == (3, 2, 3)
    assert least.coverage == 2 / 3


def test_typical_values_are_shared_ones_with_their_names(card: SchemaCard) -> None:
    [planned] = use(card.classes["Figure"], "firmness").typical

    assert (planned.text, planned.iri, planned.things) == (
        "planned",
        "http://a.example/planned",
        2,
    )


def test_without_shared_values_the_least_and_the_greatest_are_given(card: SchemaCard) -> None:
    values = use(card.classes["Figure"], "minValue").typical

    assert [(value.text, value.iri) for value in values] == [("1", ""), ("3", "")]


def test_datatypes_and_languages_are_named(card: SchemaCard) -> None:
    figures = card.classes["Figure"]

    assert use(figures, "minValue").datatypes == ("integer",)
    assert use(figures, "skos:prefLabel").datatypes == ("text in 2 languages",)


def test_of_a_class_and_its_sub_class_the_broader_is_the_target(card: SchemaCard) -> None:
    [target] = use(card.classes["Offering"], "hasFigure").targets

    assert (target.name.iri, target.statements) == (str(RG.Figure), 2)


def test_a_class_knows_what_leads_to_it_and_its_neighbours(card: SchemaCard) -> None:
    figures, sums = card.classes["Figure"], card.classes["MonetaryFigure"]

    assert [(one.owner.name, one.property.name) for one in figures.sources] == [
        ("Offering", "hasFigure")
    ]
    assert [one.name for one in figures.children] == ["MonetaryFigure"]
    assert [one.name for one in sums.parents] == ["Figure"]
    assert figures.sample is not None
    assert figures.sample.iri == "http://a.example/a"


def test_a_property_lists_its_classes_and_domain(card: SchemaCard) -> None:
    least = card.properties["minValue"]

    assert [one.owner.name for one in least.uses] == ["Figure", "MonetaryFigure"]
    assert least.domain is not None
    assert (least.domain.name, least.range) == ("Figure", None)


def test_an_empty_store_has_an_empty_card() -> None:
    empty = SchemaCard.read(Store.memory())

    assert (empty.statements, empty.hub, len(empty.classes)) == (0, None, 0)


def test_the_whole_graph_uses_only_terms_that_the_ontology_names() -> None:
    whole = whole_card()

    terms = [one.name for one in whole.classes.values()]
    terms += [one.name for one in whole.properties.values()]
    assert [name.name for name in terms if name.is_ours and not name.label] == []
    assert [name.name for name in terms if "/" in name.name] == []
    assert whole.hub is not None
    assert whole.hub.name.name == "SupportInstrument"
    shares = [one.coverage for card in whole.classes.values() for one in card.uses]
    assert 0 < min(shares) <= max(shares) == 1
