"""Labels in the other EU languages, one table a language, each in a graph of its own.

They are machine-translated: ``graph/labels/mt/<language>`` can be dropped or shown as such.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph import Literal, NamedNode, Quad
from ingest.source import SourceError
from ontology.names import BASE, EU_LANGUAGES, SKOS, graph_name

PREF, ALT = NamedNode(SKOS.prefLabel), NamedNode(SKOS.altLabel)


@dataclass(frozen=True, slots=True)
class Labels:
    """Tables ``<language>.csv`` with the columns key, label, synonyms ("a | b")."""

    directory: Path
    name: str = "labels"
    title: str = "Machine-translated labels in the EU languages"
    licence: str = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"

    def inputs(self) -> Sequence[Path]:
        """The tables, in the order of their languages."""
        return sorted(self.directory.glob("*.csv"))

    def quads(self) -> Iterator[Quad]:
        """One preferred label and any synonyms for each row."""
        for path in self.inputs():
            if path.stem not in EU_LANGUAGES:
                raise SourceError(self.name, path.name, "is not named after an EU language")
            yield from self._table(path)

    def _table(self, path: Path) -> Iterator[Quad]:
        graph = NamedNode(graph_name("labels", "mt", path.stem))
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                subject = NamedNode(BASE + row["key"])
                for predicate, text in _names(row):
                    yield Quad(subject, predicate, Literal(text, language=path.stem), graph)


def _names(row: dict[str, str]) -> Iterator[tuple[NamedNode, str]]:
    label = row["label"].strip()
    yield PREF, label
    synonyms = (part.strip() for part in (row["synonyms"] or "").split("|"))
    for synonym in dict.fromkeys(part for part in synonyms if part and part != label):
        yield ALT, synonym
