"""Fits the precedents: from the vectors of judged questions to the gains of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ontology.names import BASE
from search.catalogue import Catalogue
from search.encoder import Vectors
from search.precedents import QUANTUM, Precedents, likeness
from search.ranking import RESULTS

REGULARITY = 0.15  # L2 penalty, by leaving out one set of questions after the other
BEST_GRADE = 3

Question = Mapping[str, Any]


def fit(questions: Sequence[Question], vectors: Vectors, catalogue: Catalogue) -> Precedents:
    """Fit on all questions; what has no answer has no grades, and speaks for nothing."""
    kept = stored(vectors)
    things = _things(questions, catalogue)
    gains = _gains(questions, things)
    judged = np.array([bool(question["judgments"]) for question in questions])
    usual = gains[judged].mean(axis=0)
    alike = likeness(kept[judged], kept[judged])
    weights = np.zeros_like(gains)
    weights[judged] = np.linalg.solve(
        alike + REGULARITY * np.eye(len(alike)), gains[judged] - usual
    )
    return Precedents(kept, things, weights.astype(np.float32), usual.astype(np.float32))


def save(precedents: Precedents, path: Path) -> None:
    """Write what `Precedents.load` reads."""
    np.savez_compressed(
        path,
        vectors=np.round(precedents.vectors * QUANTUM).astype(np.int8),
        things=np.array(precedents.things),
        weights=precedents.weights.astype(np.float16),
        usual=precedents.usual.astype(np.float16),
    )


def stored(vectors: Vectors) -> Vectors:
    """Vectors as they come out of the file."""
    kept: Vectors = np.round(vectors * QUANTUM).astype(np.int8).astype(np.float32) / QUANTUM
    return kept


def _things(questions: Sequence[Question], catalogue: Catalogue) -> tuple[str, ...]:
    wanted = {slug for question in questions for slug in question["judgments"]}
    return tuple(
        iri.removeprefix(BASE)
        for iri, node in sorted(catalogue.nodes.items())
        if node.kind in RESULTS and node.slug in wanted
    )


def _gains(questions: Sequence[Question], things: Sequence[str]) -> NDArray[np.float64]:
    """2**grade - 1, brought to 0..1; one row a question, one column a thing."""
    numbers = {path.rsplit("/", 1)[-1]: number for number, path in enumerate(things)}
    gains = np.zeros((len(questions), len(things)))
    for row, question in zip(gains, questions, strict=True):
        for slug, grade in question["judgments"].items():
            if slug in numbers:
                row[numbers[slug]] = (2**grade - 1) / (2**BEST_GRADE - 1)
    return gains
