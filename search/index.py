"""The search part of a release: catalogue, wordings, vectors, lexical index. Built once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from graph import Store
from search.askable import Askable, askable
from search.catalogue import Catalogue, Text, read_texts
from search.encoder import Encoder, Vectors
from search.harvest import harvest
from search.lexical import LexicalIndex
from search.text_index import TextIndex
from search.vectors import VectorIndex

TEXTS = "texts.sqlite"  # the full-text index of all names and descriptions
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What a server needs to search one release.

    `texts` in the order of `Askable`: the vectors are those of the first. None: by letters alone.
    """

    catalogue: Catalogue
    texts: tuple[Text, ...]
    lexical: LexicalIndex
    vectors: VectorIndex | None

    @classmethod
    def load(cls, directory: Path) -> SearchIndex:
        """Read what `build_index` wrote."""
        vectors = directory / "vectors"
        return cls(
            catalogue=Catalogue.load(directory / "catalogue.json"),
            texts=read_texts(directory / "texts.json"),
            lexical=LexicalIndex.load(directory / "lexical"),
            vectors=VectorIndex.load(vectors) if vectors.exists() else None,
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What an index is made of."""

    catalogue: Catalogue
    askable: Askable

    @property
    def meant(self) -> list[str]:
        """The texts to encode, in the order of their rows."""
        return [text.text for text in self.askable.meant]


def read_content(store: Store) -> Content:
    """What there is to be found in a graph, and the wordings that it is found by."""
    catalogue = harvest(store)
    return Content(catalogue, askable(catalogue))


def write_letters(store: Store, directory: Path, content: Content) -> None:
    """Write the search part of a release but its vectors."""
    directory.mkdir(parents=True, exist_ok=True)
    TextIndex.build(store, directory / TEXTS)
    content.catalogue.save(directory / "catalogue.json")
    texts = content.askable.texts
    (directory / "texts.json").write_text(
        json.dumps([asdict(text) for text in texts], ensure_ascii=False), "utf-8"
    )
    LexicalIndex.build([text.text for text in texts]).save(directory / "lexical")


def write_vectors(directory: Path, vectors: Vectors) -> None:
    """Write the vectors of `Content.meant`."""
    VectorIndex.build(vectors).save(directory / "vectors")


def build_index(
    store: Store, directory: Path, encoder: Encoder, progress: Progress | None = None
) -> int:
    """Write the search part of a release into a directory; number of wordings embedded."""
    content = read_content(store)
    write_letters(store, directory, content)
    write_vectors(directory, encoder.encode_documents(content.meant, progress))
    return len(content.meant)
