"""The ontology as a whole: complete, in OWL 2 RL, and silent about terms of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from ontology import (
    Schema,
    alignment_files,
    concept_files,
    export_files,
    ontology_file,
    read,
    rule_files,
    shapes_file,
)
from ontology.names import RG, SHAPES

ROOT = Path(__file__).parents[2]
SKOS_MAPPINGS = {"closeMatch", "exactMatch", "broadMatch", "narrowMatch", "relatedMatch"}
# Section 4.3 of the OWL 2 profiles, as far as this ontology goes. Dates are no OWL 2 datatype.
RL_AXIOMS = {
    RDF.type,
    RDF.first,
    RDF.rest,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.inverseOf,
    OWL.propertyChainAxiom,
    OWL.disjointWith,
    OWL.members,
}
RL_TYPES = {
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.TransitiveProperty,
    OWL.AllDisjointClasses,
    OWL.Ontology,
}
RL_DATATYPES = {"integer", "decimal", "boolean", "string"}
TURTLE = (ontology_file(), shapes_file(), *concept_files(), *alignment_files())
QUERIES = (*rule_files(), *export_files())


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=read(ontology_file()), format="turtle")


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_turtle_files_are_well_formed(path: Path) -> None:
    assert len(Graph().parse(data=read(path), format="turtle")) > 0


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_rules_and_exports_are_well_formed(path: Path) -> None:
    assert Graph().query(read(path)).type == "CONSTRUCT"


@pytest.mark.parametrize("path", rule_files(), ids=lambda path: path.name)
def test_a_rule_begins_with_what_it_is_for(path: Path) -> None:
    assert re.match(r"# [A-Z]", read(path))


def test_each_term_has_an_english_label_a_definition_and_a_home(ontology: Graph) -> None:
    home = URIRef(str(RG).rstrip("#"))

    for term in our_terms(ontology):
        for predicate in (RDFS.label, RDFS.comment):
            [text] = ontology.objects(term, predicate)
            assert isinstance(text, Literal)
            assert text.language == "en", term
            assert str(text).strip(), term
        assert ontology.value(term, RDFS.isDefinedBy) == home, term


def test_labels_of_terms_differ(ontology: Graph) -> None:
    labels = [str(ontology.value(term, RDFS.label)) for term in our_terms(ontology)]

    assert sorted(labels) == sorted(set(labels))


def test_only_constructs_of_owl_2_rl_are_used(ontology: Graph) -> None:
    logical = (str(OWL), str(RDF), str(RDFS))
    annotations = {RDFS.label, RDFS.comment, RDFS.isDefinedBy, OWL.versionIRI, OWL.versionInfo}
    used = {p for p in ontology.predicates() if str(p).startswith(logical)}

    assert used <= RL_AXIOMS | annotations
    assert set(ontology.objects(None, RDF.type)) <= RL_TYPES
    assert {kind for _, kind in ontology.subject_objects(OWL.members)} != set()


def test_ranges_are_classes_or_datatypes_of_owl_2_rl(ontology: Graph) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    ranges = {str(value) for value in ontology.objects(None, RDFS.range)}
    datatypes = {value.removeprefix(xsd) for value in ranges if value.startswith(xsd)}

    assert datatypes <= RL_DATATYPES


def test_no_term_of_others_is_redefined(ontology: Graph) -> None:
    declared = {OWL.Class, OWL.ObjectProperty, OWL.AnnotationProperty}

    for subject, predicate, target in ontology:
        if isinstance(subject, URIRef) and not str(subject).startswith(str(RG).rstrip("#")):
            assert (predicate, target in declared) == (RDF.type, True), subject


def test_each_external_term_in_an_axiom_is_declared(ontology: Graph) -> None:
    axioms = (RDFS.subClassOf, RDFS.subPropertyOf)
    named = {target for axiom in axioms for target in ontology.objects(None, axiom)}

    assert {term for term in named if (term, RDF.type, None) not in ontology} == set()


@pytest.mark.parametrize("path", alignment_files(), ids=lambda path: path.name)
def test_alignments_are_skos_mappings_of_declared_terms(path: Path, ontology: Graph) -> None:
    for subject, predicate, _ in Graph().parse(data=read(path), format="turtle"):
        assert str(predicate).rpartition("#")[2] in SKOS_MAPPINGS
        assert (subject, RDF.type, None) in ontology


@pytest.mark.parametrize("place", ["ontology", "ingest", "graph", "search", "release", "web"])
def test_each_term_that_is_used_is_declared(place: str) -> None:
    schema = Schema.load()
    declared = {term.name for term in (*schema.classes.values(), *schema.properties.values())}
    # Search fills an empty list of stages with a name that matches nothing.
    declared.add("none")

    assert {name: path for name, path in used_terms(ROOT / place) if name not in declared} == {}


@pytest.mark.parametrize(
    "name",
    [
        "SupportInstrument",
        "Offering",
        "EligibilityRequirement",
        "ParticipationRule",
        "Relevance",
        "Figure",
        "Statement",
        "Absence",
        "Discrepancy",
        "Passage",
        "Section",
        "SourceDocument",
        "Region",
        "Country",
        "Partnership",
        "InterregionalPartnership",
        "PartnershipMembership",
        "Need",
        "StagePosition",
        "FitAssessment",
        "FitReason",
    ],
)
def test_main_classes_have_a_shape(name: str) -> None:
    shapes = Graph().parse(data=read(shapes_file()), format="turtle")
    target = URIRef("http://www.w3.org/ns/shacl#targetClass")

    assert (None, target, URIRef(RG[name])) in shapes


def test_each_constraint_has_a_message_that_names_a_remedy_in_one_sentence() -> None:
    shapes = Graph().parse(data=read(shapes_file()), format="turtle")
    sh = "http://www.w3.org/ns/shacl#"
    parts = [
        part
        for shape in shapes.subjects(RDF.type, URIRef(f"{sh}NodeShape"))
        for name in ("property", "sparql")
        for part in shapes.objects(shape, URIRef(sh + name))
    ]

    for part in parts:
        assert str(shapes.value(part, URIRef(f"{sh}message"))).endswith("."), part
    assert all(str(s).startswith(str(SHAPES).rstrip("#")) for s in shapes.subjects(RDF.type))


def our_terms(graph: Graph) -> list[Node]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return sorted((term for term in found if str(term).startswith(str(RG))), key=str)


def used_terms(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".rq", ".ttl"}:
            text = path.read_text(encoding="utf-8")
            for name in re.findall(r'\b(?:rg:|RG\.|RG\[")([A-Za-z]\w*)', text):
                yield name, str(path.relative_to(ROOT))
