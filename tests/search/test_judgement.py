from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from search.judgement import Judge, Model, Signals
from search.ranking import Ranked
from search.understanding import Understanding
from search.weights import DIMENSION
from tests.search.tiny import (
    HUBS,
    MONEY,
    PHONE,
    PRINTING,
    TAIEX,
    TELEPHONE,
    TESTING,
    hit,
    mention,
    tiny_catalogue,
    understood,
)

NAMES = [field.name for field in fields(Signals)]
FIRST = [Ranked(HUBS, 2.0, {"name": 2.0}, (HUBS,))]


def model(intercept: float = 0.0, direction: tuple[float, ...] = (), **weights: float) -> Model:
    """A model that looks at some of the signals only, with an encoder and without."""
    signals = {name: weights.get(name, 0.0) for name in NAMES}
    return Model(intercept, signals, direction, {**signals, "intercept": intercept})


def signals(read: Understanding, found: list[Ranked] = FIRST) -> Signals:
    return Judge(tiny_catalogue(), {}, model()).signals(read, found)


NONE = signals(understood(), [])


def test_the_published_model_weighs_every_signal_and_direction() -> None:
    published = Model.load()
    assert set(NAMES) <= set(published.signals)
    assert {*NAMES, "intercept"} <= set(published.letters)
    assert len(published.direction) == DIMENSION


def test_a_model_without_weights_is_in_two_minds() -> None:
    assert model().probability(NONE, None) == pytest.approx(0.5)


def test_weights_and_intercept_move_the_probability() -> None:
    named = signals(understood(mention(HUBS)))
    assert model(name=2.0).probability(named, None) == pytest.approx(0.8808, abs=1e-4)
    assert model(intercept=-2.0).probability(named, None) == pytest.approx(0.1192, abs=1e-4)


def test_the_direction_counts_when_the_question_has_a_vector() -> None:
    vector = np.array([1.0, 0.0], np.float32)
    leaning = model(direction=(3.0, 0.0))
    assert leaning.probability(NONE, vector) == pytest.approx(0.9526, abs=1e-4)
    assert leaning.probability(NONE, None) == pytest.approx(0.5)


def test_without_a_vector_other_weights_count() -> None:
    nothing = dict.fromkeys(NAMES, 0.0)
    two = Model(-2.0, nothing, (0.0,), {**nothing, "intercept": 2.0})
    assert two.probability(NONE, np.zeros(1, np.float32)) == pytest.approx(0.1192, abs=1e-4)
    assert two.probability(NONE, None) == pytest.approx(0.8808, abs=1e-4)


@pytest.mark.parametrize("extreme", [1e6, -1e6])
def test_extreme_signals_stay_probabilities(extreme: float) -> None:
    assert 0.0 <= model(intercept=extreme).probability(NONE, None) <= 1.0


def test_no_results_are_no_answer() -> None:
    sure = Judge(tiny_catalogue(), {}, model(intercept=9.0))
    assert not sure.answered(understood(mention(HUBS)), [])
    assert sure.answered(understood(mention(HUBS)), FIRST)
    assert not Judge(tiny_catalogue(), {}, model(intercept=-9.0)).answered(understood(), FIRST)


def test_names_and_concepts_are_signals() -> None:
    found = signals(understood(mention(HUBS), mention(PRINTING, score=0.9, exact=False)))
    assert (found.name, found.concept) == (1.0, 0.9)


def test_a_topic_out_of_scope_is_a_signal() -> None:
    foreign = hit("https://example.org/x", kind="out-of-scope", share=0.7)
    found = signals(understood(hits=[foreign, hit(TESTING, share=0.2)]))
    assert (found.out_of_scope, found.out_of_scope_first) == (0.7, 1.0)


def test_a_fact_that_is_there_is_a_signal() -> None:
    assert signals(understood(mention(HUBS), mention(MONEY))).fact_present == 1.0
    assert signals(understood(mention(TAIEX), mention(MONEY))).fact_present == 0.0


def test_a_fact_that_the_named_thing_lacks_is_another_signal() -> None:
    of_named = signals(understood(mention(HUBS), mention(TELEPHONE)))
    assert (of_named.missing_of_named, of_named.missing_of_found) == (1.0, 0.0)
    of_found = signals(understood(mention(TELEPHONE)))
    assert (of_found.missing_of_named, of_found.missing_of_found) == (0.0, 1.0)
    assert of_found.particular_of_found == 1.0


def test_a_fact_about_the_thing_that_is_near_is_a_signal() -> None:
    assert signals(understood(scores={PHONE: 3.0})).fact_near == pytest.approx(0.3)


def test_capitals_that_no_name_explains_are_counted() -> None:
    unknown = signals(understood(question="is there help from Zorblax and Quux"))
    assert unknown.unknown_names == pytest.approx(2 / 3)
    assert signals(understood(question="Help for us")).unknown_names == 0.0


def test_words_that_are_named_are_known() -> None:
    said = understood(mention(HUBS), question="Digital Innovation Hubs please")
    assert signals(said).known_words == pytest.approx(0.75)
    assert signals(understood(question="")).known_words == 0.0
