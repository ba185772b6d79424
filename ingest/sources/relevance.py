"""Which thing serves which concept: our graded judgement, marked as interpretation."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph import NamedNode, Quad
from ingest.source import SourceError
from ontology.names import BASE, RDF, RG, concept, graph_name, slug_of, thing

DEGREES = frozenset({"direct", "suitable", "related"})


@dataclass(frozen=True, slots=True)
class RelevanceTable:
    """A table with the columns concept, thing, degree (direct, suitable or related).

    The degrees are those of graded relevance in information retrieval: 3, 2 and 1.
    """

    path: Path
    name: str = "relevance"
    title: str = "Which support serves which need, area, technology, sector or audience"
    licence: str = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"

    def inputs(self) -> Sequence[Path]:
        """The table."""
        return [self.path]

    def quads(self) -> Iterator[Quad]:
        """One ``rg:Relevance`` for each row."""
        with self.path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                if row["degree"] not in DEGREES:
                    message = f"degree {row['degree']!r} is none of {', '.join(sorted(DEGREES))}"
                    raise SourceError(self.name, f"{self.path.name}:{number}", message)
                yield from _link(row["concept"], row["thing"], row["degree"])


def _link(concept_key: str, thing_key: str, degree: str) -> Iterator[Quad]:
    link = NamedNode(thing("relevance", f"{slug_of(concept_key)}--{slug_of(thing_key)}"))
    graph = NamedNode(graph_name("interpretation", "relevance"))
    for predicate, target in (
        (RDF.type, RG.Relevance),
        (RG.relevantTo, BASE + concept_key),
        (RG.relevantThing, BASE + thing_key),
        (RG.degree, concept("degree", degree)),
        (RG.firmness, concept("firmness", "interpretation")),
    ):
        yield Quad(link, NamedNode(predicate), NamedNode(target), graph)
