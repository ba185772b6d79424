"""The search part of a release: catalogue, wordings, vectors, lexical index. Built once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from graph import Store
from search.askable import askable
from search.catalogue import Catalogue, Text, read_texts
from search.encoder import Encoder
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


def build_index(
    store: Store, directory: Path, encoder: Encoder, progress: Progress | None = None
) -> int:
    """Write the search part of a release into a directory; number of wordings embedded."""
    directory.mkdir(parents=True, exist_ok=True)
    catalogue = harvest(store)
    TextIndex.build(store, directory / TEXTS)
    found = askable(catalogue)
    catalogue.save(directory / "catalogue.json")
    (directory / "texts.json").write_text(
        json.dumps([asdict(text) for text in found.texts], ensure_ascii=False), "utf-8"
    )
    LexicalIndex.build([text.text for text in found.texts]).save(directory / "lexical")
    vectors = encoder.encode_documents([text.text for text in found.meant], progress)
    VectorIndex.build(vectors).save(directory / "vectors")
    return len(found.meant)
