"""Retrieval: the nodes whose wordings are nearest to a question, by meaning and by letters.

A node is as near as its nearest wording (max over its texts). The two lists of scores are put
on one scale (z-scores over the nodes) and added, which STUDY of fusion methods on this model
found better than reciprocal ranks; the sum becomes a share by a softmax, so that near ties
stay ties and a clear winner takes most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from search.catalogue import Text
from search.encoder import Encoder, Vectors
from search.lexical import LexicalIndex
from search.precedents import Precedents
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
    `alike`: its likeness to each precedent;
    `cosines`: of every node that has a wording, empty without a vector.
    """

    hits: tuple[Hit, ...]
    scores: Mapping[str, float]
    vector: Vectors | None = None
    alike: Vectors | None = None
    cosines: Mapping[str, float] = field(default_factory=dict)


NOTHING = Nearness((), {})


class Retriever:
    """Finds nodes by meaning and by letters among the wordings of one release."""

    def __init__(
        self,
        texts: Sequence[Text],
        vectors: VectorIndex | None,
        lexical: LexicalIndex,
        encoder: Encoder | None,
        precedents: Precedents | None = None,
    ) -> None:
        """Without vectors or an encoder it works by letters alone.

        Row i of `vectors` is that of text i; the texts after the last are found by letters.
        """
        self._precedents = precedents
        self._texts = texts
        self._vectors, self._lexical, self._encoder = vectors, lexical, encoder
        self._nodes = sorted({text.node for text in texts})
        number = {node: i for i, node in enumerate(self._nodes)}
        self._kinds = {text.node: text.kind for text in texts}
        self._owner = np.array([number[text.node] for text in texts], dtype=np.int64)
        self._language = np.array([text.language for text in texts])
        self._asks = np.array([text.kind == "fact" for text in texts], dtype=bool)
        self._spoken: dict[tuple[tuple[str, ...], bool, bool], _Spoken] = {}

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
        spoken = self._wordings(languages, asks=False)
        if not len(spoken.rows) or not question:
            return NOTHING
        letters = _Best(spoken, self._lexical.scores(question)[spoken.rows])
        meaning = None
        if vector is not None:
            meant = self._wordings(languages, asks=False, meant=True)
            meaning = _Best(meant, self._read_closely(question, vector, meant))
        known = self._precedents if vector is not None else None
        alike = known.likeness(vector) if known and vector is not None else None
        return replace(self._fused(letters, meaning, limit), vector=vector, alike=alike)

    def kinds_of_fact(self, vector: Vectors | None, languages: Sequence[str]) -> dict[str, float]:
        """How near each kind of fact is to a question without its names, in z-scores."""
        if vector is None:
            return {}
        spoken = self._wordings(languages, asks=True, meant=True)
        if not len(spoken.rows):
            return {}
        return dict(spoken.named(_Best(spoken, self._similar(vector, spoken)).standardised()))

    def _read_closely(self, question: str, vector: Vectors, spoken: _Spoken) -> Vectors:
        """Similarity of the whole question, and of its best sentence where it has several."""
        whole = self._similar(vector, spoken)
        parts = sentences(question)
        if len(parts) < 2 or self._encoder is None:
            return whole
        each = [self._similar(v, spoken) for v in self._encoder.encode_queries(parts)]
        best: Vectors = np.maximum.reduce(each)
        return (1 - CLOSELY) * whole + CLOSELY * best

    def _similar(self, vector: Vectors, spoken: _Spoken) -> Vectors:
        assert self._vectors is not None
        return self._vectors.similarities_of(vector, spoken.runs)[spoken.order]

    def _wordings(self, languages: Sequence[str], *, asks: bool, meant: bool = False) -> _Spoken:
        """`meant`: those alone that have a vector; they are of the same nodes."""
        key = tuple(sorted({*languages, "en"})), asks, meant
        # Two threads may both find it missing; they make the same.
        if key not in self._spoken:
            rows = np.flatnonzero(np.isin(self._language, key[0]) & (self._asks == asks))
            if meant and self._vectors is not None:
                rows = rows[rows < len(self._vectors)]
            self._spoken[key] = _Spoken.of(rows, self._owner, self._nodes)
        return self._spoken[key]

    def _fused(self, letters: _Best, meaning: _Best | None, limit: int) -> Nearness:
        spoken, lexical = letters.spoken, letters.standardised()
        dense = meaning.standardised() if meaning else np.zeros_like(lexical)
        fused = dense + (LEXICAL_SHARE if meaning else 1.0) * lexical
        share = np.exp((fused - fused.max()) / TEMPERATURE)
        share /= share.sum()
        source = meaning or letters
        hits = tuple(
            Hit(
                spoken.names[i],
                self._kinds[spoken.names[i]],
                float(fused[i]),
                float(dense[i]),
                float(lexical[i]),
                float(share[i]),
                float(meaning.by_node[i]) if meaning else 0.0,
                str(self._texts[source.wording(i)].text),
            )
            for i in _highest(fused, limit)
        )
        cosines = spoken.named(meaning.by_node) if meaning else {}
        return Nearness(hits, spoken.named(fused), cosines=cosines)


