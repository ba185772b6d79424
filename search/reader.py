"""Reads questions: links names and numbers in them, and retrieves the wordings they are near to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ontology.names import concept
from search.amounts import amounts
from search.catalogue import Catalogue
from search.dates import asks_of_today, periods
from search.limits import TODAY
from search.linking import INFLECTED, Linker, Mention
from search.listing import listing
from search.negation import negations
from search.overlaps import NAMED, inside, longest, once, outermost
from search.places import Places
from search.retrieval import Retriever
from search.spoken import Grammar, Spoken
from search.stages import stage_numbers
from search.text import words
from search.understanding import Understanding
from search.vocabulary import Vocabulary

STAGES = 4
STORY = 25  # words: somebody who tells that much asks for help, not for a fact
ASKED = (
    "lead member ends how-many list which we-are which-support class-instrument class-area"
    " class-partnership class-region class-country class-code number-2 number-3 number-4 number-5"
).split()
TEARING = ("class-instrument", "class-area", "lead")  # said between words, they name something
DEFINITION = concept("fact", "definition")
BODIES = frozenset(["manager", "partner-body", "programme"])
BODY = 2.9  # standard deviations
LIKELY, CLEAR, MARGIN = 1.5, 3.2, 0.7  # standard deviations over the kinds of fact


class Reader:
    """Reads questions with the names, wordings and vocabulary of one release."""

    def __init__(
        self,
        catalogue: Catalogue,
        linker: Linker,
        retriever: Retriever,
        vocabulary: Vocabulary,
        stop_words: Mapping[str, frozenset[str]],
    ) -> None:
        """All parts belong to the same release."""
        self._catalogue = catalogue
        self._linker = linker
        self._retriever = retriever
        self._vocabulary = vocabulary
        self._stop_words = stop_words
        self._places = Places(catalogue)
        self._grammars: dict[str, Grammar] = {}

    @property
    def by_meaning(self) -> bool:
        """False when questions are read without an encoder."""
        return self._retriever.by_meaning

    def read(self, question: str, language: str, without: Collection[str] = ()) -> Understanding:
        """Understand a cleaned question; nodes in `without` were removed by the user."""
        spoken = Spoken(question, self._grammar(language))
        linked = [*self._linker.mentions(question, [language]), *self._places.of(spoken)]
        found = [m for m in linked if m.node not in without]
        kept = once(outermost(_whole([m for m in found if m.kind != "fact"], spoken)))
        kept = _without_areas(kept, spoken)
        sums = amounts(spoken)
        names = [m for m in kept if m.kind in NAMED]
        times = periods(
            spoken, [*((s.start, s.end) for s in sums), *((n.start, n.end) for n in names)]
        )
        numbered, unknown = self._numbered(question, language)
        stages = [m for m in (*numbered, *_stage_names(kept, numbered)) if m.node not in without]
        denied = negations(spoken, [*kept, *stages])
        gone = {n.mention.node for n in denied if n.how != "not-only"}
        kept = [m for m in kept if m.node not in gone]
        stages = [m for m in stages if m.node not in gone]
        explained = [(m.start, m.end) for m in (*kept, *stages, *(n.mention for n in denied))]
        explained += [*((a.start, a.end) for a in sums), *((t.start, t.end) for t in times)]
        vector = self._retriever.vector(question)
        near = self._retriever.near(question, vector, [language])
        hits = tuple(hit for hit in near.hits if hit.node not in without)
        cues = longest([m for m in found if m.kind == "fact"])
        rest = _without_names(question, [m for m in kept if m.kind in NAMED | {"theme"}])
        # A cue in its very words tells the kind of fact; only without one is it worth encoding.
        plain = rest == question or any(cue.score == 1.0 for cue in cues)
        nameless = vector if plain else self._retriever.vector(rest)
        near_kinds = self._retriever.kinds_of_fact(nameless, [language])
        told = len(words(question)) > STORY and not any(m.kind in NAMED for m in kept)
        asked = [] if told else self._asked(cues, near_kinds)
        return Understanding(
            question=question,
            language=language,
            mentions=tuple(m for m in kept if m.kind != "stage"),
            stages=tuple(stages),
            nearness=replace(near, hits=hits),
            facts=tuple(m for m in asked if m.node not in without),
            forms=tuple(words(question)),
            unknown_stage=unknown,
            amounts=tuple(s for s in sums if s.key not in without),
            periods=tuple(t for t in times if t.key not in without),
            today=_today(spoken) if TODAY not in without else "",
            negations=tuple(n for n in denied if n.key not in without),
            listing=listing(spoken, explained, _offers(kept) if sums else ()),
            said=frozenset(key for key in ASKED if _says(spoken, key)),
        )

    def _grammar(self, language: str) -> Grammar:
        # Two threads may both find it missing; they make the same.
        if language not in self._grammars:
            small = self._stop_words.get(language, frozenset())
            self._grammars[language] = Grammar(language, self._vocabulary, small)
        return self._grammars[language]

    def _asked(self, cues: Sequence[Mention], near: dict[str, float]) -> list[Mention]:
        """Kinds of fact asked for: by the cue's very words, or clearly nearest in meaning."""
        said = [cue for cue in cues if cue.score == 1.0 or near.get(cue.node, 0.0) >= LIKELY]
        first, second = [*sorted(near, key=lambda n: -near[n])[:2], "", ""][:2]
        clear = first and near[first] >= CLEAR and near[first] - near.get(second, 0.0) >= MARGIN
        # A body or a programme is asked for in many ways, and hardly ever by mistake.
        clear = clear or (first.rsplit("/", 1)[-1] in BODIES and near[first] >= BODY)
        # "What is the budget of …" asks for the budget, not for what the thing is.
        said = [cue for cue in said if len(said) == 1 or cue.node != DEFINITION]
        if not clear or first in {cue.node for cue in said}:
            return said
        label = self._catalogue.nodes[first].label("en")
        return [Mention(first, "fact", 1.0, 0, 0, label, label, exact=False), *said]

    def _numbered(self, question: str, language: str) -> tuple[list[Mention], int | None]:
        numbers = stage_numbers(question, language, self._vocabulary)
        known = [n for n in numbers if 1 <= n.number <= STAGES]
        beyond = next((n.number for n in numbers if not 1 <= n.number <= STAGES), None)
        return [self._stage(n.number, n.start, n.end, n.words) for n in known], beyond

    def _stage(self, number: int, start: int, end: int, said: str) -> Mention:
        iri = concept("stage", f"phase-{number}")
        label = self._catalogue.nodes[iri].label("en") if iri in self._catalogue.nodes else said
        return Mention(iri, "stage", 1.0, start, end, said, label, exact=True)


