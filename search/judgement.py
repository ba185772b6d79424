"""Judgement: is there an answer in the graph, or should the engine say no?

A kernel model over some signals of one question: how clearly something was found, what was
named, whether the kind of fact asked for is there, what is out of scope or unknown; and over how
the whole question reads. It compares a question with those of our own that are known to have an
answer or none, and is fitted by ``python -m bench.calibrate``; no single cosine decides, since
those of this encoder lie close together whatever is asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from importlib import resources
from io import BytesIO

import numpy as np

from search.catalogue import Catalogue
from search.encoder import Vectors
from search.linking import Mention
from search.ranking import Ranked
from search.text import tokens
from search.understanding import Understanding

# Kinds of fact that a person asks for by name only; where they are missing, nothing else will do.
PARTICULAR = frozenset(
    "contact-person phone email address staff languages success-rate cofinancing-rate deadline"
    " evaluation-criteria legal-basis".split()
)
HALF = 0.5
EXACT = 0.99  # score of a mention that is the name itself
LATE = re.compile(r"20[2-9]\d")  # a year the source says nothing about
COMMON = frozenset(["count"])  # having some number is not having the one asked for
PRESENT = frozenset(["statement", "figure", "requirement"])


@dataclass(frozen=True, slots=True)
class Signals:
    """What the judgement rests on, each between about 0 and 1, or a few standard deviations."""

    share: float
    nearness: float
    cosine: float
    name: float
    concept: float
    stage: float
    out_of_scope: float
    out_of_scope_first: float
    missing_of_named: float
    particular_of_named: float
    missing_of_found: float
    particular_of_found: float
    fact_present: float
    fact_of_named: float
    fact_near: float
    fact_cosine: float
    place: float
    late_year: float
    unknown_names: float
    known_words: float
    best_score: float


@dataclass(frozen=True, slots=True)
class Model:
    """Our judged questions, and how much each speaks for an answer (or, below 0, against one).

    `centre` and `scale` bring signals to one range; `signals`: those of the judged questions, so
    scaled, in the order of the precedents; `slope` and `offset` make a probability of the sum
    (Platt, 1999). `letters`: a weight a signal and, last, the intercept of a logistic model, for
    a search without an encoder.
    """

    centre: Vectors
    scale: Vectors
    signals: Vectors
    weights: Vectors
    slope: float
    offset: float
    letters: Vectors

    @classmethod
    def load(cls) -> Model:
        """The model in ``search/judgement.npz``."""
        content = resources.files("search").joinpath("judgement.npz").read_bytes()
        with np.load(BytesIO(content)) as saved:
            table = {name: saved[name].astype(np.float32) for name in saved.files}
        slope, offset = table.pop("platt").tolist()
        return cls(**table, slope=slope, offset=offset)

    def probability(self, signals: Signals, likeness: Vectors | None) -> float:
        """How sure it is that there is an answer, 0 to 1; `likeness`: to each precedent."""
        values = np.array(astuple(signals), np.float32)
        if likeness is None:
            return _logistic(float(values @ self.letters[:-1] + self.letters[-1]))
        apart = self.signals - (values - self.centre) * self.scale
        alike = likeness * np.exp(-(apart * apart).sum(axis=1))
        return _logistic(self.slope * float(alike @ self.weights) + self.offset)


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides for one release, by the model and what its graph says and leaves open."""

    catalogue: Catalogue
    stop_words: dict[str, frozenset[str]]
    model: Model

    def answered(self, understood: Understanding, ranked: Sequence[Ranked]) -> bool:
        """True when the results answer the question, False when they are only near it."""
        return self.certainty(understood, ranked) >= HALF

    def certainty(self, understood: Understanding, ranked: Sequence[Ranked]) -> float:
        """How sure it is that the results answer the question, 0 to 1; half is enough."""
        if not ranked or not understood.forms:
            return 0.0
        signals = self.signals(understood, ranked)
        probability = self.model.probability(signals, understood.nearness.alike)
        if signals.fact_of_named and signals.name >= EXACT and not signals.out_of_scope_first:
            return max(HALF, probability)  # the thing is there by its very name, and so is the fact
        return probability

    def signals(self, understood: Understanding, ranked: Sequence[Ranked]) -> Signals:
        """The signals of one question and the things found for it."""
        hits = understood.hits
        first = hits[0] if hits else None
        missing, present = self._asked(understood, ranked)
        gone, special = (
            float(bool(missing) and not present - COMMON),
            float(bool(missing & PARTICULAR)),
        )
        named = float(bool(_things_named(understood)))
        unknown, known = self._words(understood)
        return Signals(
            share=first.share if first else 0.0,
            nearness=first.score / 10 if first else 0.0,
            cosine=(first.cosine - 0.85) * 10 if first and first.cosine else 0.0,
            name=max((m.score for m in understood.names), default=0.0),
            concept=max((m.score for m in _concepts(understood)), default=0.0),
            stage=float(bool(understood.stages)),
            out_of_scope=sum(hit.share for hit in hits if hit.kind == "out-of-scope"),
            out_of_scope_first=float(first is not None and first.kind == "out-of-scope"),
            missing_of_named=gone * named,
            particular_of_named=special * named,
            missing_of_found=gone * (1 - named),
            particular_of_found=special * (1 - named),
            fact_present=float(bool(present)),
            fact_of_named=float(bool(present - COMMON) and not special) * named,
            fact_near=self._nearest_fact(understood, ranked) / 10,
            fact_cosine=self._fact_cosine(understood, ranked),
            place=float(bool(understood.of({"region", "country"}))),
            late_year=float(any(LATE.fullmatch(form) for form in understood.forms)),
            unknown_names=min(unknown, 3) / 3,
            known_words=known,
            best_score=min(_by_the_graph(ranked), 4.0) / 4,
        )

    def _asked(
        self, understood: Understanding, ranked: Sequence[Ranked]
    ) -> tuple[set[str], set[str]]:
        """Kinds of fact asked for that the thing in question lacks, and those it has."""
        asked = {fact.node for fact in understood.facts}
        if not ranked or not asked:
            return set(), set()
        about = self._about(understood, ranked)
        has = {k for n in about if self._kind(n) in PRESENT for k in self._kinds(n)}
        lacks = {k for n in about if self._kind(n) == "absence" for k in self._kinds(n)}
        name = {kind: kind.rsplit("/", 1)[-1] for kind in asked}
        return (
            {name[k] for k in asked & lacks - has},
            {name[k] for k in asked & has},
        )

    def _about(self, understood: Understanding, ranked: Sequence[Ranked]) -> tuple[str, ...]:
        """What the graph says or leaves open about the thing named, else the first result."""
        named = _things_named(understood)
        thing = named[0].node if named else ranked[0].thing
        return self.catalogue.sources(thing, "about")

    def _nearest_fact(self, understood: Understanding, ranked: Sequence[Ranked]) -> float:
        if not ranked:
            return 0.0
        near = understood.nearness.scores
        return max((near.get(n, 0.0) for n in self._about(understood, ranked)), default=0.0)

    def _fact_cosine(self, understood: Understanding, ranked: Sequence[Ranked]) -> float:
        if not ranked or understood.nearness.vector is None:
            return 0.0
        cosines = understood.nearness.cosines
        best = max((cosines.get(n, 0.8) for n in self._about(understood, ranked)), default=0.8)
        return (best - 0.85) * 10

    def _kinds(self, node: str) -> tuple[str, ...]:
        return self.catalogue.targets(node, "factKind")

    def _kind(self, node: str) -> str:
        return self.catalogue.nodes[node].kind if node in self.catalogue.nodes else ""

    def _words(self, understood: Understanding) -> tuple[int, float]:
        """Capitalised words inside the question that no name explains; share of words explained."""
        spans = [(m.start, m.end) for m in (*understood.mentions, *understood.stages)]
        stops = self.stop_words.get(understood.language, frozenset())
        content = [t for t in tokens(understood.question) if t.form not in stops]
        explained = [any(s <= t.start and t.end <= e for s, e in spans) for t in content]
        unknown = sum(
            not done and t.start > 0 and understood.question[t.start].isupper()
            for t, done in zip(content, explained, strict=True)
        )
        if understood.language == "de":  # every noun has a capital
            unknown = 0
        return unknown, sum(explained) / len(content) if content else 0.0


def _concepts(understood: Understanding) -> list[Mention]:
    """Concepts that were named, also those that were denied: both are in the graph."""
    return [*understood.concepts, *(denied.mention for denied in understood.negations)]


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def _by_the_graph(ranked: Sequence[Ranked]) -> float:
    """The best score without precedents: those were fitted on the questions that fit the model."""
    return max((r.score - r.signals.get("precedent", 0.0) for r in ranked), default=0.0)


def _things_named(understood: Understanding) -> list[Mention]:
    """Named things whose facts can be asked for; an area is one, like an instrument."""
    return understood.names or understood.of({"theme"})
