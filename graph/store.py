"""The store: statements by source in named graphs, each of them once in the default graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from graph.terms import DefaultGraph, Literal, NamedNode, Quad, Triple

__all__ = ["NotPublishableError", "Row", "Store", "StoreError", "Term", "read_rows"]

_AT_ONCE: Final = 500_000  # quads; fewer cost time, for the engine has to merge its files
Term = NamedNode | Literal
Row = dict[str, Term]


class StoreError(OSError):
    """A store directory is missing, broken or held by a writer."""


class NotPublishableError(ValueError):
    """A statement that can't be published: a blank node, a triple term or no named graph."""


@dataclass(frozen=True, slots=True)
class Store:
    """A set of RDF quads that answers SPARQL.

    ``engine`` is the store of pyoxigraph, for parts that speak to it directly.
    """

    engine: ox.Store

    @classmethod
    def memory(cls) -> Store:
        """An empty store that lives as long as the object."""
        return cls(ox.Store())

    @classmethod
    def create(cls, path: Path) -> Store:
        """A writable store in a directory; one writer at a time."""
        try:
            return cls(ox.Store(str(path)))
        except OSError as error:
            raise StoreError(f"Can't write the store {path}: {error}.") from error

    @classmethod
    def open(cls, path: Path) -> Store:
        """The store in a directory, read-only, so that any number of processes can share it."""
        if not path.is_dir():
            raise StoreError(f"There is no store at {path}. Build a release first.")
        try:
            return cls(ox.Store.read_only(str(path)))
        except OSError as error:
            raise StoreError(f"Can't open the store {path}: {error}. Build it again.") from error

    def insert(self, quads: Iterable[Quad]) -> None:
        """Store quads as they are, without a copy in the default graph."""
        self.engine.bulk_extend(_without_blank_nodes(quads))

    def insert_published(self, quads: Iterable[Quad]) -> None:
        """Store quads in their named graph, and their triples once in the default graph."""
        self.engine.bulk_extend(_in_both_graphs(_without_blank_nodes(quads)))

    def copy_from(self, other: Store, at_once: int = _AT_ONCE) -> None:
        """Store all quads of another store, so many at a time.

        The engine keeps all that it is given at once in memory, about a kilobyte a quad.
        """
        quads = iter(other.engine)
        for first in quads:
            self.engine.bulk_extend(chain([first], islice(quads, at_once - 1)))

    def load(self, path: Path) -> None:
        """Store the statements of an RDF file as they are; its suffix tells the format."""
        self.engine.load(path=path)

    def bulk_load(self, path: Path) -> None:
        """The same for a large file: faster, and not undone when it breaks off."""
        self.engine.bulk_load(path=path)

    def optimise(self) -> None:
        """Compact the store and flush it to disk; call once, after the last insert."""
        self.engine.flush()
        self.engine.optimize()
        self.engine.flush()

    def query(self, text: str, **bindings: Term) -> list[Row]:
        """Rows of a SELECT query; keywords bind its variables."""
        return self.select(text, bindings)

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[Row]:
        """Rows of a SELECT query, by variable name; an unbound variable is left out.

        The engine binds only variables that SELECT names, so project what you bind.
        """
        found = self._run(query, bindings)
        if not isinstance(found, ox.QuerySolutions):
            raise ValueError(f"Not a SELECT query: {query[:80]!r}.")
        return _rows(found)

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        """Answer of an ASK query."""
        found = self._run(query, bindings)
        if not isinstance(found, ox.QueryBoolean):
            raise ValueError(f"Not an ASK query: {query[:80]!r}.")
        return bool(found)

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[Triple]:
        """Triples of a CONSTRUCT or DESCRIBE query."""
        found = self._run(query, bindings)
        if not isinstance(found, ox.QueryTriples):
            raise ValueError(f"Not a CONSTRUCT query: {query[:80]!r}.")
        return list(found)

    def serialize_select(
        self,
        query: str,
        bindings: Mapping[str, Term] | None = None,
        media_type: str = "application/sparql-results+json",
    ) -> bytes:
        """Result of a SELECT or ASK query as bytes, eight times faster than rows of Python."""
        result_format = ox.QueryResultsFormat.from_media_type(media_type)
        found = self._run(query, bindings)
        if result_format is None or isinstance(found, ox.QueryTriples):
            raise ValueError(f"{media_type!r} can't hold the result of {query[:80]!r}.")
        return found.serialize(format=result_format) or b""

    def quads(self, graph: NamedNode | DefaultGraph | None = None) -> Iterator[Quad]:
        """All quads, or those of one graph. For builders: it stops all other threads."""
        return iter(self.engine.quads_for_pattern(None, None, None, graph))

    def stated(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        value: Term | None = None,
        *,
        graph: NamedNode | None = None,
        most: int | None = None,
    ) -> list[Quad]:
        """Statements of a graph (None: the default graph) with these parts, so many at most.

        Several times faster than a query, but it stops all other threads: ask only for what
        is little.
        """
        found = self.engine.quads_for_pattern(subject, predicate, value, graph or DefaultGraph())
        return list(islice(found, most))

    def has(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        value: Term | None = None,
    ) -> bool:
        """Whether the default graph has a statement with these parts."""
        found = self.engine.quads_for_pattern(subject, predicate, value, DefaultGraph())
        return next(found, None) is not None

    def graphs(self) -> list[NamedNode]:
        """Named graphs that hold statements, sorted."""
        found = (name for name in self.engine.named_graphs() if isinstance(name, NamedNode))
        return sorted(found, key=lambda name: name.value)

    def count(self, graph: NamedNode | None = None) -> int:
        """Statements in a named graph, or in the default graph."""
        if graph is None:
            rows = self.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        else:
            text = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
            rows = self.select(text, {"g": graph})
        return int(rows[0]["n"].value) if rows else 0

    def dump(self, output: BinaryIO, graph: NamedNode | None, media_type: str) -> None:
        """Write one graph (None: the default graph) in a format that holds one graph."""
        self.engine.dump(
            output,
            ox.RdfFormat.from_media_type(media_type),
            from_graph=DefaultGraph() if graph is None else graph,
        )

    def _run(
        self, query: str, bindings: Mapping[str, Term] | None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        bound = {ox.Variable(name): term for name, term in (bindings or {}).items()}
        return self.engine.query(query, substitutions=dict(bound))


def read_rows(path: Path) -> list[Row]:
    """Rows of a file in the SPARQL JSON format, as ``Store.select`` gives them."""
    found = ox.parse_query_results(path=str(path), format=ox.QueryResultsFormat.JSON)
    if not isinstance(found, ox.QuerySolutions):
        raise ValueError(f"{path} holds no rows. Build the release again.")
    return _rows(found)


def _rows(found: ox.QuerySolutions) -> list[Row]:
    names = [variable.value for variable in found.variables]
    return [
        {name: term for name, term in zip(names, row, strict=True) if term is not None}
        for row in found
    ]


def _without_blank_nodes(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Term):
            raise NotPublishableError(
                f"Blank node or triple term in graph {quad.graph_name}: {quad}. "
                "Give the node an IRI of its own before storing it."
            )
        yield quad


def _in_both_graphs(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if not isinstance(quad.graph_name, NamedNode):
            raise NotPublishableError(
                f"Statement without a named graph: {quad}. Name the graph of its source."
            )
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object)
