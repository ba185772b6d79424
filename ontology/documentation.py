"""The ontology as a page to read: a drawing, classes, properties, shapes, schemes, rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import Graph, Literal, URIRef

from ontology.files import concept_files, read, rule_files
from ontology.names import BASE, DCT, OWL, RG, SKOS, concept_scheme
from ontology.overview import Overview
from ontology.schema import Schema, Term
from ontology.shape_table import shape_rows

__all__ = ["Example", "Examples", "write"]

_TEMPLATE: Final = "documentation.html.jinja"


@dataclass(frozen=True, slots=True)
class Example:
    """A thing that shows how a term is used."""

    iri: str
    label: str  # in English; empty where it has none

    @property
    def path(self) -> str:
        """Where this server tells of it; its IRI if it is not ours."""
        return "/" + self.iri.removeprefix(BASE) if self.iri.startswith(BASE) else self.iri

    @property
    def name(self) -> str:
        """Its label, or the end of its IRI."""
        return self.label or self.iri.rstrip("/").rpartition("/")[2]


Examples = Mapping[str, Sequence[Example]]
"""Things by the IRI of the term that they show; a term without any is not in use."""


def write(out_dir: Path, examples: Examples) -> None:
    """Write ``index.html``; the anchor of a term is its local name."""
    schema = Schema.load()
    folder = FileSystemLoader(Path(__file__).resolve().parent)
    pages = Environment(loader=folder, autoescape=True, undefined=StrictUndefined)
    html = pages.get_template(_TEMPLATE).render(
        title=_about(schema, str(DCT["title"])),
        description=_about(schema, str(DCT.description)),
        version=_about(schema, str(OWL.versionInfo)),
        namespace=str(RG),
        base=BASE,
        overview=Overview.load(schema),
        examples=examples,
        tree=_tree(schema),
        classes=list(schema.classes.values()),
        properties=sorted(schema.properties.values(), key=lambda term: term.name.lower()),
        uses=_uses(schema),
        shapes=shape_rows(schema.graph),
        schemes=[_scheme(path) for path in concept_files()],
        rules=[_rule(path) for path in rule_files()],
        versions=_versions(schema),
        short=schema.graph.namespace_manager.normalizeUri,
    )
    out_dir.mkdir(parents=True, exist_ok=True)
    (out_dir / "index.html").write_text(html, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Branch:
    term: Term
    branches: tuple[_Branch, ...]


@dataclass(frozen=True, slots=True)
class _Scheme:
    iri: str
    label: str
    description: str
    concepts: int


@dataclass(frozen=True, slots=True)
class _Version:
    number: str
    issued: str
    note: str


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    purpose: str


def _about(schema: Schema, predicate: str) -> str:
    return str(schema.graph.value(URIRef(str(RG).rstrip("#")), URIRef(predicate)))


def _tree(schema: Schema) -> tuple[_Branch, ...]:
    tops = (t for t in schema.classes.values() if not any(p in schema.classes for p in t.parents))
    return tuple(_branch(schema, term) for term in tops)


def _branch(schema: Schema, term: Term) -> _Branch:
    below = (other for other in schema.classes.values() if term.iri in other.parents)
    return _Branch(term, tuple(_branch(schema, other) for other in below))


def _uses(schema: Schema) -> dict[str, Sequence[Term]]:
    """Properties by the class in their domain."""
    found: dict[str, list[Term]] = {iri: [] for iri in schema.classes}
    for term in schema.properties.values():
        if term.domain in found:
            found[term.domain].append(term)
    return dict(found)


def _scheme(path: Path) -> _Scheme:
    graph = Graph().parse(data=read(path), format="turtle")
    iri = URIRef(concept_scheme(path.stem))
    text = graph.value(iri, URIRef(DCT.description)) or graph.value(iri, URIRef(SKOS.definition))
    return _Scheme(
        str(iri),
        label=str(graph.value(iri, URIRef(SKOS.prefLabel), default=Literal(path.stem))),
        description=str(text or ""),
        concepts=len(set(graph.subjects(URIRef(SKOS.inScheme), iri))),
    )


def _versions(schema: Schema) -> list[_Version]:
    """The newest first; a version says of itself when it came and what changed."""
    whole = URIRef(str(RG).rstrip("#"))
    found = [
        _Version(
            str(version).rsplit("/", 1)[-1],
            issued=str(schema.graph.value(version, URIRef(DCT.issued))),
            note=str(schema.graph.value(version, SKOS.changeNote)),
        )
        for version in schema.graph.subjects(URIRef(DCT.isVersionOf), whole)
    ]
    return sorted(found, key=lambda one: (one.issued, one.number), reverse=True)


def _rule(path: Path) -> _Rule:
    """The comment lines at the head of a rule say what it is for."""
    lines = read(path).splitlines()
    head = [line.lstrip("# ") for line in lines[: _first(lines)]]
    return _Rule(path.name, " ".join(head))


def _first(lines: Sequence[str]) -> int:
    return next(i for i, line in enumerate(lines) if not line.startswith("#"))
