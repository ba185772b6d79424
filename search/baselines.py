"""Simple searches over the same texts, to measure the engine against. They never say no.

Each stands in the form that did best for it: BM25 over all texts of an entity as one, sentences
rather than whole descriptions, all languages where letters count and English where meaning does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.catalogue import Catalogue
from search.corpus import Corpus, Passages, corpus_of
from search.encoder import Encoder
from search.evaluation import Asker
from search.expansion import Expansion
from search.lexical import Analyzer, LexicalIndex
from search.marking import Reply
from search.question_set import Question
from search.vectors import VectorIndex

Scores = NDArray[np.float32]
Scorer = Callable[[str], Scores]  # one score per entity

DEPTH = 10  # results of a reply
FUSION = 60  # the usual constant of reciprocal rank fusion


class Baselines:
    """The simple searches over one corpus; what each needs is made when it is first asked."""

    def __init__(self, corpus: Corpus, encoder: Encoder, expansion: Expansion) -> None:
        """`expansion` widens questions for the search by keywords."""
        self._corpus = corpus
        self._encoder = encoder
        self._expansion = expansion

    def askers(self) -> dict[str, Asker]:
        """The searches by name."""
        return {
            "BM25 words": self.asker(self.by_words),
            "BM25 letter groups": self.asker(self.by_letters),
            "one vector per entity": self.asker(self.by_entity),
            "nearest sentence": self.asker(self.by_sentence),
            "fusion (RRF)": self.asker(self.by_fusion),
            "keyword expansion": self.asker(self.by_expansion),
            "one vector per literal": self.asker(self.by_literal),
        }

    def asker(self, score: Scorer) -> Asker:
        """Asks one of the searches."""

        def ask(question: Question) -> Reply:
            order = np.argsort(-score(question.text), kind="stable")[:DEPTH]
            return Reply(tuple(self._corpus.slugs[i] for i in order))

        return ask

    def by_words(self, question: str) -> Scores:
        """BM25 over the words of all that is said about an entity."""
        return self._words.scores(question)

    def by_letters(self, question: str) -> Scores:
        """BM25 over letter groups."""
        return self._letters.scores(question)

    def by_entity(self, question: str) -> Scores:
        """Cosine with all English texts of an entity, encoded as one."""
        return self._entities.similarities(self._asked(question))

    def by_sentence(self, question: str) -> Scores:
        """Cosine with the nearest English sentence about an entity."""
        return self._best(self._sentences, question)

    def by_literal(self, question: str) -> Scores:
        """Cosine with the nearest literal of an entity itself, in any language, as Stardog does."""
        return self._best(self._literals, question)

    def by_fusion(self, question: str) -> Scores:
        """Reciprocal rank fusion of the nearest sentence and BM25 over letter groups."""
        return _reciprocal(self.by_sentence(question)) + _reciprocal(self.by_letters(question))

    def by_expansion(self, question: str) -> Scores:
        """BM25 over words, for the question and the names of the concepts in it."""
        return self.by_words(self._expansion.expanded(question))

    def _asked(self, question: str) -> Scores:
        vector: Scores = self._encoder.encode_queries([question])[0]
        return vector

    def _best(self, among: tuple[VectorIndex, Sequence[int]], question: str) -> Scores:
        index, owners = among
        best = np.full(len(self._corpus.slugs), -np.inf, np.float32)
        np.maximum.at(best, np.asarray(owners, np.int64), index.similarities(self._asked(question)))
        return best

    def _index(self, texts: Sequence[str]) -> VectorIndex:
        return VectorIndex.build(self._encoder.encode_documents(texts))

    def _owned(self, passages: Passages) -> tuple[VectorIndex, Sequence[int]]:
        return self._index(passages.texts), passages.owners

    @cached_property
    def _words(self) -> LexicalIndex:
        return LexicalIndex.build(self._corpus.wholes(), Analyzer.WORD)

    @cached_property
    def _letters(self) -> LexicalIndex:
        return LexicalIndex.build(self._corpus.wholes(), Analyzer.CHAR)

    @cached_property
    def _entities(self) -> VectorIndex:
        return self._index(self._corpus.wholes(english=True))

    @cached_property
    def _sentences(self) -> tuple[VectorIndex, Sequence[int]]:
        return self._owned(self._corpus.sentences())

    @cached_property
    def _literals(self) -> tuple[VectorIndex, Sequence[int]]:
        return self._owned(self._corpus.literals())


def load_baselines(search_dir: Path, encoder: Encoder) -> dict[str, Asker]:
    """The baselines over the graded entities of a release, by name."""
    catalogue = Catalogue.load(search_dir / "catalogue.json")
    expansion = Expansion(catalogue.texts)
    plain = Baselines(corpus_of(catalogue), encoder, expansion)
    fuller = Baselines(corpus_of(catalogue, needs=True), encoder, expansion)
    return {**plain.askers(), "fusion, needs added": fuller.asker(fuller.by_fusion)}


def _reciprocal(scores: Scores) -> Scores:
    places = np.empty(len(scores), np.float32)
    places[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return np.float32(1) / (FUSION + places)
