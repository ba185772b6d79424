"""Cited stretches of the background document, by character span; their words stay outside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph import Quad
from ingest.sources.fact_file import Entry
from ingest.sources.named_graph import NamedGraph
from ontology.names import OA, RDF, RG, SKOS, graph_name, thing

_KEY = re.compile(r"(\d+)-(\d+)")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one line: code points ``start`` to ``end``, the end not included."""

    document: str
    section: str
    start: int
    end: int
    line: int
    sha256: str
    entry: Entry

    @property
    def iri(self) -> str:
        """IRI made of the document and the span."""
        return thing("passage", f"{self.document}-{self.start}-{self.end}")

    def words(self, text: str) -> str:
        """Words of the passage in the text of the document, checked against the checksum."""
        words = text[self.start : self.end]
        actual = hashlib.sha256(words.encode()).hexdigest()
        if actual != self.sha256:
            raise self.entry.error(
                f"passage {self.start}-{self.end} has the checksum {actual} in the document given,"
                f" not {self.sha256}: correct the span or the checksum"
            )
        return words

    def quads(self, text: str | None) -> Iterator[Quad]:
        """The passage in the graph of its section, with its words where the text is given."""
        graph, iri = NamedGraph(graph_name("background", self.section)), self.iri
        yield graph.link(iri, RDF.type, RG.Passage)
        yield graph.text(iri, SKOS.prefLabel, f"Line {self.line} of the background document", "en")
        yield graph.link(iri, OA.hasSource, thing("document", self.document))
        yield graph.link(iri, RG.inSection, section_iri(self.document, self.section))
        yield graph.number(iri, RG.charStart, self.start)
        yield graph.number(iri, RG.charEnd, self.end)
        yield graph.number(iri, RG.lineStart, self.line)
        yield graph.number(iri, RG.lineEnd, self.line)
        yield graph.text(iri, RG.sha256, self.sha256)
        if text is not None:
            yield graph.text(iri, RG.quotation, self.words(text), "en")


def section_iri(document: str, section: str) -> str:
    """IRI of a section of a document."""
    return thing("section", f"{document}-{section}")


def read_passages(
    table: Entry, document: str, sections: Mapping[str, tuple[int, int]]
) -> dict[str, Passage]:
    """Passages by key; ``sections`` gives first and last line of each section."""
    return {key: _passage(table, key, document, sections) for key in table.nodes}


def _passage(
    table: Entry, key: str, document: str, sections: Mapping[str, tuple[int, int]]
) -> Passage:
    span, entry = _KEY.fullmatch(key), table.entry(key)
    if span is None or entry is None or int(span[1]) >= int(span[2]):
        raise table.error(f"{key!r} must be a span such as 4636-4856 with values", key)
    entry.only({"section", "line", "sha256"})
    section, line, sha256 = entry.text("section"), entry.number("line"), entry.text("sha256")
    if section not in sections or line is None:
        raise entry.error(f"{section!r} is no section of document.yaml, or the line is missing")
    first, last = sections[section]
    if not first <= line <= last:
        raise entry.error(f"line {line} is outside section {section!r} ({first}-{last})")
    if not _SHA256.fullmatch(sha256):
        raise entry.error(f"{sha256!r} is no SHA-256 checksum of 64 hexadecimal digits")
    return Passage(document, section, int(span[1]), int(span[2]), int(line), sha256, entry)
