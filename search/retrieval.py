"""Retrieval: the nodes whose wordings are nearest to a question, by meaning and by letters.

A node is as near as its nearest wording (max over its texts). The two lists of scores are put
on one scale (z-scores over the nodes) and added, which STUDY of fusion methods on this model
found better than reciprocal ranks; the sum becomes a share by a softmax, so that near ties
stay ties and a clear winner takes most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from search.catalogue import Text
from search.encoder import Encoder, Vectors
from search.lexical import LexicalIndex
from search.vectors import VectorIndex

LEXICAL_SHARE = 0.5
CLOSELY = 0.5  # share of the best sentence in the nearness of a story
SHORTEST, MOST = 4, 6  # words in a sentence, sentences in a story
TEMPERATURE = 0.75  # in standard deviations of the fused score


@dataclass(frozen=True, slots=True)
class Hit:
    """A node near to a question: the fused z-score, its two parts, the wording that matched."""

    node: str
    kind: str
    score: float
    dense: float
    lexical: float
    share: float
    cosine: float
    text: str


@dataclass(frozen=True, slots=True)
class Nearness:
    """The nearest nodes, best first, and the fused z-score of every node that has a wording.

    `vector`: the question as the encoder sees it, None when it works by letters alone;
    `cosines`: of every node that has a wording, empty without a vector.
    """

    hits: tuple[Hit, ...]
    scores: dict[str, float]
    vector: Vectors | None = None
    cosines: dict[str, float] = field(default_factory=dict)


NOTHING = Nearness((), {})


class Retriever:
    """Finds nodes by meaning and by letters among the wordings of one release."""

    def __init__(
        self,
        texts: Sequence[Text],
        vectors: VectorIndex | None,
        lexical: LexicalIndex,
        encoder: Encoder | None,
    ) -> None:
        """Without vectors or an encoder it works by letters alone."""
        self._texts = texts
        self._vectors, self._lexical, self._encoder = vectors, lexical, encoder
        self._nodes = sorted({text.node for text in texts})
        number = {node: i for i, node in enumerate(self._nodes)}
        self._kinds = {text.node: text.kind for text in texts}
        self._owner = np.array([number[text.node] for text in texts], dtype=np.int64)
        self._language = np.array([text.language for text in texts])
        self._asks = np.array([text.kind == "fact" for text in texts], dtype=bool)

    @property
    def by_meaning(self) -> bool:
        """False when the encoder or the vectors are missing."""
        return self._vectors is not None and self._encoder is not None

    def vector(self, question: str) -> Vectors | None:
        """A question as the encoder sees it; None without an encoder, or nothing to encode."""
        if self._vectors is None or self._encoder is None or not question:
            return None
        vector: Vectors = self._encoder.encode_queries([question])[0]
        return vector

    def near(
        self,
        question: str,
        vector: Vectors | None,
        languages: Sequence[str],
        limit: int = 12,
    ) -> Nearness:
        """The nodes near to a question, among the wordings in these languages."""
        rows = self._rows(languages, asks=False)
        if not len(rows) or not question:
            return NOTHING
        letters = self._best(rows, self._lexical.scores(question)[rows])
        meaning = None
        if vector is not None:
            meaning = self._best(rows, self._read_closely(question, vector)[rows])
        return replace(self._fused(letters, meaning, limit), vector=vector)

    def kinds_of_fact(self, vector: Vectors | None, languages: Sequence[str]) -> dict[str, float]:
        """How near each kind of fact is to a question without its names, in z-scores."""
        rows = self._rows(languages, asks=True)
        if vector is None or not len(rows):
            return {}
        scores = self._best(rows, self._similar(vector)[rows]).standardised()
        return {self._nodes[i]: float(scores[i]) for i in np.flatnonzero(np.isfinite(scores))}

    def _read_closely(self, question: str, vector: Vectors) -> Vectors:
        """Similarity of the whole question, and of its best sentence where it has several."""
        whole = self._similar(vector)
        parts = sentences(question)
        if len(parts) < 2 or self._encoder is None:
            return whole
        each = [self._similar(v) for v in self._encoder.encode_queries(parts)]
        best: Vectors = np.maximum.reduce(each)
        return (1 - CLOSELY) * whole + CLOSELY * best

    def _similar(self, vector: Vectors) -> Vectors:
        assert self._vectors is not None
        return self._vectors.similarities(vector)

    def _rows(self, languages: Sequence[str], *, asks: bool) -> NDArray[np.int64]:
        spoken = np.isin(self._language, [*languages, "en"])
        return np.flatnonzero(spoken & (self._asks == asks))

    def _best(self, rows: NDArray[np.int64], scores: NDArray[np.float32]) -> _Best:
        best = np.full(len(self._nodes), -np.inf, dtype=np.float32)
        np.maximum.at(best, self._owner[rows], scores)
        return _Best(best, rows, scores)

    def _fused(self, letters: _Best, meaning: _Best | None, limit: int) -> Nearness:
        lexical = letters.standardised()
        dense = meaning.standardised() if meaning else np.zeros_like(lexical)
        weight = LEXICAL_SHARE if meaning else 1.0
        fused = dense + weight * lexical
        present = np.isfinite(letters.by_node)
        fused[~present] = -np.inf
        share = np.exp((fused - fused.max()) / TEMPERATURE)
        share /= share.sum()
        source = meaning or letters
        hits = tuple(
            Hit(
                self._nodes[i],
                self._kinds[self._nodes[i]],
                float(fused[i]),
                float(dense[i]),
                float(lexical[i]),
                float(share[i]),
                float(meaning.by_node[i]) if meaning else 0.0,
                self._wording(source, int(i)),
            )
            for i in np.argsort(-fused)[:limit]
            if present[i]
        )
        known = np.flatnonzero(present)
        cosines = meaning.by_node if meaning else np.empty(0, np.float32)
        return Nearness(
            hits,
            {self._nodes[i]: float(fused[i]) for i in known},
            cosines={self._nodes[i]: float(cosines[i]) for i in known} if meaning else {},
        )

    def _wording(self, source: _Best, node: int) -> str:
        own = np.flatnonzero(self._owner[source.rows] == node)
        if not len(own):
            return ""
        return str(self._texts[source.rows[own[np.argmax(source.scores[own])]]].text)


def sentences(question: str) -> list[str]:
    """Sentences of some length of a story; the first ones, as many as are worth their time."""
    parts = [part.strip() for part in _END.split(question)]
    return [part for part in parts if len(part.split()) >= SHORTEST][:MOST]


_END = re.compile(r"[.!?;…]+\s+|\n+")


@dataclass(frozen=True, slots=True)
class _Best:
    """Best score of each node (minus infinity: no wording), and the texts behind it."""

    by_node: NDArray[np.float32]
    rows: NDArray[np.int64]
    scores: NDArray[np.float32]

    def standardised(self) -> NDArray[np.float32]:
        """Z-scores over the nodes that have a wording; the others stay at minus infinity."""
        present = np.isfinite(self.by_node)
        known = self.by_node[present]
        spread = float(known.std()) or 1.0
        scaled = np.full_like(self.by_node, -np.inf)
        scaled[present] = (known - float(known.mean())) / spread
        return scaled
