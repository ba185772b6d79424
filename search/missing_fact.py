"""The missing fact: what is not known yet and would settle most of the open verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from search.answer import Reason, Result
from search.catalogue import Catalogue
from search.understanding import Understanding
from search.wording import Wording

# Criteria that the one who asks can settle; what the source leaves open, nobody here can.
ASKED = {
    "reserved": "ask-reserved",
    "milestone": "ask-milestone",
    "theme": "ask-matter",
    "technology": "ask-matter",
    "sector": "ask-matter",
    "topic": "ask-matter",
}
Missing = tuple[str, tuple[str, ...]]  # the phrase that asks for it, and what it is about
STAGE: Missing = ("ask-stage", ())


def next_question(
    understood: Understanding, results: Sequence[Result], catalogue: Catalogue, wording: Wording
) -> str | None:
    """The question whose answer settles most open verdicts; None where none is open."""
    if not results or results[0].verdict is None:
        return None  # a rule, a body or a fact was asked for
    missing = _most_settling(understood, results, catalogue)
    if missing is None:
        return None
    phrase, about = missing
    return wording.say(phrase, name=wording.all_of(about), who=wording.one_of(about))


def _most_settling(
    understood: Understanding, results: Sequence[Result], catalogue: Catalogue
) -> Missing | None:
    """Verdicts that a fact settles alone count before those that wait for others too."""
    alone: Counter[Missing] = Counter()
    together: Counter[Missing] = Counter()
    for result in results:
        still_open = list(dict.fromkeys(_open(result, understood, catalogue)))
        together.update(still_open)
        alone.update(still_open if len(still_open) == 1 else ())
    ordered = sorted(together, key=lambda fact: (-alone[fact], -together[fact], fact))
    return ordered[0] if ordered else None


def _open(result: Result, understood: Understanding, catalogue: Catalogue) -> Iterator[Missing]:
    """What a verdict still depends on: its open criteria, and a stage that nobody gave."""
    if result.verdict not in {"fits", "fits-if"}:
        return
    if not understood.stages and not understood.names:
        yield from (STAGE for _ in catalogue.targets(result.iri, "supportsStage"))
    yield from (_missing(r) for r in result.reasons if r.outcome == "open" and r.criterion in ASKED)


def _missing(reason: Reason) -> Missing:
    return ASKED[reason.criterion], tuple(sorted(reason.about))
