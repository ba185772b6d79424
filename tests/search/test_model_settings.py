from __future__ import annotations

from search.model_settings import settings
from search.packed_model import Shape

SHAPE = Shape(32, 2, 4, 64, 100, 512, 1, 1e-12, 0, 2, 1, 3)


def test_the_network_has_the_sizes_of_its_weights() -> None:
    network = settings(SHAPE)["config.json"]
    assert isinstance(network, dict)
    assert (network["hidden_size"], network["num_hidden_layers"]) == (32, 2)
    assert (network["num_attention_heads"], network["intermediate_size"]) == (4, 64)


def test_questions_and_texts_are_prompted_as_the_model_was_trained() -> None:
    home = settings(SHAPE)["config_sentence_transformers.json"]
    assert isinstance(home, dict)
    assert home["prompts"] == {"query": "query: ", "document": "passage: "}


def test_modules_are_numbered_in_the_order_they_work() -> None:
    modules = settings(SHAPE)["modules.json"]
    assert isinstance(modules, list)
    assert [module["idx"] for module in modules] == [0, 1, 2]
    assert [module["path"] for module in modules] == ["", "1_Pooling", "2_Normalize"]
