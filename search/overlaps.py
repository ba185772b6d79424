"""Overlaps: of the mentions in a question, those that are no part of another."""

from __future__ import annotations

from collections.abc import Sequence

from search.linking import INFLECTED, PLACES, Mention, same_stem
from search.text import words

NAMED = frozenset("instrument platform actor programme rule event resource".split())
CONCEPTS = frozenset("theme technology ket audience sector topic".split())
SCATTERED = 0.7  # score of a mention below which other words stand among its own


def once(mentions: Sequence[Mention]) -> list[Mention]:
    """The surest mention of each node."""
    best: dict[str, Mention] = {}
    for mention in mentions:
        best.setdefault(mention.node, mention)
    return list(best.values())


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Without the mentions inside a longer one; a sure name and a place yield to few."""
    return [m for m in mentions if not any(_yields(m, other) for other in mentions)]


def longest(cues: Sequence[Mention]) -> list[Mention]:
    """Cues that are no part of a longer one: "how many" is nothing in "how many people work"."""
    return [cue for cue in cues if not any(inside(cue, other) for other in cues)]


def inside(inner: Mention, outer: Mention) -> bool:
    """True for a stretch that is a part of another and shorter."""
    within = outer.start <= inner.start and inner.end <= outer.end
    return within and (inner.end - inner.start) < (outer.end - outer.start)


def _yields(inner: Mention, outer: Mention) -> bool:
    """A place is part of a longer name or exact wording only, an exact name of one as exact."""
    if not inside(inner, outer):
        return False
    if inner.kind in PLACES:
        return outer.kind in NAMED | PLACES or outer.exact
    scattered = outer.score < SCATTERED and inner.score >= INFLECTED
    if inner.kind in CONCEPTS and scattered and _strange(inner, outer):
        return False  # "regions are in the textile partnership" names textile beside regions
    return not (inner.kind in NAMED and inner.exact and inner.score > outer.score)


def _strange(inner: Mention, outer: Mention) -> bool:
    """True when a word of the one is no part of the other's name, and only stands between."""
    named = words(outer.label)
    return not all(any(same_stem(word, own) for own in named) for word in words(inner.words))