def _highest(values: NDArray[np.float32], most: int) -> list[int]:
    """Places of the highest values, best first, the first of equals first."""
    least = np.partition(values, -most)[-most] if len(values) > most else -np.inf
    places = np.flatnonzero(values >= least)
    best: list[int] = places[np.argsort(-values[places], kind="stable")][:most].tolist()
    return best


def sentences(question: str) -> list[str]:
    """Sentences of some length of a story; the first ones, as many as are worth their time."""
    parts = [part.strip() for part in _END.split(question)]
    return [part for part in parts if len(part.split()) >= SHORTEST][:MOST]


_END = re.compile(r"[.!?;…]+\s+|\n+")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The wordings in some languages, node by node.

    `rows`: their numbers, those of one node side by side; `starts`: where each node's begin;
    `names`: the nodes, and `numbers` their places; `runs` and `order`: the same rows as they
    are stored, and the way back.
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    names: tuple[str, ...]
    numbers: dict[str, int]
    runs: tuple[range, ...]
    order: NDArray[np.int64]

    @classmethod
    def of(
        cls, stored: NDArray[np.int64], owner: NDArray[np.int64], nodes: Sequence[str]
    ) -> _Spoken:
        """`stored`: rising row numbers; `owner`: the number of each row's node."""
        order = np.argsort(owner[stored], kind="stable")
        rows = stored[order]
        own, starts = np.unique(owner[rows], return_index=True)
        pieces = np.split(stored, np.flatnonzero(np.diff(stored) > 1) + 1) if len(stored) else ()
        runs = tuple(range(int(piece[0]), int(piece[-1]) + 1) for piece in pieces)
        names = tuple(nodes[i] for i in own)
        numbers = {name: number for number, name in enumerate(names)}
        return cls(rows, starts, names, numbers, runs, order)

    def named(self, values: NDArray[np.float32]) -> Mapping[str, float]:
        """One value a node, by its IRI."""
        return _ByNode(self.numbers, values)


class _ByNode(Mapping[str, float]):
    """Values by node; of a hundred thousand only those that are asked for become objects."""

    def __init__(self, numbers: dict[str, int], values: NDArray[np.float32]) -> None:
        self._numbers, self._values = numbers, values

    def __getitem__(self, node: str) -> float:
        return float(self._values[self._numbers[node]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class _Best:
    """Best score of each node among its wordings."""

    def __init__(self, spoken: _Spoken, scores: NDArray[np.float32]) -> None:
        self.spoken, self._scores = spoken, scores
        self.by_node: NDArray[np.float32] = np.maximum.reduceat(scores, spoken.starts)

    def standardised(self) -> NDArray[np.float32]:
        """Z-scores over the nodes."""
        spread = float(self.by_node.std()) or 1.0
        scaled: NDArray[np.float32] = (self.by_node - float(self.by_node.mean())) / spread
        return scaled

    def wording(self, node: int) -> int:
        """The row of the node's best wording, the first of equals."""
        start, end = self._ends(node)
        return int(self.spoken.rows[start + np.argmax(self._scores[start:end])])

    def _ends(self, node: int) -> tuple[int, int]:
        starts = self.spoken.starts
        end = starts[node + 1] if node + 1 < len(starts) else len(self.spoken.rows)
        return int(starts[node]), int(end)
