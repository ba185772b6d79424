from __future__ import annotations

from graph.store import Store
from graph.term_examples import read_examples
from graph.terms import Literal, NamedNode, Quad
from ontology.documentation import Example
from ontology.names import RDF, RG, SKOS, thing

TYPE, LABEL = NamedNode(str(RDF.type)), NamedNode(str(SKOS.prefLabel))


def test_each_term_of_ours_has_its_first_and_last_thing() -> None:
    store = Store.memory()
    for code in ("BE2", "FRY5", "DE1"):
        region = NamedNode(thing("region", code))
        store.insert([Quad(region, TYPE, NamedNode(str(RG.Region)))])
    flanders = NamedNode(thing("region", "BE2"))
    store.insert(
        [
            Quad(flanders, LABEL, Literal("Flanders", language="en")),
            Quad(flanders, LABEL, Literal("Vlaanderen", language="nl")),
            Quad(flanders, NamedNode(str(RG.nutsLevel)), Literal(1)),
        ]
    )
    first = Example(flanders.value, "Flanders")

    assert read_examples(store) == {
        str(RG.Region): [first, Example(thing("region", "FRY5"), "")],
        str(RG.nutsLevel): [first],
    }
