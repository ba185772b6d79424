"""Fits what is learned from our own questions: the precedents, then the honest no.

Run ``python -m bench.calibrate`` after a change of the search; it prints the error rates on sets
that were left out, one after the other, and writes ``search/precedents.npz`` and
``search/judgement.npz``. The held-out questions are not used.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench import precedents
from graph.release import ReleaseDirectory
from search.catalogue import Catalogue
from search.encoder import QueryEncoder, Vectors
from search.engine import SearchEngine
from search.judgement import HALF, Model
from search.loading import load_engine
from search.precedents import likeness
from search.text import clean

SETS = (
    *("tuning", "tuning-2", "calibration", "calibration-2", "calibration-3", "calibration-4"),
    *("calibration-5", "calibration-6"),
)
REGULARITY = 0.1  # L2 penalty; both by leaving out one set after the other
REACH = 0.35  # of the signals in the kernel: how much they count beside the wording
NO_WEIGHS = 0.8  # of a yes: how much a false answer counts beside a false no
Numbers = NDArray[np.float64]
SEARCH = Path(__file__).parent.parent / "search"


@dataclass(frozen=True, slots=True)
class Examples:
    """One row a question: its signals, its vector, its set, and whether it has an answer."""

    signals: Numbers
    vectors: Vectors
    sets: NDArray[np.str_]
    answerable: NDArray[np.bool_]

    def of(self, chosen: NDArray[np.bool_]) -> Examples:
        """Some of the rows."""
        return Examples(
            self.signals[chosen], self.vectors[chosen], self.sets[chosen], self.answerable[chosen]
        )


@click.command()
@click.option("--var", type=click.Path(path_type=Path), default=Path("var"), show_default=True)
def main(var: Path) -> None:
    """Fit both on the current release and write them."""
    release = ReleaseDirectory(var).current()
    questions = [question for name in SETS for question in _questions(name)]
    encoder = QueryEncoder()
    vectors = encoder.encode_queries([clean(question["query"]) for question in questions])
    catalogue = Catalogue.load(release.search_dir / "catalogue.json")
    fitted = precedents.fit(questions, vectors, catalogue)
    precedents.save(fitted, SEARCH / "precedents.npz")
    engine = load_engine(release.search_dir, release.version, encoder)
    examples = collect(engine, questions, fitted.vectors)
    letters = load_engine(release.search_dir, release.version, None)
    model = fit(examples, collect(letters, questions, fitted.vectors))
    save(model, SEARCH / "judgement.npz")


def collect(engine: SearchEngine, questions: list[dict[str, Any]], vectors: Vectors) -> Examples:
    """Signals of questions, as the engine sees them."""
    signals = []
    for question in questions:
        understood, ranked = engine.understood(question["query"], question["lang"])
        signals.append(astuple(engine.judge.signals(understood, ranked)))
    return Examples(
        np.array(signals, float),
        vectors,
        np.array([question["set"] for question in questions]),
        np.array([bool(question["judgments"]) for question in questions]),
    )


def fit(examples: Examples, letters: Examples) -> Model:
    """The model; its probabilities come from the sums of questions that it was not fitted on."""
    sums = np.zeros(len(examples.answerable))
    for name in SETS:
        out = examples.sets == name
        sums[out] = _Kernel.of(examples.of(~out)).sums(examples.of(out))
    platt = _platt(sums, examples.answerable)
    plain = LogisticRegression(C=1.0, max_iter=3000)
    plain.fit(letters.signals, letters.answerable, _weighs(letters.answerable))
    kernel = _Kernel.of(examples)
    return Model(
        centre=kernel.centre.astype(np.float32),
        scale=kernel.scale.astype(np.float32),
        signals=kernel.signals.astype(np.float32),
        weights=kernel.weights.astype(np.float32),
        slope=float(platt.coef_[0, 0]),
        offset=float(platt.intercept_[0]),
        letters=np.append(plain.coef_[0], plain.intercept_).astype(np.float32),
    )


def save(model: Model, path: Path) -> None:
    """Write what `Model.load` reads."""
    np.savez_compressed(
        path,
        centre=model.centre,
        scale=model.scale,
        signals=model.signals.astype(np.float16),
        weights=model.weights,
        platt=np.array([model.slope, model.offset]),
        letters=model.letters,
    )


def _platt(sums: Numbers, answerable: NDArray[np.bool_]) -> LogisticRegression:
    platt = LogisticRegression(C=1e6).fit(sums[:, None], answerable, _weighs(answerable))
    sure = platt.predict_proba(sums[:, None])[:, 1] >= HALF
    print(f"false answers {sure[~answerable].mean():.3f}")
    print(f"false refusals {1 - sure[answerable].mean():.3f}")
    return platt


def _weighs(answerable: NDArray[np.bool_]) -> Numbers:
    """Yes and no count the same, however many there are of each, but for the weight of a no."""
    share = np.where(answerable, 1 / answerable.sum(), NO_WEIGHS / (~answerable).sum())
    weighs: Numbers = share * len(answerable)
    return weighs


@dataclass(frozen=True, slots=True)
class _Kernel:
    """Kernel ridge regression of yes and no on signals and vectors; see `search.precedents`."""

    centre: Numbers
    scale: Numbers
    signals: Numbers
    vectors: Vectors
    weights: Numbers

    @classmethod
    def of(cls, known: Examples) -> _Kernel:
        centre = known.signals.mean(axis=0)
        width = known.signals.shape[1]
        scale = REACH / (known.signals.std(axis=0) + 1e-9) / width**0.5
        signals = (known.signals - centre) * scale
        alike = _alike(signals, known.vectors, signals, known.vectors)
        said = np.where(known.answerable, 1.0, -1.0)
        weights = np.linalg.solve(alike + REGULARITY * np.eye(len(said)), said)
        return cls(centre, scale, signals, known.vectors, weights.astype(float))

    def sums(self, asked: Examples) -> Numbers:
        scaled = (asked.signals - self.centre) * self.scale
        found: Numbers = _alike(scaled, asked.vectors, self.signals, self.vectors) @ self.weights
        return found


def _alike(signals: Numbers, vectors: Vectors, others: Numbers, of_others: Vectors) -> Numbers:
    apart = ((signals[:, None, :] - others[None, :, :]) ** 2).sum(axis=2)
    alike: Numbers = likeness(vectors, of_others).astype(float) * np.exp(-apart)
    return alike


def _questions(name: str) -> list[dict[str, Any]]:
    path = SEARCH / "questions" / f"{name}.jsonl"
    return [json.loads(line) | {"set": name} for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
