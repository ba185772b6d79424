from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from numpy.typing import NDArray

from search.baselines import Baselines, load_baselines
from search.corpus import Corpus, EntityText, Origin
from search.expansion import Expansion
from search.question_set import Question
from tests.search.catalogues import small_catalogue

NAMES = [
    "BM25 words",
    "BM25 letter groups",
    "one vector per entity",
    "nearest sentence",
    "fusion (RRF)",
    "keyword expansion",
    "one vector per literal",
]


class HashEncoder(Protocol):
    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]: ...

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]: ...


CORPUS = Corpus(
    [
        EntityText("hubs", "en", "digital innovation hubs"),
        EntityText("hubs", "en", "a map of digital centres"),
        EntityText("patents", "en", "help with patents"),
        EntityText("patents", "de", "Hilfe bei Patenten"),
        EntityText("patents", "en", "the number to ring", Origin.PART),
        EntityText("peers", "en", "peer review of strategies"),
    ]
)


def asked(words: str) -> Question:
    return Question("q", words, "en", "need", {"hubs": 3})


def baselines(encoder: HashEncoder) -> Baselines:
    return Baselines(CORPUS, encoder, Expansion(small_catalogue().texts))


@pytest.mark.parametrize("name", NAMES)
def test_each_search_puts_the_entity_of_the_best_text_first(
    name: str, hash_encoder: HashEncoder
) -> None:
    ask = baselines(hash_encoder).askers()[name]
    assert ask(asked("digital hubs map")).slugs[0] == "hubs"
    assert ask(asked("help with patents")).slugs[0] == "patents"


@pytest.mark.parametrize("name", NAMES)
def test_no_search_ever_says_no_and_each_entity_comes_once(
    name: str, hash_encoder: HashEncoder
) -> None:
    reply = baselines(hash_encoder).askers()[name](asked("xyz"))
    assert reply.answered
    assert sorted(reply.slugs) == ["hubs", "patents", "peers"]


def test_fusion_adds_the_reciprocals_of_both_places(hash_encoder: HashEncoder) -> None:
    scores = baselines(hash_encoder).by_fusion("digital innovation hubs")
    assert scores[0] == pytest.approx(2 / 61)


def test_literals_are_those_of_the_entity_itself(hash_encoder: HashEncoder) -> None:
    search = baselines(hash_encoder)
    assert search.by_literal("the number to ring").max() < 0.9
    assert search.by_sentence("the number to ring").max() == pytest.approx(1)


def test_keyword_expansion_bridges_two_names_of_one_concept(
    tmp_path: Path, hash_encoder: HashEncoder
) -> None:
    small_catalogue().save(tmp_path / "catalogue.json")
    askers = load_baselines(tmp_path, hash_encoder)
    question = asked("additiv tillverkning")
    assert askers["keyword expansion"](question).slugs[0] == "hubs"


def test_the_fuller_fusion_finds_entities_by_the_needs_they_meet(
    tmp_path: Path, hash_encoder: HashEncoder
) -> None:
    small_catalogue().save(tmp_path / "catalogue.json")
    askers = load_baselines(tmp_path, hash_encoder)
    assert list(askers) == [*NAMES, "fusion, needs added"]
    assert askers["fusion, needs added"](asked("suojata keksintö")).slugs[0] == "patents"
