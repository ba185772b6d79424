"""The background document of November 2017: everything it says, in our own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from graph import Quad
from ingest.sources.document import Document, read_document
from ingest.sources.evidence import Citations
from ingest.sources.fact import Subject, fact_quads
from ingest.sources.fact_file import Entry, read_facts
from ingest.sources.gap import Described, absence_quads, discrepancy_quads
from ingest.sources.instrument_file import instrument_quads, read_instrument
from ingest.sources.passage import Passage, read_passages
from ingest.sources.reference import iri_of
from ingest.sources.thing_file import read_things, things_quads
from ontology.names import slug_of

_THING_FILES = ("platform", "actors", "programmes", "rules", "event", "resources")
_OTHER_FILES = ("document", "passages", "addresses", "relations", "discrepancies", "absences")


@dataclass(frozen=True, slots=True)
class BackgroundSource:
    """The fact files; with a copy of the document, spans are checked and passages quoted.

    ``document`` is the operator's copy of the document, or None.
    """

    name: ClassVar[str] = "background document"
    title: ClassVar[str] = "Background document of the GROW your REGION conference, 2017"
    licence: ClassVar[str] = "http://creativecommons.org/licenses/by/4.0/"

    document: Path | None = None
    facts: Path = field(default_factory=lambda: Path(__file__).parent.parent / "facts")

    def inputs(self) -> Sequence[Path]:
        """All fact files, and the copy of the document if there is one."""
        files = [self.facts / f"{name}.yaml" for name in (*_OTHER_FILES, *_THING_FILES)]
        copies = [self.document] if self.document else []
        return [*files, *self._instrument_files(), *copies]

    def quads(self) -> Iterator[Quad]:
        """Statements in a graph for each section, and one for what we read into the text."""
        document = read_document(self._read("document"))
        passages = self._passages(document)
        text = document.text(self.document) if self.document else None
        citations = Citations(passages, document.issued)
        yield from document.quads()
        for passage in passages.values():
            yield from passage.quads(text)
        yield from self._things(citations)
        described = self._described(document)
        yield from self._relations(citations, described, document.entry.text("title"))
        yield from discrepancy_quads(citations, self._read("discrepancies"))
        yield from absence_quads(citations, described, self._read("absences"))

    def _things(self, citations: Citations) -> Iterator[Quad]:
        for path in self._instrument_files():
            yield from instrument_quads(citations, self._read(f"instruments/{path.stem}"))
        for name in _THING_FILES:
            yield from things_quads(citations, self._read(name))

    def _relations(self, citations: Citations, described: Described, title: str) -> Iterator[Quad]:
        file = self._read("relations")
        file.only({"facts"})
        for entry in file.entries("facts"):
            reference = entry.text("about")
            iri = iri_of(entry, reference)
            document = Subject(iri, slug_of(iri), title, title)
            yield from fact_quads(citations, described.subjects.get(reference, document), entry)

    def _passages(self, document: Document) -> dict[str, Passage]:
        lines = {slug: section.lines for slug, section in document.sections.items()}
        return read_passages(self._read("passages"), document.slug, lines)

    def _described(self, document: Document) -> Described:
        subjects, sections = {}, {}
        files = self._instrument_files()
        instruments = [self._read(f"instruments/{path.stem}") for path in files]
        pairs = [(entry, read_instrument(entry)) for entry in instruments]
        for name in _THING_FILES:
            pairs.extend(read_things(self._read(name)))
        for entry, subject in pairs:
            reference = "/".join(subject.iri.split("/")[-2:])
            subjects[reference] = subject
            sections[reference] = entry.text("section")
        order = [reference for reference in subjects if reference.startswith("instrument/")]
        return Described(document.slug, subjects, sections, order)

    def _read(self, name: str) -> Entry:
        return read_facts(self.facts / f"{name}.yaml", self._addresses())

    def _addresses(self) -> dict[str, str]:
        file = read_facts(self.facts / "addresses.yaml")
        parts = {name: file.entry(name) for name in file.nodes}
        return {
            name: f"{part.text('site')}{part.text('page')}" for name, part in parts.items() if part
        }

    def _instrument_files(self) -> list[Path]:
        return sorted((self.facts / "instruments").glob("*.yaml"))
