"""Each way in which data can be wrong is found for its own reason; pyshacl is the oracle."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import SH, Graph, URIRef
from rdflib.term import Node

from graph.shacl import ShapesError
from graph.store import Store
from graph.terms import NamedNode, Quad
from ingest.inference import infer
from ingest.validation import Report, Severity, validate
from ontology import concept_files, ontology_file, read, shapes_file

EXAMPLE = Path(__file__).parent / "data" / "example.ttl"
SHARED = Path(__file__).parents[3] / "shared"
CPSV_AP = SHARED / "conformance" / "shapes" / "cpsv-ap-3.2.0" / "cpsv-ap-SHACL.ttl"
ID = "https://w3id.org/regiograph/id/"
SHAPES = "https://w3id.org/regiograph/shapes#"

PREFIXES = """
@prefix rg: <https://w3id.org/regiograph/def#> .
@prefix id: <https://w3id.org/regiograph/id/> .
@prefix par: <https://w3id.org/regiograph/id/partnership/> .
@prefix mem: <https://w3id.org/regiograph/id/membership/> .
@prefix reg: <https://w3id.org/regiograph/id/region/> .
@prefix cty: <https://w3id.org/regiograph/id/country/> .
@prefix fig: <https://w3id.org/regiograph/id/figure/> .
@prefix ins: <https://w3id.org/regiograph/id/instrument/> .
@prefix pas: <https://w3id.org/regiograph/id/passage/> .
@prefix sec: <https://w3id.org/regiograph/id/section/> .
@prefix doc: <https://w3id.org/regiograph/id/document/> .
@prefix act: <https://w3id.org/regiograph/id/actor/> .
@prefix me: <https://w3id.org/regiograph/concept/measure/> .
@prefix fi: <https://w3id.org/regiograph/concept/firmness/> .
@prefix aud: <https://w3id.org/regiograph/concept/audience/> .
@prefix deg: <https://w3id.org/regiograph/concept/degree/> .
@prefix th: <https://w3id.org/regiograph/concept/theme/> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix cur: <http://publications.europa.eu/resource/authority/currency/> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def partnership(slug: str, created: str | None, *regions: str) -> str:
    """Turtle of an otherwise valid partnership of some regions."""
    day = f'; dct:created "{created}"^^xsd:date' if created else ""
    text = f"par:{slug} a rg:InterregionalPartnership ; "
    text += f'dct:identifier "{slug}" ; dct:title "P"@en {day} .'
    for number, region in enumerate(regions):
        text += f"\npar:{slug} rg:hasMembership mem:{slug}--{number} ."
        text += (
            f"\nmem:{slug}--{number} a rg:PartnershipMembership ; rg:memberRegion reg:{region} ."
        )
    return text


OUTSIDE = "\n".join(
    f'reg:{code} a rg:Region ; skos:prefLabel "R"@en ; rg:country cty:{country} .'
    f'cty:{country} a rg:Country ; skos:prefLabel "C"@en ; rg:isoAlpha3 "{country}" .'
    for code, country in (("CH07", "CHE"), ("NO08", "NOR"), ("IS00", "ISL"))
)
FIGURE = (
    "fig:f a rg:Figure ; rg:measure me:budget ; rg:firmness fi:planned ;"
    ' rg:statedOn "2017-11-08"^^xsd:date ; rg:evidence pas:p1 '
)
OWNED = "ins:expert-days rg:hasFigure fig:f . " + FIGURE
DCT = "http://purl.org/dc/terms/"
RG = "https://w3id.org/regiograph/def#"

