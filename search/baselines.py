"""Simple searches over the same texts, to measure the engine against. They never say no."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.encoder import Encoder
from search.evaluation import TYPES, Asker, Question, Reply
from search.lexical import Analyzer, LexicalIndex
from search.vectors import VectorIndex

Scores = NDArray[np.float32]
Scorer = Callable[[str], Scores]  # one score per entity

DEPTH = 10  # results of a reply
FUSION = 60  # the usual constant of reciprocal rank fusion


@dataclass(frozen=True, slots=True)
class EntityText:
    """One text about an entity. `type` is its kind, such as instrument."""

    iri: str
    slug: str
    type: str
    language: str
    text: str


class Baselines:
    """The simple searches over one set of texts: a question in, slugs best first out."""

    def __init__(
        self,
        texts: Iterable[EntityText],
        encoder: Encoder,
        vectors: NDArray[np.float32] | None = None,
    ) -> None:
        """`vectors`: one row per text, made by the same encoder; None: they are made here."""
        self._texts = tuple(texts)
        self._encoder = encoder
        self._given = vectors
        self._slugs = sorted({text.slug for text in self._texts})
        number = {slug: i for i, slug in enumerate(self._slugs)}
        self._owner = np.array([number[text.slug] for text in self._texts], np.int64)

    def askers(self) -> dict[str, Asker]:
        """The searches by name."""
        return {
            "BM25 words": self._asker(self.by_words),
            "BM25 letter groups": self._asker(self.by_letters),
            "one vector per entity": self._asker(self.by_entity),
            "nearest sentence": self._asker(self.by_sentence),
            "fusion (RRF)": self._asker(self.by_fusion),
        }

    def by_words(self, question: str) -> Scores:
        """BM25 over words: the score of an entity is that of its best text."""
        return self._best(self._words.scores(question))

    def by_letters(self, question: str) -> Scores:
        """BM25 over letter groups."""
        return self._best(self._letters.scores(question))

    def by_sentence(self, question: str) -> Scores:
        """Cosine with the nearest text."""
        return self._best(self._sentences.similarities(self._asked(question)))

    def by_entity(self, question: str) -> Scores:
        """Cosine with all English texts of an entity, encoded as one."""
        return self._entities.similarities(self._asked(question))

    def by_fusion(self, question: str) -> Scores:
        """Reciprocal rank fusion of the nearest sentence and BM25 over letter groups."""
        lists = (self.by_sentence(question), self.by_letters(question))
        return _reciprocal(lists[0]) + _reciprocal(lists[1])

    def _asker(self, score: Scorer) -> Asker:
        def ask(question: Question) -> Reply:
            order = np.argsort(-score(question.text), kind="stable")[:DEPTH]
            return Reply(tuple(self._slugs[i] for i in order))

        return ask

    def _asked(self, question: str) -> Scores:
        vector: Scores = self._encoder.encode_queries([question])[0]
        return vector

    def _best(self, scores: Scores) -> Scores:
        best = np.full(len(self._slugs), -np.inf, np.float32)
        np.maximum.at(best, self._owner, scores)
        return best

    @cached_property
    def _words(self) -> LexicalIndex:
        return LexicalIndex.build([text.text for text in self._texts], Analyzer.WORD)

    @cached_property
    def _letters(self) -> LexicalIndex:
        return LexicalIndex.build([text.text for text in self._texts], Analyzer.CHAR)

    @cached_property
    def _sentences(self) -> VectorIndex:
        given = self._given
        if given is None:
            given = self._encoder.encode_documents([text.text for text in self._texts])
        return VectorIndex.build(given)

    @cached_property
    def _entities(self) -> VectorIndex:
        whole = _whole(self._texts)
        return VectorIndex.build(self._encoder.encode_documents([whole[s] for s in self._slugs]))


def load_baselines(search_dir: Path, encoder: Encoder) -> Baselines:
    """The baselines over the graded entities of a release, with the vectors it holds."""
    rows = json.loads((search_dir / "texts.json").read_text(encoding="utf-8"))
    kept = [i for i, row in enumerate(rows) if row["kind"] in TYPES]
    texts = [_entity_text(rows[i]) for i in kept]
    stored = search_dir / "vectors"
    vectors = VectorIndex.load(stored).rows(kept) if stored.exists() else None
    return Baselines(texts, encoder, vectors)


def _entity_text(row: Mapping[str, str]) -> EntityText:
    iri = row["node"]
    return EntityText(iri, iri.rsplit("/", 1)[-1], row["kind"], row["language"], row["text"])


def _whole(texts: Sequence[EntityText]) -> dict[str, str]:
    own: dict[str, list[str]] = {}
    for text in texts:
        own.setdefault(text.slug, [])
        if text.language in ("en", ""):
            own[text.slug].append(text.text)
    return {slug: ". ".join(lines) or slug for slug, lines in own.items()}


def _reciprocal(scores: Scores) -> Scores:
    places = np.empty(len(scores), np.float32)
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return np.float32(1) / (FUSION + places)
