"""How the search does with 100,000 entities: the release's own, and generated ones beside them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.measurement import Figure, Section, Times, milliseconds
from bench.search import questions
from graph.release import ReleaseDirectory
from ontology.names import thing
from search.catalogue import Node, Text
from search.encoder import QueryEncoder
from search.index import SearchIndex
from search.lexical import LexicalIndex
from search.loading import load_engine
from search.text import words
from search.vectors import VectorIndex

ENTITIES = 100_000
ASKED = 100
NEAREST = 10
KINDS = ("instrument", "platform", "actor", "programme", "rule", "event")
SPREAD = 0.5  # length of the noise that is added to a real vector of length 1
ABOUT = f"""
{ENTITIES:,} generated entities beside those of the release, only here. Their names are words of
the release drawn at random, their vectors those of real wordings with noise of half their
length. {ASKED} held-out questions are answered in one process, encoding included. Recall is that of
the vector index against sorting all products in double precision.
"""

Vectors = NDArray[np.float32]


def measure(var: Path, work: Path) -> Section:
    """Write the large index aside, load it, and ask."""
    release = ReleaseDirectory(var).current()
    directory = work / "large"
    vectors = _write(SearchIndex.load(release.search_dir), directory)
    encoder = QueryEncoder()
    engine = load_engine(directory, release.version, encoder)
    texts = questions("heldout")
    for text in texts[ASKED : ASKED + 20]:
        engine.answer(text)
    times = Times([milliseconds(partial(engine.answer, text)) for text in texts[:ASKED]])
    index = VectorIndex.load(directory / "vectors")
    found = recall(index, vectors, encoder.encode_queries(texts[:ASKED]))
    return Section(
        f"{ENTITIES:,} entities",
        ABOUT,
        [
            *times.figures("an answer", (80, None)),
            Figure(f"recall@{NEAREST} of the vectors", found, "", aim=0.99, at_least=True),
        ],
    )


def recall(index: VectorIndex, vectors: Vectors, asked: Vectors) -> float:
    """Share of the truly nearest rows that the index finds, as near as rounding tells."""
    exact = vectors.astype(np.float64)
    hits = 0
    for question in asked:
        cosines = exact @ question
        tenth = np.partition(cosines, -NEAREST)[-NEAREST]
        hits += int((cosines[index.search(question, NEAREST).rows] >= tenth - 1e-6).sum())
    return hits / (NEAREST * len(asked))


def _write(real: SearchIndex, directory: Path) -> Vectors:
    chance = random.Random(7)
    nodes = list(_generated(real, chance))
    texts = [Text(node.iri, node.kind, "en", "label", node.labels["en"]) for node in nodes]
    catalogue = replace(
        real.catalogue,
        nodes=real.catalogue.nodes | {node.iri: node for node in nodes},
        texts=(*real.catalogue.texts, *texts),
    )
    assert real.vectors is not None
    embedded = len(real.vectors)
    everything = [*real.texts[:embedded], *texts, *real.texts[embedded:]]
    directory.mkdir()
    catalogue.save(directory / "catalogue.json")
    rows = json.dumps([asdict(text) for text in everything], ensure_ascii=False)
    (directory / "texts.json").write_text(rows, encoding="utf-8")
    LexicalIndex.build([text.text for text in everything]).save(directory / "lexical")
    vectors = _vectors(real)
    VectorIndex.build(vectors).save(directory / "vectors")
    return vectors


def _generated(real: SearchIndex, chance: random.Random) -> Iterator[Node]:
    known = sorted({w for t in real.texts if t.language == "en" for w in words(t.text)})
    for number in range(ENTITIES):
        kind = chance.choice(KINDS)
        name = " ".join(chance.choices(known, k=chance.randint(2, 6)))
        yield Node(thing(kind, f"generated-{number}"), kind, {"en": name})


def _vectors(real: SearchIndex) -> Vectors:
    assert real.vectors is not None
    own = real.vectors.rows(range(len(real.vectors)))
    numbers = np.random.default_rng(7)
    noise = numbers.standard_normal((ENTITIES, own.shape[1]), dtype=np.float32)
    noise *= SPREAD / np.linalg.norm(noise, axis=1, keepdims=True)
    made = own[numbers.integers(len(own), size=ENTITIES)] + noise
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return np.concatenate([own, made])
