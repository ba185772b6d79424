"""What an entity page shows: plain records, read from the graph by the named queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ontology.names import BASE, OWL, SKOS

__all__ = [
    "Change",
    "EntityView",
    "Evidence",
    "Fact",
    "JoiningRule",
    "Link",
    "Linked",
    "Member",
    "Name",
    "Note",
]


@dataclass(frozen=True, slots=True)
class Link:
    """A thing with its name; ``language`` is that of the name."""

    iri: str
    label: str
    language: str = "en"

    @property
    def is_ours(self) -> bool:
        """Whether its page is one of this server."""
        return self.iri.startswith(BASE)


@dataclass(frozen=True, slots=True)
class Linked:
    """All that one property leads to, or all that leads here by it; ``name`` is English."""

    iri: str
    name: str
    links: tuple[Link, ...] = ()
    texts: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A name or a text in one language, '' for none."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that backs a statement; ``lines`` like ``84-86``, '' when not known."""

    iri: str
    document: str
    section: str
    lines: str
    sha256: str
    quotation: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure: what it counts, its value in words, how firm it is and of what date."""

    iri: str
    label: str
    value: str
    statement: str
    firmness: str
    as_of: str
    period: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A statement in words about a thing; ``other`` is what it links the thing to, if anything."""

    iri: str
    text: str
    title: Name | None = None
    language: str = "en"
    detail: str = ""
    interpreted: bool = False
    other: Link | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One membership of a partnership; ``link`` is None for a member that isn't mapped."""

    name: str
    link: Link | None
    role: str
    country: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoiningRule:
    """The rule for new partnerships held against the members on record, counted at a date.

    ``outcome`` is met, unmet or open: open when the list of members is known to be partial.
    """

    outcome: str
    regions: str
    states: str
    as_of: str
    min_regions: str
    min_states: str


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a NUTS code from one version to the next."""

    kind: str
    versions: str
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class EntityView:
    """One page."""

    iri: str
    kind: str
    label: Name
    types: tuple[Link, ...] = ()
    descriptions: tuple[Name, ...] = ()
    names: tuple[Name, ...] = ()
    synonyms: tuple[Name, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: dict[str, tuple[Note, ...]] = field(default_factory=dict)
    relevance: tuple[Note, ...] = ()
    outgoing: tuple[Linked, ...] = ()
    incoming: tuple[Linked, ...] = ()
    incoming_cut: bool = False
    members: tuple[Member, ...] = ()
    joining_rule: JoiningRule | None = None
    changes: tuple[Change, ...] = ()
    entries: tuple[Link, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    replaced_by: tuple[Link, ...] = ()

    @property
    def is_concept(self) -> bool:
        """Whether it is a concept or a list of them."""
        return self.iri.startswith(f"{BASE}concept/")

    @property
    def machine_description(self) -> dict[str, object]:
        """The thing in the words of schema.org, for search engines."""
        found: dict[str, object] = {
            "@context": "https://schema.org",
            "@id": self.iri,
            "@type": self._schema_type,
            "url": self.iri,
            "name": self.label.text,
            "alternateName": [name.text for name in self.synonyms],
            "description": " ".join(text.text for text in self.descriptions),
            "sameAs": list(_same(self.outgoing)),
        }
        if found["@type"] == "DefinedTerm":
            found["inDefinedTermSet"] = self.iri.rpartition("/")[0]
        return {name: value for name, value in found.items() if value}

    @property
    def _schema_type(self) -> str:
        if self.is_concept:
            in_scheme = "/" in self.iri.removeprefix(f"{BASE}concept/")
            return "DefinedTerm" if in_scheme else "DefinedTermSet"
        return _SCHEMA_TYPES.get(self.kind, "Thing")


_SCHEMA_TYPES = {
    "instrument": "GovernmentService",
    "programme": "Thing",
    "actor": "Organization",
    "event": "Event",
    "document": "CreativeWork",
    "region": "AdministrativeArea",
    "country": "Country",
    "partnership": "Organization",
    "project": "ResearchProject",
    "dataset": "Dataset",
}


_SAME = frozenset({str(SKOS.exactMatch), str(OWL.sameAs)})


def _same(groups: Sequence[Linked]) -> Iterator[str]:
    for group in groups:
        if group.iri in _SAME:
            yield from (link.iri for link in group.links)
