"""Interregional partnerships and their member regions, as dated pages on the web have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from graph import Quad
from ingest.source import SourceError
from ingest.sources.facts_table import Row, read_table, shipped_table
from ingest.sources.membership_table import Membership, read_memberships
from ingest.sources.named_graph import NamedGraph
from ontology.names import DCT, ORG, RDF, RDFS, RG, SKOS, concept, graph_name, thing

_PARTNERSHIP_COLUMNS = (
    "slug",
    "theme",
    "name",
    "name_in_document",
    "also_known_as",
    "description",
)
_DISCREPANCY_COLUMNS = ("slug", "partnership", "label", "explanation", "memberships")
_INCOMPLETE = "Only the regions that the cited pages name are recorded; there may be more."


@dataclass(frozen=True, slots=True)
class PartnershipsSource:
    """Our own tables of partnerships, of their members, and of what sources disagree on."""

    name: ClassVar[str] = "partnerships"
    title: ClassVar[str] = "Interregional partnerships for industrial modernisation"
    licence: ClassVar[str] = "http://creativecommons.org/licenses/by/4.0/"

    partnerships: Path = field(default_factory=lambda: shipped_table("partnerships.csv"))
    members: Path = field(default_factory=lambda: shipped_table("partnership_members.csv"))
    discrepancies: Path = field(
        default_factory=lambda: shipped_table("partnership_discrepancies.csv")
    )

    def inputs(self) -> Sequence[Path]:
        """The three tables."""
        return [self.partnerships, self.members, self.discrepancies]

    def quads(self) -> Iterator[Quad]:
        """Statements in graph/partnerships: partnerships, memberships, disagreements."""
        graph = NamedGraph(graph_name("partnerships"))
        names = {}
        for row in read_table(self.partnerships, _PARTNERSHIP_COLUMNS):
            names[row["slug"]] = row["name"]
            yield from _partnership(graph, row)
        memberships = {member.slug: member for member in read_memberships(self.members)}
        for member in memberships.values():
            yield from _membership(graph, member, names, self.members)
        for row in read_table(self.discrepancies, _DISCREPANCY_COLUMNS):
            yield from _discrepancy(graph, row, memberships)


def _partnership(graph: NamedGraph, row: Row) -> Iterator[Quad]:
    iri, title = thing("partnership", row["slug"]), f"{row['name']} partnership"
    yield graph.link(iri, RDF.type, RG.InterregionalPartnership)
    yield graph.text(iri, DCT.identifier, row["slug"])
    yield graph.text(iri, SKOS.prefLabel, title, "en")
    yield graph.text(iri, DCT["title"], title, "en")
    yield graph.text(iri, DCT.description, f"{row['description']} {_INCOMPLETE}", "en")
    for label in row.parts("also_known_as"):
        yield graph.text(iri, SKOS.altLabel, label, "en")
    if row["theme"]:
        yield graph.link(iri, RG.thematicArea, concept("theme", row["theme"]))
    if row["name_in_document"] not in ("", row["name"]):
        # For search only: the theme itself has this name as its label.
        yield graph.text(iri, SKOS.hiddenLabel, row["name_in_document"], "en")


def _membership(
    graph: NamedGraph, member: Membership, names: Mapping[str, str], table: Path
) -> Iterator[Quad]:
    if member.partnership not in names:
        message = f"{member.slug}: add partnership {member.partnership!r} to partnerships.csv"
        raise SourceError("partnerships", table.name, message)
    partnership = thing("partnership", member.partnership)
    label = f"{member.region_as_written} in {names[member.partnership]}"
    yield graph.link(partnership, RG.hasMembership, member.iri)
    yield graph.link(member.iri, RDF.type, RG.PartnershipMembership)
    yield graph.link(member.iri, RG.membershipIn, partnership)
    yield graph.link(member.iri, ORG.role, concept("role", member.role))
    yield graph.text(member.iri, SKOS.prefLabel, label, "en")
    yield from _region(graph, member)
    yield from _origin(graph, member)


def _region(graph: NamedGraph, member: Membership) -> Iterator[Quad]:
    yield graph.text(member.iri, RG.regionAsWritten, member.region_as_written)
    if member.nuts_2021:
        yield graph.link(member.iri, RG.memberRegion, thing("region", member.nuts_2021))
    if member.nuts_2024 and member.nuts_2024 != member.nuts_2021:
        # Not a second memberRegion: rules count the regions of a partnership.
        yield graph.link(member.iri, RG.memberRegionToday, thing("region", member.nuts_2024))


def _origin(graph: NamedGraph, member: Membership) -> Iterator[Quad]:
    if member.source_url:
        yield graph.link(member.iri, DCT.source, member.source_url)
    if member.stated_on:
        yield graph.day(member.iri, RG.statedOn, member.stated_on)
    if member.stated_note:
        yield graph.text(member.iri, RG.statedNote, member.stated_note, "en")
    if member.note:
        yield graph.text(member.iri, RDFS.comment, member.note, "en")


def _discrepancy(
    graph: NamedGraph, row: Row, memberships: Mapping[str, Membership]
) -> Iterator[Quad]:
    iri = thing("discrepancy", row["slug"])
    yield graph.link(iri, RDF.type, RG.Discrepancy)
    yield graph.text(iri, SKOS.prefLabel, row["label"], "en")
    yield graph.text(iri, RG.statement, row["explanation"], "en")
    yield graph.link(iri, RG.about, thing("partnership", row["partnership"]))
    for slug in row.parts("memberships"):
        if slug not in memberships:
            raise row.error(f"membership {slug!r} is unknown; take one of partnership_members.csv")
        yield graph.link(iri, RG.concerns, memberships[slug].iri)
