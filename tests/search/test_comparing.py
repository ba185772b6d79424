from __future__ import annotations

from search.answer import Comparison
from search.comparing import Comparer, things_compared
from search.ranking import Ranked
from tests.search.tiny import (
    COMPARED,
    HUBS,
    RECONFIRM,
    TAIEX,
    mention,
    tiny_catalogue,
    tiny_wording,
    understood,
)

COMPARER = Comparer(tiny_catalogue())


def cells(table: Comparison) -> dict[str, list[str]]:
    """Words of the cells by the name of their row."""
    return {
        row.fact: [" / ".join(said.text for said in cell.sentences) for cell in row.cells]
        for row in table.rows
    }


def ranked(*things: str) -> list[Ranked]:
    return [Ranked(thing, 1.0, {"name": 1.0}, ()) for thing in things]


def test_a_row_says_the_same_kind_of_fact_of_each_thing() -> None:
    table = COMPARER.compare([HUBS, RECONFIRM], tiny_wording())
    assert table.things == ("Digital Innovation Hubs", "ReConfirm")
    assert cells(table)["budget"] == ["EUR 20 million for the hubs", "the source does not say"]
    assert cells(table)["stage"] == ["Design of projects", "Partner scoping"]


def test_silence_is_told_from_what_is_stated() -> None:
    table = COMPARER.compare([HUBS, RECONFIRM], tiny_wording())
    [manager] = [row for row in table.rows if row.fact == "manager"]
    assert [cell.stated for cell in manager.cells] == [False, True]


def test_numbers_are_said_in_the_language_of_the_question() -> None:
    said = cells(COMPARER.compare([HUBS, TAIEX], tiny_wording("de")))["budget"]
    assert said[0].replace("\xa0", " ") == (
        "Budget – 20 Mio. € (geplant, bis 31. Dezember 2020, Stand: November 2017)"
    )
    assert said[1] == "die Quelle sagt dazu nichts"


def test_what_no_source_states_of_any_of_them_has_no_row() -> None:
    table = COMPARER.compare([TAIEX, RECONFIRM], tiny_wording())
    assert "budget" not in cells(table)


def test_the_things_named_are_compared_in_the_order_of_the_question() -> None:
    asked = understood(mention(TAIEX, start=20), mention(HUBS, start=0), mention(COMPARED))
    assert things_compared(asked, ranked(TAIEX, HUBS)) == [HUBS, TAIEX]


def test_words_that_name_two_things_stand_for_the_better_one() -> None:
    asked = understood(
        mention(TAIEX, start=40),
        mention(HUBS, start=0),
        mention(RECONFIRM, start=0, size=23),
        mention(COMPARED),
    )
    assert things_compared(asked, ranked(HUBS, TAIEX, RECONFIRM)) == [HUBS, TAIEX]


def test_one_thing_or_another_question_is_no_comparison() -> None:
    assert things_compared(understood(mention(HUBS), mention(COMPARED)), ranked(HUBS)) == []
    two = understood(mention(HUBS), mention(TAIEX, start=40))
    assert things_compared(two, ranked(HUBS, TAIEX)) == []
