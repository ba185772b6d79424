"""References in the fact files, such as ``actor/jrc`` or ``audience/aud-smes``, as IRIs."""

from __future__ import annotations

from ingest.sources.fact_file import Entry
from ontology.names import concept, thing

SCHEMES = frozenset(
    "stage theme technology ket audience sector topic offer milestone measure firmness reading"
    " fact degree".split()
)
THINGS = frozenset(
    "instrument platform actor programme rule event document resource figure requirement".split()
)
_SCHEME_OF_PREFIX = {
    "aud": "audience",
    "tech": "technology",
    "sector": "sector",
    "topic": "topic",
    "theme": "theme",
    "phase": "stage",
}


def iri_of(entry: Entry, reference: str) -> str:
    """IRI of ``kind/slug``, be it a thing or a concept of a scheme."""
    kind, _, slug = reference.partition("/")
    if slug and kind in SCHEMES:
        return concept(kind, slug)
    if slug and kind in THINGS:
        return thing(kind, slug)
    known = ", ".join(sorted(SCHEMES | THINGS))
    raise entry.error(f"{reference!r} must be kind/slug with one of the kinds {known}")


def concept_of(entry: Entry, slug: str) -> str:
    """IRI of a concept whose slug tells its scheme: aud-smes, tech-iot, phase-2."""
    scheme = _SCHEME_OF_PREFIX.get(slug.partition("-")[0])
    if scheme is None:
        known = ", ".join(f"{prefix}-" for prefix in _SCHEME_OF_PREFIX)
        raise entry.error(f"{slug!r} must start with one of {known}")
    return concept(scheme, slug)
