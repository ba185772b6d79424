from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from numpy.typing import NDArray

from search.baselines import Baselines, EntityText, load_baselines
from search.evaluation import Question
from search.vectors import VectorIndex

NAMES = ["BM25 words", "BM25 letter groups", "one vector per entity", "nearest sentence"]


class HashEncoder(Protocol):
    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]: ...

    def encode_documents(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]: ...


def text(slug: str, words: str, language: str = "en", kind: str = "instrument") -> EntityText:
    return EntityText(f"https://example.org/id/{kind}/{slug}", slug, kind, language, words)


TEXTS = [
    text("hubs", "digital innovation hubs"),
    text("hubs", "a map of digital centres"),
    text("patents", "help with patents"),
    text("patents", "Hilfe bei Patenten", "de"),
    text("peers", "peer review of strategies"),
]


def asked(words: str) -> Question:
    return Question("q", words, "en", "need", {"hubs": 3})


@pytest.mark.parametrize("name", [*NAMES, "fusion (RRF)"])
def test_each_search_puts_the_entity_of_the_best_text_first(
    name: str, hash_encoder: HashEncoder
) -> None:
    ask = Baselines(TEXTS, hash_encoder).askers()[name]
    assert ask(asked("digital hubs map")).slugs[0] == "hubs"
    assert ask(asked("help with patents")).slugs[0] == "patents"


@pytest.mark.parametrize("name", [*NAMES, "fusion (RRF)"])
def test_no_search_ever_says_no_and_each_entity_comes_once(
    name: str, hash_encoder: HashEncoder
) -> None:
    reply = Baselines(TEXTS, hash_encoder).askers()[name](asked("xyz"))
    assert reply.answered
    assert sorted(reply.slugs) == ["hubs", "patents", "peers"]


def test_fusion_adds_the_reciprocals_of_both_places(hash_encoder: HashEncoder) -> None:
    scores = Baselines(TEXTS, hash_encoder).by_fusion("digital innovation hubs")
    assert scores[0] == pytest.approx(2 / 61)


def test_the_baselines_of_a_release_use_its_texts_and_vectors(
    tmp_path: Path, hash_encoder: HashEncoder
) -> None:
    texts = [*TEXTS, text("tech-x", "digital innovation hubs", kind="technology")]
    rows = [{"node": t.iri, "kind": t.type, "language": t.language, "text": t.text} for t in texts]
    (tmp_path / "texts.json").write_text(json.dumps(rows), encoding="utf-8")
    vectors = hash_encoder.encode_documents([t.text for t in texts])
    VectorIndex.build(vectors).save(tmp_path / "vectors")
    reply = load_baselines(tmp_path, hash_encoder).askers()["nearest sentence"](asked("digital"))
    assert sorted(reply.slugs) == ["hubs", "patents", "peers"]
