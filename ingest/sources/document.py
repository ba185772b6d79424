"""The background document: what fixes it, and its sections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph import Quad
from ingest.source import SourceError
from ingest.sources.fact_file import Entry
from ingest.sources.named_graph import NamedGraph
from ingest.sources.passage import section_iri
from ontology.names import BASE, DCT, EU_AUTHORITY, RDF, RG, SKOS, graph_name, thing

_DOCUMENT_KEYS = frozenset(
    "slug title description date place publisher language file sha256 code_points sections".split()
)
_SECTION_KEYS = frozenset({"slug", "title", "number", "lines", "parent"})


@dataclass(frozen=True, slots=True)
class Section:
    """A section by its slug; ``ordinal`` is its place in reading order, from 1."""

    slug: str
    title: str
    ordinal: int
    number: str | None
    lines: tuple[int, int]
    parent: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document fixed by the SHA-256 of its bytes; its statements hold as of ``issued``."""

    slug: str
    issued: date
    sha256: str
    code_points: int
    sections: dict[str, Section]
    entry: Entry

    def text(self, path: Path) -> str:
        """Text of an operator's copy, refused if it is not this very document."""
        content = path.read_bytes()
        actual = hashlib.sha256(content).hexdigest()
        if actual != self.sha256:
            message = (
                f"the checksum is {actual}, but the facts are about the document with {self.sha256}"
                ": give that file, or build without a document"
            )
            raise SourceError("background document", str(path), message)
        return content.decode("utf-8")

    def quads(self) -> Iterator[Quad]:
        """The document and its sections, in graph/background/document."""
        graph, iri = NamedGraph(graph_name("background", "document")), thing("document", self.slug)
        language = str(EU_AUTHORITY[f"language/{self.entry.text('language')}"])
        yield graph.link(iri, RDF.type, RG.SourceDocument)
        yield graph.text(iri, DCT.identifier, self.slug)
        yield graph.text(iri, DCT.title, self.entry.text("title"), "en")
        yield graph.text(iri, SKOS.prefLabel, self.entry.text("title"), "en")
        yield graph.text(iri, DCT.description, self.entry.text("description"), "en")
        yield graph.text(iri, DCT.coverage, self.entry.text("place"), "en")
        yield graph.day(iri, DCT.issued, self.issued)
        yield graph.link(iri, DCT.publisher, f"{BASE}id/{self.entry.text('publisher')}")
        yield graph.link(iri, DCT.language, language)
        yield graph.link(language, RDF.type, DCT.LinguisticSystem)
        yield graph.text(iri, RG.sha256, self.sha256)
        yield graph.number(iri, RG.codePoints, self.code_points)
        for section in self.sections.values():
            yield from self._section(graph, section)

    def _section(self, graph: NamedGraph, section: Section) -> Iterator[Quad]:
        iri = section_iri(self.slug, section.slug)
        yield graph.link(iri, RDF.type, RG.Section)
        yield graph.text(iri, SKOS.prefLabel, section.title, "en")
        yield graph.text(iri, RG.sectionPath, " > ".join(self._path(section)))
        yield graph.link(iri, DCT.isPartOf, thing("document", self.slug))
        yield graph.number(iri, RG.ordinal, section.ordinal)
        yield graph.number(iri, RG.lineStart, section.lines[0])
        yield graph.number(iri, RG.lineEnd, section.lines[1])
        if section.parent:
            yield graph.link(iri, RG.parentSection, section_iri(self.slug, section.parent))

    def _path(self, section: Section) -> list[str]:
        heading = f"{section.number}. {section.title}" if section.number else section.title
        if section.parent is None:
            return [heading]
        return [*self._path(self.sections[section.parent]), heading]


def read_document(entry: Entry) -> Document:
    """The document that document.yaml describes."""
    entry.only(_DOCUMENT_KEYS)
    issued, code_points = entry.day("date"), entry.number("code_points")
    if issued is None or code_points is None:
        raise entry.error("'date' and 'code_points' are needed")
    sections: dict[str, Section] = {}
    for ordinal, part in enumerate(entry.entries("sections"), start=1):
        section = _section(part, ordinal)
        if section.slug in sections or section.parent not in {None, *sections}:
            raise part.error(f"{section.slug!r} stands here twice or before its parent")
        sections[section.slug] = section
    return Document(
        entry.text("slug"), issued, entry.text("sha256"), int(code_points), sections, entry
    )


def _section(entry: Entry, ordinal: int) -> Section:
    entry.only(_SECTION_KEYS)
    return Section(
        entry.text("slug"),
        entry.text("title"),
        ordinal,
        entry.optional("number"),
        entry.span("lines"),
        entry.optional("parent"),
    )
