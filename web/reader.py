"""The graph as the reader of one page sees it: in their language, each thing read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graph.release import Release
from graph.resource import Resource
from graph.terms import NamedNode
from web.entity_view import Link
from web.links import readable

__all__ = ["FormatNumber", "Reader"]

FormatNumber = Callable[[object], str]


@dataclass(frozen=True, slots=True)
class Reader:
    """Names are those of ``language``, else English; ``number`` writes numbers as readers do."""

    release: Release
    language: str
    number: FormatNumber = str
    _read: dict[str, Resource] = field(default_factory=dict)

    def resource(self, iri: str) -> Resource:
        """A thing with all that is stated of it."""
        found = self._read.get(iri)
        if found is None:
            found = self._read[iri] = Resource(self.release.store, iri)
        return found

    def leading(self, prop: str, iri: str) -> list[str]:
        """IRIs of the things that a property leads from to this one, sorted."""
        found = self.release.store.stated(None, NamedNode(prop), NamedNode(iri))
        return sorted(quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))

    def link(self, iri: str) -> Link:
        """A link to a thing; words of its IRI name what has no label."""
        label = self.release.labels.preferred(iri, self.language)
        if label is None:
            return Link(iri, readable(iri))
        return Link(iri, label.value, label.language or "")

    def first(self, thing: Resource, prop: str) -> Link | None:
        """A link to the first thing that a property leads to, None where there is none."""
        return next((self.link(iri) for iri in thing.iris(prop)), None)

    def links(self, iris: Iterable[str]) -> tuple[Link, ...]:
        """Links to things, ours first, by name."""
        links = (self.link(iri) for iri in dict.fromkeys(iris))
        return tuple(sorted(links, key=lambda link: (not link.is_ours, link.label)))
