"""Wording: phrases, names and lists in the language of one question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from babel.lists import format_list

from search.catalogue import Catalogue
from search.phrasebook import Phrasebook


@dataclass(frozen=True, slots=True)
class Wording:
    """Says things in one language, one of the 24; what has no name there is named in English."""

    language: str
    phrases: Phrasebook
    catalogue: Catalogue

    def say(self, key: str, **values: object) -> str:
        """A phrase with its places filled in."""
        return self.phrases.say(self.language, key, **values)

    def name(self, node: str) -> str:
        """What a node is called; the end of its IRI where it has no name."""
        known = self.catalogue.nodes.get(node)
        return known.label(self.language) if known else node.rsplit("/", 1)[-1]

    def one_of(self, nodes: Iterable[str]) -> str:
        """Names of which one is enough: "A, B or C"."""
        return self._listed(nodes, "or")

    def all_of(self, nodes: Iterable[str]) -> str:
        """Names that go together: "A, B and C"."""
        return self._listed(nodes, "standard")

    def _listed(self, nodes: Iterable[str], style: Literal["or", "standard"]) -> str:
        names = list(dict.fromkeys(self.name(node) for node in nodes))
        return format_list(names, style, self.language) if names else ""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of one release in all languages."""

    phrases: Phrasebook
    catalogue: Catalogue

    def of(self, language: str) -> Wording:
        """How things are said in one language."""
        return Wording(language, self.phrases, self.catalogue)
