"""Negation: what a question leaves out: "except training", "not for SMEs", "without a call".

"Not only for SMEs" leaves nothing out: it asks for those and others. "We are not an SME" says who
asks; what SMEs share with others stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from search.linking import Mention
from search.spoken import Spoken

# What can be denied by a bare "not"; names are left out by a word for "except" alone.
DENIED = frozenset("stage offer audience theme technology ket sector topic".split())
FAR = 6  # words between "not" and what it denies, behind the kind of thing that is listed
NEAR = 3  # words between "we are" and "not"
CLASSES = ("class-instrument", "class-area", "class-partnership")

How = Literal["not", "not-only", "self"]


@dataclass(frozen=True, slots=True)
class Negation:
    """A mention that is denied, how, and the words that say so."""

    mention: Mention
    how: How
    words: str

    @property
    def key(self) -> str:
        """What names this constraint when somebody takes it out."""
        return self.mention.node if self.how == "not-only" else f"not:{self.mention.node}"


def negations(spoken: Spoken, mentions: Sequence[Mention]) -> tuple[Negation, ...]:
    """Every mention of a question that is denied."""
    return tuple(found for m in mentions if (found := _negation(spoken, m)))


def _negation(spoken: Spoken, mention: Mention) -> Negation | None:
    first, last = spoken.at(mention.start), spoken.at(mention.end) - 1
    if first > last:
        return None
    only = spoken.introduced("only", first)
    if only is not None and spoken.ends("negation", only):
        return _told(spoken, mention, "not-only", only - spoken.ends("negation", only), last)
    return _excepted(spoken, mention, first, last) or _denied(spoken, mention, first, last)


def _excepted(spoken: Spoken, mention: Mention, first: int, last: int) -> Negation | None:
    start = spoken.introduced("except", first)
    if start is not None:
        return _told(spoken, mention, "not", start, last)
    behind = spoken.followed("except", last)
    return None if behind is None else _told(spoken, mention, "not", first, behind)


def _denied(spoken: Spoken, mention: Mention, first: int, last: int) -> Negation | None:
    start = spoken.introduced("negation", first)
    if start is not None and mention.kind in DENIED:
        how: How = "self" if _is_self(spoken, start) else "not"
        return _told(spoken, mention, how, start, last)
    if mention.kind in DENIED and (own := spoken.introduced("we-are", first)) is not None:
        # Slavic and Baltic languages say "we are not" in one word.
        denied = spoken.tokens[own].form.startswith(("ne", "ni", "не"))
        return _told(spoken, mention, "self", own, last) if denied else None
    start = next(_far(spoken, first), None)
    return None if start is None else _told(spoken, mention, "not", start, last)


def _is_self(spoken: Spoken, negator: int) -> bool:
    around = range(max(0, negator - NEAR), negator + 2)
    return any(spoken.says("we-are", index) for index in around)


def _far(spoken: Spoken, first: int) -> Iterator[int]:
    """Where "not" stands before a mention, behind what is listed: "areas that did not …"."""
    listed = [last for key in CLASSES for _, last in spoken.anywhere(key)]
    for index in range(first - 1, max(-1, first - 1 - FAR), -1):
        between = spoken.question[spoken.tokens[index].start : spoken.tokens[first].start]
        if any(mark in between for mark in ",;.!?") or spoken.says("and", index):
            return
        if spoken.says("negation", index) and any(last < index for last in listed):
            yield index


def _told(spoken: Spoken, mention: Mention, how: How, first: int, last: int) -> Negation:
    return Negation(mention, how, spoken.between(first, last))
