from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bench.precedents import fit, save, stored
from ontology.names import thing
from search.catalogue import Catalogue, Node
from search.precedents import Precedents

VECTORS = np.eye(3, dtype=np.float32)
QUESTIONS: list[dict[str, dict[str, int]]] = [
    {"judgments": {"hubs": 3}},
    {"judgments": {"desk": 3, "hubs": 1}},
    {"judgments": {}},
]


def catalogue() -> Catalogue:
    nodes = {
        iri: Node(iri, "instrument", {"en": iri})
        for iri in (thing("instrument", "desk"), thing("instrument", "hubs"))
    }
    return Catalogue(nodes, (), {}, {})


def test_judged_questions_get_their_grades_back() -> None:
    fitted = fit(QUESTIONS, VECTORS, catalogue())
    gains = fitted.gains(fitted.likeness(VECTORS[1]))
    assert list(gains) == ["id/instrument/desk", "id/instrument/hubs"]
    assert gains["id/instrument/desk"] > 0.8 > 0.5 > gains["id/instrument/hubs"]


def test_a_question_without_an_answer_speaks_for_nothing() -> None:
    assert fit(QUESTIONS, VECTORS, catalogue()).weights[2].tolist() == [0.0, 0.0]


def test_what_is_saved_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fitted = fit(QUESTIONS, VECTORS, catalogue())
    save(fitted, tmp_path / "precedents.npz")
    monkeypatch.setattr("search.precedents.resources.files", lambda _: tmp_path)
    again = Precedents.load()
    assert again.things == fitted.things
    assert np.array_equal(again.vectors, stored(VECTORS))
    assert again.weights == pytest.approx(fitted.weights, abs=1e-3)
