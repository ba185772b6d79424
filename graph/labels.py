"""What things are called, read from the store and remembered: every page names the same few."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.names import DCT, RDFS, SKOS

__all__ = ["Labels"]

_PREFERRED: Final = NamedNode(str(SKOS.prefLabel))
_NAMING: Final = (
    _PREFERRED,
    *(NamedNode(str(term)) for term in (RDFS.label, DCT.title)),
)
_REMEMBERED: Final = 8_192  # names of each sort, of about 400 bytes


class Labels:
    """The labels of a release; safe to share between threads."""

    def __init__(self, store: Store) -> None:
        """Nothing is read yet."""
        self._store = store
        self._preferred = lru_cache(_REMEMBERED)(self._read_preferred)
        self._naming = lru_cache(_REMEMBERED)(self._read_naming)

    def preferred(self, iri: str, language: str) -> Literal | None:
        """The preferred label in a language, else in English; None where there is neither."""
        return self._preferred(iri, language)

    def naming(self, thing: NamedNode) -> tuple[Quad, ...]:
        """Statements that name it, by any property, in English or without a language."""
        return self._naming(thing)

    def _read_preferred(self, iri: str, language: str) -> Literal | None:
        found = {
            quad.object.language: quad.object
            for quad in self._store.stated(NamedNode(iri), _PREFERRED)
            if isinstance(quad.object, Literal)
        }
        return found.get(language) or found.get("en")

    def _read_naming(self, thing: NamedNode) -> tuple[Quad, ...]:
        return tuple(
            quad
            for naming in _NAMING
            for quad in self._store.stated(thing, naming)
            if isinstance(quad.object, Literal) and quad.object.language in (None, "en")
        )
