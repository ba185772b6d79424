from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph import Store
from ontology.names import concept, thing
from search.encoder import Encoder
from search.index import SearchIndex, build_index
from tests.search.inline_turtle import quads

TURTLE = """
<id/instrument/hubs> skos:prefLabel "Digital Hubs"@en, "Digitale Zentren"@de .
<id/country/PRT> skos:prefLabel "Portugal"@en .
<concept/need/copying> skos:prefLabel "keep others from copying"@en .
"""
HUBS, COPYING = thing("instrument", "hubs"), concept("need", "copying")


@pytest.fixture
def store() -> Store:
    small = Store.memory()
    small.insert_published(quads(TURTLE))
    return small


def test_what_is_built_is_loaded(store: Store, tmp_path: Path, hash_encoder: Encoder) -> None:
    embedded = build_index(store, tmp_path / "search", hash_encoder)
    index = SearchIndex.load(tmp_path / "search")
    assert [text.text for text in index.texts] == [
        "Digitale Zentren",
        "Digital Hubs",
        "keep others from copying",
    ]
    assert embedded == len(index.lexical) == 3
    assert set(index.catalogue.nodes) == {HUBS, COPYING, thing("country", "PRT")}


def test_vectors_and_words_have_the_rows_of_the_texts(
    store: Store, tmp_path: Path, hash_encoder: Encoder
) -> None:
    build_index(store, tmp_path, hash_encoder)
    index = SearchIndex.load(tmp_path)
    assert index.vectors is not None
    [vector] = hash_encoder.encode_queries(["keep from copying"])
    assert index.texts[index.vectors.search(vector, 1).rows[0]].node == COPYING
    assert index.texts[index.lexical.search("hubs", 1).rows[0]].node == HUBS


def test_progress_is_told(store: Store, tmp_path: Path, hash_encoder: Encoder) -> None:
    seen: list[tuple[int, int]] = []
    build_index(store, tmp_path, hash_encoder, lambda done, of: seen.append((done, of)))
    assert seen[-1] == (3, 3)


def test_an_index_without_vectors_can_be_loaded(
    store: Store, tmp_path: Path, hash_encoder: Encoder
) -> None:
    build_index(store, tmp_path, hash_encoder)
    shutil.rmtree(tmp_path / "vectors")
    assert SearchIndex.load(tmp_path).vectors is None


def test_the_same_graph_gives_the_same_files(
    store: Store, tmp_path: Path, hash_encoder: Encoder
) -> None:
    for name in ("one", "two"):
        build_index(store, tmp_path / name, hash_encoder)
    for name in ("catalogue.json", "texts.json", "vectors/vectors.faiss"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
