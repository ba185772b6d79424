from __future__ import annotations

from pathlib import Path

from search.catalogue import Catalogue, Node, edge_table
from tests.search.tiny import BUDGET, HUBS, MONEY, PHASE_1, RECONFIRM, TAIEX, tiny_catalogue


def test_a_label_falls_back_to_english_and_then_to_the_slug() -> None:
    hubs = tiny_catalogue().nodes[HUBS]
    assert hubs.label("de") == "Digitale Zentren"
    assert hubs.label("fi") == "Digital Innovation Hubs"
    assert Node("https://example.org/id/rule/three", "rule", {}).label("fi") == "three"


def test_the_slug_is_the_end_of_the_iri() -> None:
    assert tiny_catalogue().nodes[HUBS].slug == "digital-innovation-hubs"


def test_edges_are_walked_in_both_directions() -> None:
    catalogue = tiny_catalogue()
    assert catalogue.targets(BUDGET, "factKind") == (MONEY,)
    assert catalogue.sources(MONEY, "factKind") == (BUDGET,)
    assert catalogue.sources(PHASE_1, "supportsStage") == (RECONFIRM, TAIEX)


def test_what_has_no_edge_leads_nowhere() -> None:
    assert tiny_catalogue().targets(MONEY, "factKind") == ()
    assert tiny_catalogue().sources("https://example.org/unknown", "about") == ()


def test_an_edge_that_is_stated_twice_counts_once() -> None:
    assert edge_table([("a", "p", "b"), ("a", "p", "b")]) == {
        "a": {"p": ("b",)},
        "b": {"^p": ("a",)},
    }


def test_nodes_of_a_kind_come_in_the_order_of_their_iris() -> None:
    found = [node.slug for node in tiny_catalogue().of_kind("instrument")]
    assert found == ["digital-innovation-hubs", "reconfirm", "taiex"]


def test_a_saved_catalogue_is_read_back_whole(tmp_path: Path) -> None:
    catalogue = tiny_catalogue()
    catalogue.save(tmp_path / "catalogue.json")
    assert Catalogue.load(tmp_path / "catalogue.json") == catalogue
