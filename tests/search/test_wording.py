from __future__ import annotations

from tests.search.tiny import AREA, HUBS, PHASE_1, PHASE_3, SMES, tiny_wording


def test_a_name_is_in_the_language_where_there_is_one() -> None:
    assert tiny_wording("de").name(HUBS) == "Digitale Zentren"
    assert tiny_wording("fi").name(HUBS) == "Digital Innovation Hubs"


def test_a_node_without_a_name_is_called_by_the_end_of_its_iri() -> None:
    assert tiny_wording("de").name("https://example.org/concept/topic/energy") == "energy"


def test_names_are_listed_as_the_language_lists_them() -> None:
    nodes = (SMES, AREA, PHASE_3)
    assert tiny_wording("de").one_of(nodes) == "small firms, area set up oder Design of projects"
    assert tiny_wording("fr").all_of(nodes) == "small firms, area set up et Design of projects"


def test_a_name_is_listed_once() -> None:
    assert tiny_wording().one_of((PHASE_1, PHASE_1)) == "Partner scoping"


def test_a_phrase_is_said_with_its_places_filled_in() -> None:
    assert tiny_wording("de").say("reserved-met", who="KMU") == "vorbehalten für: KMU"
