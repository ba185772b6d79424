"""The classes and properties, as read from regiograph.ttl: names, hierarchy, axioms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.files import ontology_file, read
from ontology.names import OWL, RDF, RDFS, RG

__all__ = ["Chain", "Schema", "Term"]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of ours; ``kind`` is the local name of its OWL type."""

    iri: str
    kind: str
    label: str
    comment: str
    parents: tuple[str, ...]
    domain: str | None
    range: str | None

    @property
    def name(self) -> str:
        """Local name, as behind the prefix ``rg:``."""
        return self.iri.removeprefix(str(RG))


@dataclass(frozen=True, slots=True)
class Chain:
    """Following ``steps`` one after the other amounts to ``implied``."""

    implied: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """The ontology as data; relations hold IRIs, and closures leave out the term itself."""

    graph: Graph

    @classmethod
    def load(cls) -> Schema:
        """The schema of the ontology file."""
        return cls.parse(read(ontology_file()))

    @classmethod
    def parse(cls, turtle: str) -> Schema:
        """The schema of an ontology in Turtle."""
        return cls(Graph().parse(data=turtle, format="turtle"))

    @cached_property
    def classes(self) -> Mapping[str, Term]:
        """Classes of ours by IRI, sorted."""
        return self._terms(("Class",), str(RDFS.subClassOf))

    @cached_property
    def properties(self) -> Mapping[str, Term]:
        """Properties of ours by IRI, sorted."""
        return self._terms(("ObjectProperty", "DatatypeProperty"), str(RDFS.subPropertyOf))

    @cached_property
    def super_classes(self) -> Mapping[str, frozenset[str]]:
        """All super-classes of each class that has any."""
        return _closure(self._pairs(RDFS.subClassOf))

    @cached_property
    def super_properties(self) -> Mapping[str, frozenset[str]]:
        """All super-properties of each property that has any."""
        return _closure(self._pairs(RDFS.subPropertyOf))

    @cached_property
    def inverses(self) -> tuple[tuple[str, str], ...]:
        """Pairs of properties that say the same in opposite directions."""
        return tuple(sorted(self._pairs(OWL.inverseOf)))

    @cached_property
    def transitive(self) -> tuple[str, ...]:
        """Properties that hold along a path of themselves."""
        return tuple(sorted(map(str, self.graph.subjects(RDF.type, OWL.TransitiveProperty))))

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """Property chains."""
        found = self.graph.subject_objects(OWL.propertyChainAxiom)
        return tuple(sorted((self._chain(*pair) for pair in found), key=lambda c: c.implied))

    def label(self, iri: str) -> str | None:
        """English label of a class or property; None where it is not ours."""
        term = self.classes.get(iri) or self.properties.get(iri)
        return term.label if term else None

    def _chain(self, implied: Node, head: Node) -> Chain:
        return Chain(str(implied), tuple(map(str, Collection(self.graph, head))))

    def _pairs(self, predicate: URIRef) -> list[tuple[str, str]]:
        return [(str(a), str(b)) for a, b in self.graph.subject_objects(predicate)]

    def _terms(self, kinds: Iterable[str], parent: str) -> dict[str, Term]:
        found = (
            self._term(str(iri), kind, URIRef(parent))
            for kind in kinds
            for iri in self.graph.subjects(RDF.type, OWL[kind])
            if str(iri).startswith(str(RG))
        )
        return {term.iri: term for term in sorted(found, key=lambda term: term.iri)}

    def _term(self, iri: str, kind: str, parent: URIRef) -> Term:
        node = URIRef(iri)
        return Term(
            iri,
            kind,
            label=self._text(node, RDFS.label) or "",
            comment=self._text(node, RDFS.comment) or "",
            parents=tuple(sorted(map(str, self.graph.objects(node, parent)))),
            domain=self._text(node, RDFS.domain),
            range=self._text(node, RDFS.range),
        )

    def _text(self, node: URIRef, predicate: URIRef) -> str | None:
        value = self.graph.value(node, predicate)
        return None if value is None else str(value)


def _closure(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    above: dict[str, set[str]] = {}
    for lower, upper in pairs:
        above.setdefault(lower, set()).add(upper)
    return {term: frozenset(_reachable(term, above) - {term}) for term in sorted(above)}


def _reachable(start: str, above: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found
