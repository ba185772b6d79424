"""The search as queries use it: things found by meaning, with scores on one scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from graph import Literal
from graph.finder import Found, Wanted
from graph.terms import NamedNode
from search.answer import Findings, Result
from search.engine import QuestionError
from search.text_index import decimal

__all__ = ["FindsAll", "MeaningFinder"]


class FindsAll(Protocol):
    """A search engine, as far as it is used here."""

    def findings(self, question: str, *, lang: str | None = None) -> Findings:
        """All that is found for a question."""


class MeaningFinder:
    """Finds things by meaning.

    The score of a thing is how certain it is that the question is answered, times its share of
    the best thing's ranking score. On the development questions that is how often a thing of
    that score was right (see docs/sparql-search.md).
    """

    def __init__(
        self, engine: FindsAll, instances: Callable[[Iterable[str]], frozenset[str]]
    ) -> None:
        """`instances` gives the IRIs of all things of some classes."""
        self._engine = engine
        self._instances = instances

    def find(self, wanted: Wanted) -> Sequence[Found]:
        """The things found, best first; none for a text without a single word."""
        language = wanted.languages[0].partition("-")[0] if wanted.languages else None
        try:
            findings = self._engine.findings(wanted.query, lang=language)
        except QuestionError:
            return []
        results = self._of_class(findings.results, wanted.classes)
        best = findings.results[0].score if findings.results else 1.0
        scored = [(one, findings.certainty * one.score / best) for one in results]
        ranked = [
            _found(one, score, rank, findings)
            for rank, (one, score) in enumerate(scored, start=1)
            if score >= wanted.threshold
        ]
        return ranked[wanted.offset : wanted.offset + wanted.limit]

    def _of_class(self, results: Sequence[Result], classes: tuple[str, ...]) -> Sequence[Result]:
        if not classes:
            return results
        allowed = self._instances(classes)
        return [one for one in results if one.iri in allowed]


def _found(one: Result, score: float, rank: int, findings: Findings) -> Found:
    found: dict[str, NamedNode | Literal] = {
        "thing": NamedNode(one.iri),
        "score": decimal(score),
        "rank": Literal(rank),
        "label": Literal(one.label),
        "answered": Literal(findings.answered),
    }
    return found | ({"verdict": Literal(one.verdict)} if one.verdict else {})
