"""The texts about each entity that can be a result: what simple searches have to go by.

They are the texts that the engine goes by too: names, descriptions and what is stated about an
entity. Wordings of needs come with the entities they lead to only where that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from search.catalogue import GAIN, Catalogue, Text
from search.evaluation import TYPES

ROLES = frozenset({"label", "synonym", "description", "statement"})
# Kinds of nodes that say something about an entity, and the edges that lead to it.
PARTS = frozenset({"statement", "figure", "requirement", "offering", "resource"})
TOWARDS = ("about", "^offers", "^hasFigure", "^hasEligibility", "keptBy")


class Origin(StrEnum):
    """Where a text comes from: the entity itself, what is stated about it, a need it meets."""

    OWN = "own"
    PART = "part"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class EntityText:
    """One text about an entity."""

    slug: str
    language: str
    text: str
    origin: Origin = Origin.OWN


@dataclass(frozen=True, slots=True)
class Passages:
    """Texts to search, and beside each the number of the entity it is about."""

    texts: list[str]
    owners: list[int]


class Corpus:
    """Texts by entity; entities are numbered in the order of their slugs."""

    def __init__(self, texts: Iterable[EntityText]) -> None:
        """Equal texts of an entity count once."""
        self.texts = tuple(dict.fromkeys(texts))
        self.slugs = tuple(sorted({text.slug for text in self.texts}))
        self._number = {slug: i for i, slug in enumerate(self.slugs)}

    def wholes(self, *, english: bool = False) -> list[str]:
        """One long text per entity, of all languages or of English ones alone."""
        lines: list[dict[str, None]] = [{} for _ in self.slugs]
        for text in self.texts:
            if not english or text.language == "en":
                lines[self._number[text.slug]].setdefault(text.text)
        return [". ".join(own) or slug for own, slug in zip(lines, self.slugs, strict=True)]

    def sentences(self) -> Passages:
        """English texts sentence by sentence, and the wordings of needs in all languages."""
        kept = (t for t in self.texts if t.language == "en" or t.origin is Origin.NEED)
        return self._passages((text, part) for text in kept for part in _SENTENCE.split(text.text))

    def literals(self) -> Passages:
        """What is said of the entities themselves, each literal whole, in all languages."""
        own = (text for text in self.texts if text.origin is Origin.OWN)
        return self._passages((text, text.text) for text in own)

    def _passages(self, rows: Iterable[tuple[EntityText, str]]) -> Passages:
        found = dict.fromkeys((part, self._number[text.slug]) for text, part in rows)
        return Passages([text for text, _ in found], [owner for _, owner in found])


def corpus_of(catalogue: Catalogue, *, needs: bool = False) -> Corpus:
    """The texts about the graded entities; `needs`: also those of the needs they answer."""
    return Corpus(found for text in catalogue.texts for found in _texts(catalogue, text, needs))


_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def _texts(catalogue: Catalogue, text: Text, needs: bool) -> Iterator[EntityText]:
    if text.role not in ROLES:
        return
    if text.kind in TYPES:
        yield EntityText(catalogue.nodes[text.node].slug, text.language, text.text)
    elif text.kind in PARTS:
        for slug in _entities(catalogue, _owners(catalogue, text.node)):
            yield EntityText(slug, text.language, text.text, Origin.PART)
    elif needs and text.kind == "need":
        links = catalogue.links.get(text.node, ())
        met = [link.thing for link in links if link.gain == GAIN["direct"]]
        for slug in _entities(catalogue, met):
            yield EntityText(slug, text.language, text.text, Origin.NEED)


def _owners(catalogue: Catalogue, node: str) -> Iterator[str]:
    return (owner for predicate in TOWARDS for owner in catalogue.targets(node, predicate))


def _entities(catalogue: Catalogue, nodes: Iterable[str]) -> list[str]:
    known = (catalogue.nodes[iri] for iri in nodes if iri in catalogue.nodes)
    return sorted({node.slug for node in known if node.kind in TYPES})