# Name of the case, what is added to the valid graph, and what must be found: shape, node, path.
CASES = {
    "three regions of two countries": (
        partnership("p", "2017-01-01", "BE2", "BE25", "PT11")
        + 'reg:BE25 a rg:Region ; skos:prefLabel "West Flanders"@en ; rg:country cty:BEL .',
        [("JoiningRule", "partnership/p"), ("JoiningRuleAtDate", "partnership/p")],
    ),
    "one region in three memberships": (
        partnership("p", "2017-01-01", "PT11", "PT11", "PT11"),
        [("JoiningRule", "partnership/p")] * 2 + [("JoiningRuleAtDate", "partnership/p")],
    ),
    "Scotland counts in 2017": (partnership("p", "2017-01-01", "UKM", "BE2", "PT11"), []),
    "Scotland does not count in 2021": (
        partnership("p", "2021-01-01", "UKM", "BE2", "PT11"),
        [("JoiningRuleAtDate", "partnership/p")],
    ),
    "three countries outside the Union": (
        OUTSIDE + partnership("p", "2017-01-01", "CH07", "NO08", "IS00"),
        [("JoiningRuleAtDate", "partnership/p")],
    ),
    "no date": (
        partnership("p", None, "BE2", "PT11", "NL4"),
        [("JoiningRuleDate", "partnership/p")],
    ),
    "least value above the greatest": (
        OWNED + "; rg:minValue 30 ; rg:maxValue 15 ; rg:unit unit:DAY .",
        [("Figure", "figure/f")],
    ),
    "unit and currency": (
        OWNED + "; rg:minValue 3.0 ; rg:unit unit:DAY ; cv:currency cur:EUR .",
        [("FigureUnit", "figure/f")],
    ),
    "neither unit nor currency": (OWNED + "; rg:minValue 3.0 .", [("FigureUnit", "figure/f")]),
    "no bound": (OWNED + "; rg:unit unit:DAY .", [("FigureBounds", "figure/f")]),
    "a figure without an owner": (
        FIGURE + "; rg:minValue 3.0 ; rg:unit unit:DAY .",
        [("Figure", "figure/f")],
    ),
    "a region without a country": (
        'reg:X a rg:Region ; skos:prefLabel "X"@en .',
        [("Region", "region/X")],
    ),
    "a NUTS IRI of another scheme": (
        "reg:BE2 rg:nuts <https://data.europa.eu/nuts/BE2> .",
        [("Region", "region/BE2")],
    ),
    "two titles in one language": (
        'ins:expert-days dct:title "Other"@en .',
        [("Instrument", "instrument/expert-days")],
    ),
    "an audience that is no audience": (
        "ins:expert-days dct:audience me:budget .",
        [("Instrument", "instrument/expert-days")],
    ),
    "a passage that ends before it begins": (
        "pas:x a rg:Passage ; oa:hasSource doc:paper ; rg:inSection sec:one ;"
        " rg:charStart 90 ; rg:charEnd 10 .",
        [("Passage", "passage/x")],
    ),
    "a passage without a document": (
        "pas:x a rg:Passage ; rg:inSection sec:one .",
        [("Passage", "passage/x")],
    ),
    "a relevance without a degree": (
        "id:relevance a rg:Relevance ; rg:relevantThing ins:expert-days ;"
        " rg:relevantTo th:theme-photonics ; rg:firmness fi:interpretation .",
        [("Relevance", "relevance")],
    ),
    "an absence of nothing in particular": (
        "id:absence a rg:Absence ; rg:about ins:expert-days .",
        [("Absence", "absence")],
    ),
    "a need without an English label": (
        'id:need a rg:Need, skos:Concept ; skos:inScheme id:needs ; skos:prefLabel "Hilfe"@de .',
        [("EnglishLabel", "need")],
    ),
    "a label in a language of no Member State": (
        "id:need a rg:Need, skos:Concept ; skos:inScheme id:needs ;"
        ' skos:prefLabel "help"@en, "hjelp"@no .',
        [("LabelLanguages", "need")],
    ),
    "two labels in one language": (
        "id:need a rg:Need, skos:Concept ; skos:inScheme id:needs ;"
        ' skos:prefLabel "help"@en, "aid"@en .',
        [("LabelLanguages", "need")],
    ),
}


def test_the_example_conforms_without_a_warning() -> None:
    assert report().results == ()


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_found_for_its_own_reason(case: str) -> None:
    turtle, expected = CASES[case]

    found = [(result.shape, result.node) for result in report(turtle).results]

    assert sorted(found) == sorted((SHAPES + shape, ID + node) for shape, node in expected)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # inside pyshacl
def test_pyshacl_finds_the_same_in_all_faults_together() -> None:
    faults = "\n".join(apart(turtle, number) for number, (turtle, _) in enumerate(CASES.values()))

    assert summary(report(faults)) == oracle(faults)


def test_only_violations_stop_a_build() -> None:
    partial = report(partnership("p", "2017-01-01", "BE2"))

    assert partial.conforms
    assert [found.severity for found in partial.results] == [Severity.WARNING] * 3


