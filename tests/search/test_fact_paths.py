from __future__ import annotations

from search.fact_paths import linked
from tests.search.tiny import BANK, HUBS, PHASE_3, RECONFIRM, tiny_catalogue


def test_one_edge_says_who_manages_and_at_which_stage() -> None:
    assert linked("manager", RECONFIRM, tiny_catalogue()) == [BANK]
    assert linked("stage", HUBS, tiny_catalogue()) == [PHASE_3]


def test_a_kind_that_no_link_says_has_none() -> None:
    assert linked("deadline", HUBS, tiny_catalogue()) == []
    assert linked("manager", HUBS, tiny_catalogue()) == []
