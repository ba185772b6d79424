from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from numpy.typing import NDArray

from search.judgement import Judge, Model, Signals
from search.precedents import Precedents
from search.ranking import Ranked
from search.understanding import Understanding
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


def floats(*values: float) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def model(offset: float = 0.0, slope: float = 0.0, **letters: float) -> Model:
    """Knows two questions, which differ in nothing but their wording: a yes and a no."""
    width = len(NAMES)
    return Model(
        centre=np.zeros(width, np.float32),
        scale=np.ones(width, np.float32),
        signals=np.zeros((2, width), np.float32),
        weights=floats(1.0, -1.0),
        slope=slope,
        offset=offset,
        letters=floats(*(letters.get(name, 0.0) for name in NAMES), offset),
    )


def judge(known: Model) -> Judge:
    return Judge(tiny_catalogue(), {}, known)


def signals(read: Understanding, found: list[Ranked] = FIRST) -> Signals:
    return judge(model()).signals(read, found)


NONE = signals(understood(), [])


def test_the_published_model_weighs_every_signal_and_every_precedent() -> None:
    published, known = Model.load(), len(Precedents.load().vectors)
    assert published.centre.shape == published.scale.shape == (len(NAMES),)
    assert published.signals.shape == (known, len(NAMES))
    assert published.weights.shape == (known,)
    assert published.letters.shape == (len(NAMES) + 1,)


def test_a_model_that_knows_nothing_is_in_two_minds() -> None:
    assert model().probability(NONE, None) == pytest.approx(0.5)
    assert model(slope=2.0).probability(NONE, floats(0.0, 0.0)) == pytest.approx(0.5)


def test_by_letters_alone_weights_and_intercept_move_the_probability() -> None:
    named = signals(understood(mention(HUBS)))
    assert model(name=2.0).probability(named, None) == pytest.approx(0.8808, abs=1e-4)
    assert model(offset=-2.0).probability(named, None) == pytest.approx(0.1192, abs=1e-4)


def test_a_question_takes_after_those_that_it_reads_like() -> None:
    known = model(slope=2.0)
    assert known.probability(NONE, floats(1.0, 0.0)) == pytest.approx(0.8808, abs=1e-4)
    assert known.probability(NONE, floats(0.0, 1.0)) == pytest.approx(0.1192, abs=1e-4)
    assert known.probability(NONE, floats(1.0, 1.0)) == pytest.approx(0.5)


def test_a_question_with_other_signals_takes_less_after_them() -> None:
    named = signals(understood(mention(HUBS)))
    near, far = (model(slope=2.0).probability(s, floats(1.0, 0.0)) for s in (NONE, named))
    assert 0.5 < far < near


@pytest.mark.parametrize("extreme", [1e6, -1e6])
def test_extreme_signals_stay_probabilities(extreme: float) -> None:
    assert 0.0 <= model(offset=extreme).probability(NONE, None) <= 1.0


def test_what_precedents_add_to_a_score_is_no_signal() -> None:
    found = [Ranked(HUBS, 3.0, {"name": 1.0, "precedent": 2.0}, (HUBS,))]
    assert signals(understood(), found).best_score == pytest.approx(0.25)


def test_no_results_are_no_answer() -> None:
    sure = judge(model(offset=9.0))
    assert not sure.answered(understood(mention(HUBS)), [])
    assert sure.answered(understood(mention(HUBS)), FIRST)
    assert not judge(model(offset=-9.0)).answered(understood(), FIRST)


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