def test_a_result_names_source_node_path_value_and_remedy() -> None:
    store = example()
    region = 'reg:BE9 a rg:Region ; skos:prefLabel "N"@en ; rg:country cty:BEL ; rg:nutsLevel 7 .'
    graph = "https://w3id.org/regiograph/graph/nuts"
    store.insert_published(quads(PREFIXES + region, graph))

    [found] = validate(store, read(shapes_file())).violations

    assert found.graph == graph
    assert (found.node, found.path, found.value) == (ID + "region/BE9", RG + "nutsLevel", "7")
    assert str(found) == (
        "violation in https://w3id.org/regiograph/graph/nuts: "
        "https://w3id.org/regiograph/id/region/BE9 https://w3id.org/regiograph/def#nutsLevel '7': "
        "A NUTS level is 0, 1, 2 or 3. [https://w3id.org/regiograph/shapes#Region]"
    )


def test_a_broken_shape_says_what_to_do() -> None:
    shapes = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . [] a sh:NodeShape ; sh:targetNode sh:x ;"
        " sh:sparql [ sh:select 'SELECT $this WHERE { $this ' ] ."
    )

    with pytest.raises(ShapesError, match="Correct the shape"):
        validate(Store.memory(), shapes)


def test_instruments_conform_to_the_official_cpsv_ap_shapes() -> None:
    if not CPSV_AP.exists():
        return
    store = example()
    store.insert([Quad(q.subject, q.predicate, q.object) for q in infer(store)])
    store.insert(
        quads(
            """
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            @prefix org: <http://www.w3.org/ns/org#> .
            <http://data.europa.eu/m8g/PublicOrganisation> rdfs:subClassOf org:Organization .
            org:OrganizationalCollaboration rdfs:subClassOf org:Organization .
            org:Organization rdfs:subClassOf <http://xmlns.com/foaf/0.1/Agent> .
            """
        )
    )

    found = validate(store, CPSV_AP.read_text(encoding="utf-8"))

    assert [str(result) for result in found.results] == []


@cache
def base() -> str:
    """The ontology, the schemes that the example uses, and the example, as N-Triples."""
    schemes = (
        "audience criterion degree firmness measure milestone offer outcome reading stage theme"
    )
    concepts = [read(path) for path in concept_files() if path.stem in schemes.split()]
    files = [read(ontology_file()), *concepts, EXAMPLE.read_text(encoding="utf-8")]
    graph = Graph()
    for text in files:
        graph.parse(data=text, format="turtle")
    return str(graph.serialize(format="nt"))


def example(turtle: str = "") -> Store:
    store = Store.memory()
    # The lists of the ontology's axioms have blank nodes; only the source of the vocabulary
    # names them, and neither shapes nor rules need them.
    lines = (line for line in base().splitlines() if "_:" not in line)
    store.insert(ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES))
    store.insert(quads(PREFIXES + turtle))
    return store


def quads(turtle: str, graph: str | None = None) -> list[Quad]:
    found = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    if graph is None:
        return list(found)
    return [Quad(q.subject, q.predicate, q.object, NamedNode(graph)) for q in found]


def report(turtle: str = "") -> Report:
    return validate(example(turtle), read(shapes_file()))


def apart(turtle: str, number: int) -> str:
    """The same fault with names of its own."""
    return re.sub(r"\b(par:p|mem:p|fig:f|pas:x|id:need|reg:X)\b", rf"\g<1>{number}", turtle)


Summary = Counter[tuple[str, str | None, str | None, str]]


def summary(found: Report) -> Summary:
    return Counter((r.node, r.path, r.value, str(r.severity)) for r in found.results)


def oracle(turtle: str) -> Summary:
    data = Graph().parse(data=base(), format="nt").parse(data=PREFIXES + turtle, format="turtle")
    _, graph, _ = pyshacl.validate(
        data, shacl_graph=read(shapes_file()), shacl_graph_format="turtle"
    )
    assert isinstance(graph, Graph)
    return Counter(_row(graph, result) for result in graph.objects(None, SH.result))


def _row(graph: Graph, result: Node) -> tuple[str, str | None, str | None, str]:
    path, value = graph.value(result, SH.resultPath), graph.value(result, SH.value)
    severity = str(graph.value(result, SH.resultSeverity)).rpartition("#")[2].lower()
    return (
        str(graph.value(result, SH.focusNode)),
        str(path) if isinstance(path, URIRef) else None,
        None if value is None else str(value),
        severity,
    )
