"""Lists: what kind of thing a question wants all of: "list all instruments", "how many areas"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from search.spoken import Spoken

KINDS = {
    "class-instrument": "instrument",
    "class-area": "theme",
    "class-partnership": "partnership",
}
ASKING = ("list", "how-many", "which")
NEAR = 3  # words between "how many" and what is counted
THERE = ("thematic", "exist")  # what is said beside the kind of thing: "which areas exist"
OWN = (
    *KINDS,
    *ASKING,
    *THERE,
    *("except", "negation", "only", "and", "year", "euro", "lead", "member", "ends"),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of thing of which all are wanted.

    `asked`: by "list", "how-many" or "which", or not in words at all ("instruments without …").
    `unexplained`: words of the question that nothing accounts for.
    """

    kind: str
    asked: str
    unexplained: int


def listing(
    spoken: Spoken,
    explained: Collection[tuple[int, int]],
    offered: Collection[int] = (),
) -> Listing | None:
    """What is to be listed; `explained`: stretches of the text that are constraints.

    `offered`: where kinds of offer with a limit begin; "grants over …" asks for instruments.
    """
    for key, kind in KINDS.items():
        for first, _ in spoken.anywhere(key):
            start = spoken.tokens[first].start
            if any(s <= start < e for s, e in explained):
                continue
            asked = _asked(spoken, first)
            if asked or first <= 1:
                return Listing(kind, asked, _unexplained(spoken, explained))
    for start in sorted(offered):
        first = spoken.at(start)
        asked = _asked(spoken, first)
        if asked or not first:
            return Listing("instrument", asked, _unexplained(spoken, explained))
    return None


def _asked(spoken: Spoken, first: int) -> str:
    for back in range(1, NEAR + 1):
        for key in ASKING:
            if spoken.ends(key, first - back + 1):
                return key
    return ""


def _unexplained(spoken: Spoken, explained: Collection[tuple[int, int]]) -> int:
    own = {i for key in OWN for first, last in spoken.anywhere(key) for i in range(first, last + 1)}
    own |= {i for i, t in enumerate(spoken.tokens) if _is_form(spoken, t.form)}
    return sum(
        index not in own
        and not spoken.is_small(index)
        and not any(start <= token.start < end for start, end in explained)
        for index, token in enumerate(spoken.tokens)
    )


def _is_form(spoken: Spoken, form: str) -> bool:
    return any(spoken.grammar.inflected(key, form) for key in (*KINDS, *THERE))
