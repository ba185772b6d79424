"""The ontology, its alignments and the concept schemes, from their Turtle files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import rdflib
from rdflib.compare import to_canonical_graph
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from graph.terms import Literal, NamedNode, Quad
from ingest.source import SourceError
from ontology import alignment_files, concept_files, ontology_file, read
from ontology.names import BASE, graph_name

__all__ = ["VocabularySource"]


@dataclass(frozen=True, slots=True)
class VocabularySource:
    """What exists: classes and properties in graph/ontology, concepts in graph/concepts."""

    name: ClassVar[str] = "vocabulary"
    title: ClassVar[str] = "Regiograph ontology and concept schemes"
    licence: ClassVar[str] = "http://creativecommons.org/licenses/by/4.0/"

    ontology: Sequence[Path] = field(default_factory=lambda: (ontology_file(), *alignment_files()))
    concepts: Sequence[Path] = field(default_factory=concept_files)

    def inputs(self) -> Sequence[Path]:
        """The Turtle files."""
        return (*self.ontology, *self.concepts)

    def quads(self) -> Iterator[Quad]:
        """The statements of the files, with an IRI in place of each blank node."""
        for section, files in (("ontology", self.ontology), ("concepts", self.concepts)):
            graph = NamedNode(graph_name(section))
            for path in files:
                yield from _quads(_parse(self.name, path), graph)


def _parse(source: str, path: Path) -> rdflib.Graph:
    try:
        return rdflib.Graph().parse(data=read(path), format="turtle")
    except BadSyntax as error:
        reason = str(error.message)
        raise SourceError(source, f"{path.name}:{error.lines + 1}", reason) from error


def _quads(statements: rdflib.Graph, graph: NamedNode) -> Iterator[Quad]:
    if any(isinstance(node, rdflib.BNode) for node in statements.all_nodes()):
        # Canonical names don't depend on the order of the file or of the parser.
        statements = to_canonical_graph(statements)
    for subject, predicate, target in sorted(statements):
        yield Quad(_iri(subject), _iri(predicate), _term(target), graph)


def _term(node: Node) -> NamedNode | Literal:
    if not isinstance(node, rdflib.Literal):
        return _iri(node)
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(node.datatype) if node.datatype else None)


def _iri(node: Node) -> NamedNode:
    if isinstance(node, rdflib.BNode):
        return NamedNode(f"{BASE}id/node/{node}")
    return NamedNode(str(node))
