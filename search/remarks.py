"""Remarks: what is said beside an answer, and what it would help to know."""

from __future__ import annotations

from collections.abc import Sequence

from search.answer import Direct, Result
from search.phrasebook import Phrasebook
from search.responding import Fact, Responder
from search.understanding import Understanding


class Remarks:
    """Words notes and the next question."""

    def __init__(self, responder: Responder, phrases: Phrasebook) -> None:
        """`responder` words the facts that the source is silent about."""
        self._responder = responder
        self._phrases = phrases

    def notes(
        self,
        understood: Understanding,
        facts: Sequence[Fact],
        answered: bool,
        told: Direct | None,
    ) -> tuple[str, ...]:
        """What the reader should know: language, numbering of stages, silence, missing parts."""
        notes = []
        if told is not None and told.language != understood.language:
            notes.append(self._say(understood, "in-english"))
        if understood.unknown_stage is not None:
            notes.append(f"There is no stage {understood.unknown_stage}: the source numbers four.")
        elif understood.stages and any(c.isdigit() for s in understood.stages for c in s.words):
            notes.append(
                "Stages are numbered as the source's four headings; its text says three phases."
            )
        if not answered:
            silent = next((f for f in facts if f.kind == "absence" and f.asked), None)
            notes.append(self._say(understood, "source-silent" if silent else "not-covered"))
            if silent:
                notes.append(self._responder.words(silent))
        if understood.nearness.vector is None:
            notes.append("Searched by words and the graph alone: the encoder is missing.")
        return tuple(notes)

    def next_question(self, understood: Understanding, results: Sequence[Result]) -> str | None:
        """The one missing fact that would settle most open verdicts."""
        still_open: dict[str, int] = {}
        for reason in (r for result in results for r in result.reasons if r.outcome == "open"):
            still_open[reason.text] = still_open.get(reason.text, 0) + 1
        if not understood.stages and len(results) > 3 and understood.concepts:
            return self._say(understood, "next-question")
        if not still_open:
            return None
        open_point = max(sorted(still_open), key=lambda text: still_open[text])
        return f"{self._say(understood, 'fits-if')}: {open_point.removeprefix('if ')}?"

    def _say(self, understood: Understanding, key: str) -> str:
        return self._phrases.say(understood.language, key)
