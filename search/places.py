"""Places in a question that no label names as it stands: NUTS codes, and "Slovenian" for Slovenia.

A code is read in capitals only. An adjective is a word that begins like a country's name; it
counts only where the question is about partnerships, since "Danish" may be a language too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.names import thing
from search.catalogue import Catalogue, Node
from search.linking import Mention
from search.spoken import Spoken
from search.text import fold

CODE = re.compile(r"(?<![\w-])[A-Z]{2}[0-9A-Z]{1,3}(?![\w-])", re.ASCII)
COUNTRY_CODE = re.compile(r"(?<![\w-])[A-Z]{2}(?![\w-])", re.ASCII)
LEAST, CUT, LONGER = 4, 3, 8  # letters of a stem, of an ending, of an adjective's ending
SURE = 5  # letters of a region's stem: there are more regions than countries
ABOUT_PARTNERSHIPS = ("class-partnership", "lead", "member")


@dataclass(frozen=True, slots=True)
class _Place:
    """A country or region, and what words for it begin with in one language."""

    node: Node
    stems: tuple[str, ...]


class Places:
    """Reads the places of one release."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Countries, and regions that are members of partnerships, are known by adjectives."""
        self._catalogue = catalogue
        regions = catalogue.of_kind("region")
        self._members = [r for r in regions if catalogue.sources(r.iri, "memberRegion")]
        self._countries = catalogue.of_kind("country")
        # Two threads may both find a language missing; they make the same.
        self._by_language: dict[str, tuple[_Place, ...]] = {}

    def of(self, spoken: Spoken) -> Iterator[Mention]:
        """Regions by codes; countries and member regions by adjectives and inflected names."""
        yield from self._codes(spoken)
        if any(spoken.inflects(key) for key in ABOUT_PARTNERSHIPS):
            for place in self._known(spoken):
                yield from _inflected(place, spoken)

    def _codes(self, spoken: Spoken) -> Iterator[Mention]:
        text = spoken.question
        if text.isupper() and len(spoken.tokens) > 2:
            return
        pattern = COUNTRY_CODE if spoken.anywhere("class-code") else None
        for match in (*CODE.finditer(text), *(pattern.finditer(text) if pattern else ())):
            node = self._catalogue.nodes.get(thing("region", match.group()))
            if node:
                yield _mention(node, match.start(), match.end(), spoken, 1.0)

    def _known(self, spoken: Spoken) -> tuple[_Place, ...]:
        if spoken.language not in self._by_language:
            self._by_language[spoken.language] = (
                *(_Place(node, _stems(node, LEAST, spoken)) for node in self._countries),
                *(_Place(node, _stems(node, SURE, spoken)) for node in self._members),
            )
        return self._by_language[spoken.language]


def _inflected(place: _Place, spoken: Spoken) -> Iterator[Mention]:
    """Words that begin like the name of a place; a region's has a capital."""
    for token in spoken.tokens:
        if not any(_begins(token.form, stem) for stem in place.stems):
            continue
        capital = spoken.question[token.start].isupper() or place.node.kind == "country"
        if capital and token.form not in spoken.small:
            yield _mention(place.node, token.start, token.end, spoken, 0.9)


def _mention(node: Node, start: int, end: int, spoken: Spoken, score: float) -> Mention:
    said, label = spoken.question[start:end], node.label("en")
    return Mention(node.iri, node.kind, score, start, end, said, label, exact=score == 1.0)


def _stems(place: Node, least: int, spoken: Spoken) -> tuple[str, ...]:
    names = {fold(place.label(code)) for code in (spoken.language, "en")}
    stems = {name[: max(least, len(name) - CUT)] for name in names if name.isalpha()}
    irregular = spoken.vocabulary.wordings(spoken.language, f"country-{place.slug}")
    long = {stem for stem in stems if len(stem) >= least}
    return tuple(sorted(long | {wording[0] for wording in irregular}))


def _begins(form: str, stem: str) -> bool:
    return form.startswith(stem) and len(form) - len(stem) <= LONGER