def _says(spoken: Spoken, key: str) -> bool:
    """Polish "jest" is a form of "jestem", but "is" is not "we are"."""
    return bool(spoken.anywhere(key)) if key == "we-are" else spoken.inflects(key)


def _offers(kept: Sequence[Mention]) -> list[int]:
    return [mention.start for mention in kept if mention.kind == "offer"]


def _today(spoken: Spoken) -> str:
    """The word that asks for the present, as it stands in the question."""
    place = asks_of_today(spoken)
    return spoken.question[slice(*place)] if place else ""


def _stage_names(kept: Sequence[Mention], numbered: Sequence[Mention]) -> list[Mention]:
    """A stage called by its content, when no number says which one is meant."""
    named = [m for m in kept if m.kind == "stage" and m.score > 0.85 and len(m.words.split()) > 1]
    return [] if numbered else named[:1]


def _whole(mentions: Sequence[Mention], spoken: Spoken) -> list[Mention]:
    """Without those that words of asking tear apart, round something said for sure.

    "List all instruments for managing authorities" names no list of managing authorities.
    """
    sure = [m for m in mentions if m.score >= INFLECTED]
    return [
        m
        for m in mentions
        if m.exact or not (_torn(m, spoken) and any(inside(other, m) for other in sure))
    ]


def _without_areas(kept: Sequence[Mention], spoken: Spoken) -> list[Mention]:
    """Without regions as audience, where the word for them means areas, as in Greek or Finnish."""
    origin = any(m.kind in {"actor", "programme"} for m in kept)
    if not (origin or spoken.inflects("thematic")):
        return list(kept)
    stretches = [(spoken.tokens[a].start, spoken.tokens[b].end) for a, b in _areas(spoken)]
    return [
        m
        for m in kept
        if m.kind != "audience" or not any(s <= m.start and m.end <= e for s, e in stretches)
    ]


def _areas(spoken: Spoken) -> list[tuple[int, int]]:
    """Where areas are asked for."""
    found = spoken.anywhere("class-area")
    return [(a, b) for a, b in found if any(spoken.ends(k, a) for k in ("which", "how-many"))]


def _torn(mention: Mention, spoken: Spoken) -> bool:
    own = words(mention.label)
    return any(
        not any(spoken.tokens[index].form == form for form in own)
        and any(spoken.says(key, index) for key in TEARING)
        for index in range(spoken.at(mention.start), spoken.at(mention.end))
    )


def _without_names(question: str, names: Sequence[Mention]) -> str:
    """The question with its names taken out, so that what it asks about them stands alone."""
    rest = question
    for name in sorted(names, key=lambda mention: -mention.start):
        rest = rest[: name.start] + rest[name.end :]
    # A word or two that are left say what a thing is called, not what is asked of it.
    return rest if len(words(rest)) > 1 or rest == question else ""
