"""Fits the model that says whether a question has an answer, on our own questions.

Run ``python -m bench.calibrate`` after a change of the search; it prints the error rates by
ten-fold cross-validation and writes ``search/judgement.json``. The held-out questions are not used.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from graph.release import ReleaseDirectory
from search.encoder import QueryEncoder
from search.engine import SearchEngine
from search.judgement import Signals
from search.loading import load_engine
from search.weights import DIMENSION

SETS = ("tuning", "calibration", "calibration-2", "calibration-3")
REGULARITY = 1.0  # inverse strength of the L2 penalty, by cross-validation
NO_WEIGHS = 1.0  # how much more a false answer counts than a false no
SCALE = 4.0  # vectors vary little around their mean; brings them to the range of the signals
MODEL = Path(__file__).parent.parent / "search" / "judgement.json"


@dataclass(frozen=True, slots=True)
class Examples:
    """One row a question: its signals, its vector, and whether it has an answer."""

    signals: NDArray[np.float64]
    vectors: NDArray[np.float64]
    answerable: NDArray[np.bool_]


@click.command()
@click.option("--var", type=click.Path(path_type=Path), default=Path("var"), show_default=True)
def main(var: Path) -> None:
    """Fit the model on the current release and write it."""
    release = ReleaseDirectory(var).current()
    engine = load_engine(release.search_dir, release.version, QueryEncoder())
    questions = [q for name in SETS for q in _questions(name)]
    examples = collect(engine, questions)
    centre = examples.vectors.mean(axis=0)
    rows = np.hstack([examples.signals, (examples.vectors - centre) * SCALE])
    model = LogisticRegression(
        C=REGULARITY, class_weight={True: 1.0, False: NO_WEIGHS}, max_iter=3000
    )
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    judged = cross_val_predict(model, rows, examples.answerable, cv=folds)
    print(f"false answers {judged[~examples.answerable].mean():.3f}")
    print(f"false refusals {1 - judged[examples.answerable].mean():.3f}")
    letters = load_engine(release.search_dir, release.version, None)
    lexical = collect(letters, questions)
    plain = LogisticRegression(C=1.0, max_iter=3000).fit(lexical.signals, lexical.answerable)
    _write(model.fit(rows, examples.answerable), centre, plain)


def collect(engine: SearchEngine, questions: list[dict[str, object]]) -> Examples:
    """Signals and vectors of questions, as the engine sees them."""
    signals, vectors = [], []
    for question in questions:
        understood, ranked = engine.understood(str(question["query"]), str(question["lang"]))
        signals.append(astuple(engine.judge.signals(understood, ranked)))
        vector = understood.nearness.vector
        vectors.append(np.zeros(DIMENSION) if vector is None else vector)
    return Examples(
        np.array(signals, float),
        np.array(vectors, float),
        np.array([bool(question["judgments"]) for question in questions]),
    )


def _questions(name: str) -> list[dict[str, object]]:
    path = MODEL.parent / "questions" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _write(
    model: LogisticRegression, centre: NDArray[np.float64], letters: LogisticRegression
) -> None:
    names = [field.name for field in fields(Signals)]
    weights = model.coef_[0]
    direction = weights[len(names) :] * SCALE
    record = {
        "intercept": round(float(model.intercept_[0] - direction @ centre), 4),
        "signals": dict(zip(names, np.round(weights[: len(names)], 3).tolist(), strict=True)),
        "direction": np.round(direction, 3).tolist(),
        "letters": dict(
            zip(names, np.round(letters.coef_[0], 3).tolist(), strict=True),
            intercept=round(float(letters.intercept_[0]), 4),
        ),
    }
    MODEL.write_text(json.dumps(record) + "\n", "utf-8")


if __name__ == "__main__":
    main()
