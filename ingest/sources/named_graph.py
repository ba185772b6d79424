"""The statements of one named graph, written with plain IRIs and values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph import Literal, NamedNode, Quad
from ontology.names import XSD


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """Makes quads of one graph; IRIs are strings, so namespaces and slugs mix freely."""

    iri: str

    def link(self, subject: str, predicate: str, target: str) -> Quad:
        """A statement whose object is a thing."""
        return self._quad(subject, predicate, NamedNode(target))

    def text(self, subject: str, predicate: str, value: str, language: str | None = None) -> Quad:
        """A statement whose object is text; without a language it is a plain string."""
        return self._quad(subject, predicate, Literal(value, language=language))

    def number(self, subject: str, predicate: str, value: int) -> Quad:
        """A statement whose object is an xsd:integer."""
        return self._quad(subject, predicate, Literal(value))

    def flag(self, subject: str, predicate: str, value: bool) -> Quad:
        """A statement whose object is an xsd:boolean."""
        return self._quad(subject, predicate, Literal(value))

    def day(self, subject: str, predicate: str, value: date) -> Quad:
        """A statement whose object is an xsd:date."""
        literal = Literal(value.isoformat(), datatype=NamedNode(XSD.date))
        return self._quad(subject, predicate, literal)

    def _quad(self, subject: str, predicate: str, target: NamedNode | Literal) -> Quad:
        return Quad(NamedNode(subject), NamedNode(predicate), target, NamedNode(self.iri))
