"""Places in a question that no label names as it stands: NUTS codes, and "Slovenian" for Slovenia.

A code is read in capitals only. An adjective is a word that begins like a country's name; it
counts only where the question is about partnerships, since "Danish" may be a language too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def places(spoken: Spoken, catalogue: Catalogue) -> Iterator[Mention]:
    """Regions by their codes; countries and member regions by adjectives and inflected names."""
    yield from _codes(spoken, catalogue)
    if any(spoken.inflects(key) for key in ABOUT_PARTNERSHIPS):
        members = [
            r for r in catalogue.of_kind("region") if catalogue.sources(r.iri, "memberRegion")
        ]
        for country in catalogue.of_kind("country"):
            yield from _inflected(country, LEAST, spoken)
        for region in members:
            yield from _inflected(region, SURE, spoken)


def _codes(spoken: Spoken, catalogue: Catalogue) -> Iterator[Mention]:
    if spoken.question.isupper() and len(spoken.tokens) > 2:
        return
    pattern = COUNTRY_CODE if spoken.anywhere("class-code") else None
    for match in (*CODE.finditer(spoken.question), *_all(pattern, spoken.question)):
        iri, said = thing("region", match.group()), match.group()
        if iri in catalogue.nodes:
            label = catalogue.nodes[iri].label("en")
            yield Mention(iri, "region", 1.0, match.start(), match.end(), said, label, exact=True)


def _all(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(text) if pattern else iter(())


def _inflected(place: Node, least: int, spoken: Spoken) -> Iterator[Mention]:
    """Words that begin like the name of a place; a region's has a capital."""
    stems = _stems(place, least, spoken)
    for token in spoken.tokens:
        said = spoken.question[token.start : token.end]
        small = token.form in spoken.small or (place.kind == "region" and not said[0].isupper())
        if not small and any(_begins(token.form, stem) for stem in stems):
            label = place.label("en")
            start, end = token.start, token.end
            yield Mention(place.iri, place.kind, 0.9, start, end, said, label, exact=False)


def _stems(place: Node, least: int, spoken: Spoken) -> set[str]:
    names = {fold(place.label(code)) for code in (spoken.language, "en")}
    stems = {name[: max(least, len(name) - CUT)] for name in names if name.isalpha()}
    irregular = spoken.vocabulary.wordings(spoken.language, f"country-{place.slug}")
    return {*(stem for stem in stems if len(stem) >= least), *(wording[0] for wording in irregular)}


def _begins(form: str, stem: str) -> bool:
    return form.startswith(stem) and len(form) - len(stem) <= LONGER
