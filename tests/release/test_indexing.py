from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from graph.store import Store
from release.indexing import IndexAside
from release.steps import BuildError
from search.encoder import Encoder, Progress, Vectors
from search.encoding_process import EncodingError
from search.index import SearchIndex
from search.weights import MODEL
from tests.search.conftest import HashEncoder
from tests.search.inline_turtle import quads


class Slow:
    """Encodes when it is let; what it was told is remembered."""

    def __init__(self, inner: Encoder) -> None:
        self._inner = inner
        self.may_go_on = Event()
        self.called: list[str] = []

    def start(self) -> None:
        self.called.append("start")

    def close(self) -> None:
        self.called.append("close")
        self.may_go_on.set()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._inner.encode_queries(texts)

    def encode_documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if progress:
            progress(1, 4)
        assert self.may_go_on.wait(30)
        if "close" in self.called:
            raise EncodingError("The process that encodes the texts has ended.")
        return self._inner.encode_documents(texts, progress)


@pytest.fixture
def slow() -> Slow:
    return Slow(HashEncoder())


@pytest.fixture
def store() -> Store:
    small = Store.memory()
    small.insert_published(quads('<id/instrument/hubs> skos:prefLabel "Digital Hubs"@en .'))
    return small


def test_letters_are_written_while_texts_are_encoded(
    tmp_path: Path, slow: Slow, store: Store
) -> None:
    index, out_dir, told = IndexAside(tmp_path, slow), tmp_path / "search", []
    index.begin(store, out_dir)
    assert (out_dir / "lexical").is_dir()
    assert not (out_dir / "vectors").exists()

    def advanced(done: int, of: int) -> None:
        told.append((done, of))
        slow.may_go_on.set()

    record = index.finish(advanced)
    index.close()

    assert record.name == MODEL
    assert told[0] == (1, 4)
    vectors = SearchIndex.load(out_dir).vectors
    assert vectors is not None
    assert len(vectors) == 1


def test_the_encoder_is_loaded_early_where_it_will_be_needed(
    tmp_path: Path, slow: Slow, store: Store
) -> None:
    slow.may_go_on.set()
    first = IndexAside(tmp_path, slow)
    first.prepare()
    first.begin(store, tmp_path / "search")
    first.finish(lambda done, of: None)
    IndexAside(tmp_path, slow).prepare()
    assert slow.called == ["start"]


def test_a_build_that_fails_does_not_wait_for_the_encoder(
    tmp_path: Path, slow: Slow, store: Store
) -> None:
    index = IndexAside(tmp_path, slow)
    index.begin(store, tmp_path / "search")
    index.close()
    with pytest.raises(BuildError, match="has ended"):
        index.finish(lambda done, of: None)
