"""Exclusion: the things that have what is not wanted, by the paths of the receipt."""

from __future__ import annotations

from collections.abc import Iterable

from search.catalogue import Catalogue

# From a thing to what it has; the property path in receipt.rq says the same.
DIRECT = (
    "supportsStage",
    "audience",
    "appliesTechnology",
    "establishedUnder",
    "managedBy",
    "coProvider",
    "fundedBy",
    "fundedUnder",
    "underProgramme",
)
VIA = (("offers", "type"), ("hasEligibility", "reservedFor"))


def having(node: str, catalogue: Catalogue) -> set[str]:
    """Things that have a stage, audience, technology, kind of offer or body, and the node itself.

    What our relevance table links to a concept counts too.
    """
    found = {node}
    for predicate in DIRECT:
        found.update(catalogue.sources(node, predicate))
    for first, second in VIA:
        for middle in catalogue.sources(node, second):
            found.update(catalogue.sources(middle, first))
    found.update(link.thing for link in catalogue.links.get(node, ()) if ":" in link.path)
    return found


def excluded(unwanted: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """Things that have any of these."""
    return frozenset(thing for node in unwanted for thing in having(node, catalogue))
