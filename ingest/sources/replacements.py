"""Things that were merged into others: their old IRIs live on, and lead to the new ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Final

from graph import Quad
from ingest.sources.facts_table import Row, read_table, shipped_table
from ingest.sources.named_graph import NamedGraph
from ontology.names import BASE, DCT, RDFS, graph_name

__all__ = ["Replacements"]

_PATH: Final = re.compile(r"(id|concept)/[a-z-]+/[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Replacements:
    """A table with the columns old, new (``id/instrument/escp-s3``) and reason, in English.

    The shapes check that what is new is described, the build that what is old is not.
    """

    name: ClassVar[str] = "replacements"
    title: ClassVar[str] = "Things that were merged into others"
    licence: ClassVar[str] = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"

    table: Path = field(default_factory=lambda: shipped_table("replacements.csv"))

    def inputs(self) -> Sequence[Path]:
        """The table."""
        return [self.table]

    def quads(self) -> Iterator[Quad]:
        """The successor of each old thing, and the reason where one is given."""
        graph = NamedGraph(graph_name("replacements"))
        rows = list(read_table(self.table, ("old", "new", "reason")))
        _check(rows)
        for row in rows:
            yield graph.link(BASE + row["old"], DCT.isReplacedBy, BASE + row["new"])
            if row["reason"]:
                yield graph.text(BASE + row["old"], RDFS.comment, row["reason"], "en")


def _check(rows: Sequence[Row]) -> None:
    replaced: set[str] = set()
    for row in rows:
        for column in ("old", "new"):
            if not _PATH.fullmatch(row[column]):
                raise row.error(
                    f"{row[column]!r} is no path of a thing; write it like id/instrument/escp-s3"
                )
        if row["old"] in replaced:
            raise row.error(f"{row['old']} stands in the table twice; keep one successor")
        replaced.add(row["old"])
    for row in rows:
        if row["new"] in replaced:
            raise row.error(
                f"{row['new']} was replaced itself; name what took its place at the end"
            )
