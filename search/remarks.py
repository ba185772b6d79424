"""Remarks: what is said beside an answer, and what it would help to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from babel.dates import format_date

from search.answer import Direct, Result, Sentence
from search.catalogue import Catalogue
from search.limits import amount_label
from search.missing_fact import next_question
from search.responding import Fact, Responder
from search.stated import Stated
from search.understanding import Understanding
from search.wording import Wording, Wordings

NEARBY = 2  # facts told where the source does not say what was asked


class Remarks:
    """Words the notes to an answer."""

    def __init__(self, catalogue: Catalogue, responder: Responder, wordings: Wordings) -> None:
        """`responder` words the facts that the source is silent about."""
        self._catalogue = catalogue
        self._responder = responder
        self._wordings = wordings
        self._stated = Stated.of(catalogue)

    def notes(
        self, understood: Understanding, answered: bool, told: Direct | None
    ) -> tuple[str, ...]:
        """What the reader should know: language, numbering of stages, missing parts.

        `told`: the answer, or that the source is silent.
        """
        wording = self._wordings.of(understood.language)
        return tuple(self._notes(understood, answered, told, wording))

    def silence(self, understood: Understanding, facts: Sequence[Fact]) -> Direct | None:
        """That the source does not say what was asked of a named thing, and what it does say."""
        named = {mention.node for mention in understood.names}
        missing = (f for f in facts if f.kind == "absence" and f.asked and f.about in named)
        silent = next(missing, None)
        if silent is None:
            return None
        wording = self._wordings.of(understood.language)
        stated = (f for f in facts if f.about == silent.about and f.kind != "absence")
        nearby = tuple(stated)[:NEARBY]
        return Direct.of(
            self._silent(silent, nearby, wording),
            wording.language,
            (e for fact in nearby for e in self._responder.evidence(fact.node)),
        )

    def next_question(self, understood: Understanding, results: Sequence[Result]) -> str | None:
        """The one missing fact that would settle most open verdicts, as a question."""
        wording = self._wordings.of(understood.language)
        return next_question(understood, results, self._catalogue, wording)

    def _silent(self, silent: Fact, nearby: Sequence[Fact], wording: Wording) -> Iterator[Sentence]:
        yield from self._responder.words(silent, wording)
        if nearby:
            yield Sentence(wording.say("nearby"), wording.language)
        for fact in nearby:
            yield from self._responder.words(fact, wording)

    def _notes(
        self, understood: Understanding, answered: bool, told: Direct | None, wording: Wording
    ) -> Iterator[str]:
        if not answered:
            yield wording.say("source-silent" if told else "not-covered")
        if told is not None and told.language != understood.language:
            yield wording.say("in-english")
        yield from self._about_stages(understood, wording)
        yield from self._about_limits(understood, wording)
        if understood.nearness.vector is None:
            yield wording.say("no-encoder")

    def _about_stages(self, understood: Understanding, wording: Wording) -> Iterator[str]:
        if understood.unknown_stage is not None:
            known = len(self._catalogue.of_kind("stage"))
            yield wording.say("no-stage", number=understood.unknown_stage, count=known)
        elif any(c.isdigit() for stage in understood.stages for c in stage.words):
            yield wording.say("two-readings")

    def _about_limits(self, understood: Understanding, wording: Wording) -> Iterator[str]:
        """That nothing is known of today, and which sums no source states."""
        if understood.today and self._stated.as_of:
            day = format_date(self._stated.as_of, "long", understood.language)
            yield wording.say("as-of-all", date=day)
        for amount in understood.amounts:
            if not self._stated.meeting(amount):
                yield wording.say("no-sum", sum=amount_label(amount))
