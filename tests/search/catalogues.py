"""A catalogue of two instruments, what is said about them, and a need that one of them meets."""

from __future__ import annotations

from search.catalogue import Catalogue, Link, Node, Text

BASE = "https://example.org/"
HUBS, PATENTS = f"{BASE}id/instrument/hubs", f"{BASE}id/instrument/patents"
MONEY, COPYING = f"{BASE}id/figure/money", f"{BASE}concept/need/copying"
PRINTING = f"{BASE}concept/technology/printing"


def small_catalogue() -> Catalogue:
    """See the module."""
    return Catalogue(
        nodes={iri: Node(iri, kind, {"en": name}) for iri, kind, name in _NODES},
        texts=tuple(Text(*row) for row in _TEXTS),
        links={COPYING: (Link(COPYING, PATENTS, 3.0, "x"), Link(COPYING, HUBS, 1.0, "x"))},
        edges={MONEY: {"about": (HUBS,)}},
    )


_NODES = [
    (HUBS, "instrument", "Digital hubs"),
    (PATENTS, "instrument", "Patent help"),
    (MONEY, "figure", "money of the hubs"),
    (COPYING, "need", "keep others from copying"),
    (PRINTING, "technology", "3D printing"),
]
_TEXTS = [
    (HUBS, "instrument", "en", "label", "Digital hubs"),
    (HUBS, "instrument", "de", "label", "Digitale Zentren"),
    (HUBS, "instrument", "en", "description", "Hubs test machines. They know 3D printing."),
    (HUBS, "instrument", "en", "cue", "hubz"),
    (PATENTS, "instrument", "en", "label", "Patent help"),
    (MONEY, "figure", "en", "statement", "EUR 20 million for centres"),
    (COPYING, "need", "en", "label", "keep others from copying"),
    (COPYING, "need", "fi", "label", "suojata keksintö"),
    (PRINTING, "technology", "en", "label", "3D printing"),
    (PRINTING, "technology", "en", "synonym", "additive manufacturing"),
    (PRINTING, "technology", "sv", "synonym", "additiv tillverkning"),
]
