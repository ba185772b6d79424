"""Statements that follow from others: by the ontology (OWL 2 RL), and by the rules of fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.store import Store
from graph.terms import NamedNode, Quad, Triple
from ontology import Chain, Schema, read, rule_files
from ontology.names import CPSV, CV, DCT, ORG, RDF, RG, SKOS, graph_name

__all__ = ["constructs", "infer", "materialise"]

# Terms of others that portals and shapes look for. Deriving all super-classes would double the
# graph and help nobody: prov:Entity, dct:Location and the like say nothing new.
WANTED_OF_OTHERS = frozenset(
    map(
        str,
        (
            CPSV.PublicService,
            CPSV.produces,
            CV.Output,
            CV.PublicOrganisation,
            CV.Requirement,
            CV.holdsRequirement,
            CV.isClassifiedBy,
            CV.relatedService,
            DCT.isPartOf,
            ORG.Organization,
            SKOS.Concept,
        ),
    )
)


def infer(store: Store) -> Iterator[Quad]:
    """New statements, in graph/inferred/rl and graph/inferred/fit; the store stays as it is."""
    work = Store.memory()
    work.insert(Quad(quad.subject, quad.predicate, quad.object) for quad in store.quads())
    yield from _in_graph("rl", materialise(work, constructs(Schema.load())))
    yield from _in_graph("fit", _run(work, [read(path) for path in rule_files()]))


def constructs(schema: Schema) -> tuple[str, ...]:
    """CONSTRUCT queries for the axioms of a schema; domains and ranges are left out.

    A wrong use of a property would otherwise make a thing of the wrong kind in silence.
    """
    return (
        *_property_rules(schema),
        *(rule for a, b in schema.inverses for rule in (_inverse(a, b), _inverse(b, a))),
        *(_chain(Chain(p, (p, p))) for p in schema.transitive),
        *map(_chain, schema.chains),
        *_class_rules(schema),
    )


def materialise(work: Store, rules: Sequence[str]) -> list[Triple]:
    """Run rules until none finds anything new; the findings are added to the store too."""
    derived: list[Triple] = []
    while found := _run(work, rules):
        derived += found
    return derived


def _run(work: Store, rules: Iterable[str]) -> list[Triple]:
    """One round: each rule sees what those before it found."""
    derived: list[Triple] = []
    for rule in rules:
        found = work.construct(rule)
        work.insert(Quad(triple.subject, triple.predicate, triple.object) for triple in found)
        derived += found
    return derived


def _in_graph(section: str, triples: Iterable[Triple]) -> Iterator[Quad]:
    name = NamedNode(graph_name("inferred", section))
    return (Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)


def _property_rules(schema: Schema) -> Iterator[str]:
    for lower, uppers in schema.super_properties.items():
        for upper in filter(_wanted, sorted(uppers)):
            yield _construct(f"?x <{upper}> ?y", f"?x <{lower}> ?y")


def _class_rules(schema: Schema) -> Iterator[str]:
    for lower, uppers in schema.super_classes.items():
        for upper in filter(_wanted, sorted(uppers)):
            yield _construct(f"?x <{RDF.type}> <{upper}>", f"?x <{RDF.type}> <{lower}>")


def _inverse(given: str, implied: str) -> str:
    return _construct(f"?y <{implied}> ?x", f"?x <{given}> ?y")


def _chain(chain: Chain) -> str:
    steps = [f"?v{i} <{step}> ?v{i + 1}" for i, step in enumerate(chain.steps)]
    return _construct(f"?v0 <{chain.implied}> ?v{len(steps)}", " . ".join(steps))


def _construct(implied: str, given: str) -> str:
    return f"CONSTRUCT {{ {implied} }} WHERE {{ {given} FILTER NOT EXISTS {{ {implied} }} }}"


def _wanted(term: str) -> bool:
    return term.startswith(str(RG)) or term in WANTED_OF_OTHERS
