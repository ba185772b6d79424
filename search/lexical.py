"""Search by letters: BM25 over words, over the letter groups inside words, or over both.

Groups of three and four letters find "Innovationszentren" for "Innovationszentrum" and
"reconfim" for "ReConfirm" in every language, without a stemmer for each.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import bm25s  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

from search.text import words

Scores = NDArray[np.float32]


class Analyzer(StrEnum):
    """What a text is taken apart into."""

    WORD = "word"
    CHAR = "char"
    BOTH = "both"


class LexicalError(ValueError):
    """A lexical index that can't be read."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Rows of the texts that share something with a question, best first, and their scores."""

    rows: NDArray[np.int64]
    scores: Scores


class LexicalIndex:
    """BM25 over texts by row number. Searching is thread-safe; nothing changes it."""

    def __init__(self, ranking: bm25s.BM25, size: int, analyzer: Analyzer) -> None:
        """Use `build` or `load`."""
        self._ranking, self._size, self._analyzer = ranking, size, analyzer

    @classmethod
    def build(
        cls,
        texts: Sequence[str],
        analyzer: Analyzer = Analyzer.CHAR,
        stop_words: Collection[str] = (),
    ) -> LexicalIndex:
        """Row i of `texts` is found as row i; `stop_words` (folded) are left out of the index."""
        left_out = frozenset(stop_words)
        corpus = [[w for w in words(text) if w not in left_out] for text in texts]
        ranking = bm25s.BM25()
        # bm25s can't index a corpus without a single term.
        terms = [_ANALYZERS[analyzer](text) for text in corpus] if any(corpus) else [[""]]
        ranking.index(terms, show_progress=False)
        return cls(ranking, len(texts), analyzer)

    def __len__(self) -> int:
        """How many texts there are."""
        return self._size

    def scores(self, question: str) -> Scores:
        """The BM25 score of every text; 0 where nothing is shared."""
        known = self._ranking.vocab_dict
        terms = [t for t in _ANALYZERS[self._analyzer](words(question)) if t in known]
        if not terms or not self._size:
            return np.zeros(self._size, np.float32)
        found: Scores = self._ranking.get_scores(terms)
        return found

    def search(self, question: str, k: int) -> Matches:
        """The `k` best texts, fewer when fewer share anything; equals in the order of rows."""
        scores = self.scores(question)
        rows = np.argsort(-scores, kind="stable")[:k]
        rows = rows[scores[rows] > 0]
        return Matches(rows, scores[rows])

    def save(self, directory: Path) -> None:
        """Write into a directory that `load` reads."""
        directory.mkdir(parents=True, exist_ok=True)
        self._ranking.save(directory, show_progress=False)
        about = {"texts": self._size, "analyzer": self._analyzer}
        (directory / _ABOUT).write_text(json.dumps(about), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> LexicalIndex:
        """Map what `save` wrote: processes that serve the same release share its memory."""
        path = directory / _ABOUT
        if not path.is_file():
            raise LexicalError(f"{path} does not exist; build the release again.")
        about = json.loads(path.read_text(encoding="utf-8"))
        ranking = bm25s.BM25.load(directory, mmap=True, show_progress=False)
        # The same mapped bytes without numpy's memmap class, which costs more than the scoring.
        ranking.scores = {
            name: np.asarray(part) if isinstance(part, np.memmap) else part
            for name, part in ranking.scores.items()
        }
        return cls(ranking, about["texts"], Analyzer(about["analyzer"]))


def letter_groups(word: str) -> list[str]:
    """Groups of 3 and 4 letters of a word with its ends marked; a short word stays whole."""
    marked = f"_{word}_"
    groups = [marked[i : i + n] for n in (3, 4) for i in range(len(marked) - n + 1)]
    return groups or [marked]


_ABOUT = "about.json"


def _groups(text: Sequence[str]) -> list[str]:
    return [group for word in text for group in letter_groups(word)]


def _both(text: Sequence[str]) -> list[str]:
    # A word can't be mistaken for a group: the space marks it.
    return [*_groups(text), *(f" {word}" for word in text)]


_ANALYZERS: dict[Analyzer, Callable[[Sequence[str]], list[str]]] = {
    Analyzer.WORD: list,
    Analyzer.CHAR: _groups,
    Analyzer.BOTH: _both,
}
