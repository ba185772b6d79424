"""One thing and what is stated of it, read from the store as it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.store import Store, Term
from graph.terms import Literal, NamedNode

__all__ = ["Resource"]


@dataclass(frozen=True)
class Resource:
    """A thing of the default graph; what was read of it is kept, so don't keep it for long.

    It takes look-ups in place of queries: planning a query takes longer than most pages.
    """

    store: Store
    iri: str
    _read: dict[str, Sequence[Term]] = field(default_factory=dict)

    @cached_property
    def values(self) -> Mapping[str, Sequence[Term]]:
        """All its values by property, in the order of the store; empty for what is unknown.

        Most of them are names in many languages: ask for single properties where few are wanted.
        """
        found: dict[str, list[Term]] = {}
        for quad in self.store.stated(NamedNode(self.iri)):
            if isinstance(quad.object, Term):
                found.setdefault(quad.predicate.value, []).append(quad.object)
        return found

    def all(self, prop: str) -> Sequence[Term]:
        """All values of a property."""
        if "values" in self.__dict__:
            return self.values.get(prop, [])
        if prop not in self._read:
            quads = self.store.stated(NamedNode(self.iri), NamedNode(prop))
            self._read[prop] = [quad.object for quad in quads if isinstance(quad.object, Term)]
        return self._read[prop]

    def text(self, prop: str) -> str:
        """A value of a property as text, '' where there is none."""
        return next((term.value for term in self.all(prop)), "")

    def english(self, prop: str) -> str:
        """Its English text, '' where there is none."""
        texts = (term for term in self.all(prop) if isinstance(term, Literal))
        return next((text.value for text in texts if text.language == "en"), "")

    def iris(self, prop: str) -> list[str]:
        """The things that a property leads to, sorted."""
        return sorted(term.value for term in self.all(prop) if isinstance(term, NamedNode))
