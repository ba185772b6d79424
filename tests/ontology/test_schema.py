"""What is read from the ontology: labels, closures, axioms."""

from __future__ import annotations

from ontology import Chain, Schema
from ontology.names import RG

EXAMPLE = """
@prefix rg: <https://w3id.org/regiograph/def#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
rg:A a owl:Class ; rdfs:subClassOf rg:B ; rdfs:label "an A"@en ; rdfs:comment "One."@en .
rg:B a owl:Class ; rdfs:subClassOf rg:C .
rg:C a owl:Class ; rdfs:subClassOf rg:B .
rg:p a owl:ObjectProperty ; owl:inverseOf rg:q ; rdfs:domain rg:A ; rdfs:range rg:B .
rg:q a owl:ObjectProperty, owl:TransitiveProperty .
rg:r a owl:ObjectProperty ; owl:propertyChainAxiom ( rg:p rg:q rg:p ) ; rdfs:subPropertyOf rg:p .
"""


def iri(name: str) -> str:
    return str(RG[name])


def test_super_classes_are_closed_and_leave_out_the_class_itself() -> None:
    schema = Schema.parse(EXAMPLE)

    assert schema.super_classes == {
        iri("A"): {iri("B"), iri("C")},
        iri("B"): {iri("C")},
        iri("C"): {iri("B")},
    }


def test_axioms_are_read() -> None:
    schema = Schema.parse(EXAMPLE)

    assert schema.inverses == ((iri("p"), iri("q")),)
    assert schema.transitive == (iri("q"),)
    assert schema.chains == (Chain(iri("r"), (iri("p"), iri("q"), iri("p"))),)
    assert schema.super_properties == {iri("r"): {iri("p")}}


def test_a_term_knows_its_name_label_and_definition() -> None:
    term = Schema.parse(EXAMPLE).classes[iri("A")]

    assert (term.name, term.kind, term.label, term.comment) == ("A", "Class", "an A", "One.")
    assert term.parents == (iri("B"),)


def test_a_label_of_an_unknown_term_is_none() -> None:
    schema = Schema.parse(EXAMPLE)

    assert schema.label(iri("A")) == "an A"
    assert schema.label("http://example.org/A") is None


def test_an_instrument_is_a_public_service_in_the_shipped_ontology() -> None:
    schema = Schema.load()

    assert schema.super_classes[iri("FundingCall")] == {
        iri("FundingInstrument"),
        iri("SupportInstrument"),
        "http://purl.org/vocab/cpsv#PublicService",
    }
