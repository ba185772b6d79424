from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ontology.names import thing
from search.amounts import amounts
from search.catalogue import Catalogue, Node
from search.dates import periods
from search.quantity import Quantity
from search.stated import DOCUMENT, Stated
from tests.search.speaking import spoken

GRANT, FREE, SOME, WATIFY, FACILITY = (
    thing("figure", "grant"),
    thing("figure", "free"),
    thing("figure", "some"),
    thing("instrument", "watify"),
    thing("instrument", "facility"),
)
ANY = ("measure", "firmness")
QUANTITIES = {
    GRANT: Quantity(*ANY, 1e6, 1e6, currency="EUR", approximate=True),
    FREE: Quantity(*ANY, 0.0, 0.0, currency="EUR"),
    SOME: Quantity(*ANY, 5e6, currency="EUR"),
    thing("figure", "regions"): Quantity(*ANY, 3.0, unit="NUM"),
}
DAYS = {
    WATIFY: {"appliesFrom": "2016-01-01", "appliesUntil": "2018-12-31"},
    FACILITY: {"appliesFrom": "2018-01-01"},
    DOCUMENT: {"issued": "2017-11-08"},
}
NODES = {iri: Node(iri, iri.split("/")[-2], {}) for iri in (*QUANTITIES, *DAYS)}
STATED = Stated.of(Catalogue(NODES, (), {}, {}, quantities=QUANTITIES, days=DAYS))


def test_only_what_has_a_currency_is_a_sum_and_what_is_free_is_none() -> None:
    assert [stated.figure for stated in STATED.sums] == [GRANT, SOME]
    assert STATED.sums[1].least == Decimal(5_000_000)
    assert STATED.sums[1].most is None


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("up to 2 million euro", [GRANT]),
        ("EUR 900 000", [GRANT]),
        ("more than 3 million euro", [SOME]),
        ("50 000 euro", []),
        ("under $2 million", []),
    ],
)
def test_a_sum_meets_the_figures_that_state_it(question: str, figures: list[str]) -> None:
    (amount,) = amounts(spoken(question))
    assert STATED.meeting(amount) == figures


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("in 2018", {WATIFY: 1.0, FACILITY: 1.0}),
        ("in 2017", {WATIFY: 0.3}),
        ("until 2018", {WATIFY: 1.0, FACILITY: 0.3}),
        ("in 2015", {}),
        ("since 2018", {FACILITY: 1.0, WATIFY: 0.3}),
    ],
)
def test_a_day_stated_in_a_period_is_nearer_than_a_time_that_runs_through_it(
    question: str, near: dict[str, float]
) -> None:
    (period,) = periods(spoken(question))
    assert STATED.during(period) == near


def test_the_day_of_the_document_is_known() -> None:
    assert STATED.as_of == date(2017, 11, 8)


def test_an_empty_catalogue_states_nothing() -> None:
    assert Stated.of(Catalogue({}, (), {}, {})) == Stated((), (), None)


@pytest.mark.parametrize(
    ("question", "surely"),
    [
        ("before 2017", [WATIFY]),
        ("before 2019", [FACILITY, WATIFY]),
        ("after 2017", [WATIFY]),
        ("in 2018", [FACILITY, WATIFY]),
    ],
)
def test_a_time_open_on_the_side_that_matters_is_not_surely_in_a_period(
    question: str, surely: list[str]
) -> None:
    (period,) = periods(spoken(question))
    assert sorted(STATED.surely_during(period)) == surely


def test_what_ends_in_a_period_has_its_last_day_there() -> None:
    (period,) = periods(spoken("in 2018"))
    assert STATED.ending(period) == [WATIFY]
