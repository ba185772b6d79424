"""How fast texts and questions become vectors, and how far the two engines are apart."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import perf_counter

from bench.measurement import Figure, Section, Times, milliseconds
from bench.search import questions
from search.encoder import DocumentEncoder, QueryEncoder
from search.weights import model_directory

ABOUT = """
The held-out questions through both engines: sentence-transformers, which a build uses with all
cores, and the compact engine of the server, which uses one.
"""


def measure(var: Path) -> Section:
    """Our own questions, by both engines, in this process."""
    texts = questions("heldout")
    compact = QueryEncoder()
    begun = perf_counter()
    full = DocumentEncoder(model_directory(var / "models"))
    loaded = perf_counter() - begun
    full.encode_queries(texts[:20])
    compact.encode_queries(texts[:1])
    begun = perf_counter()
    ours = full.encode_queries(texts)
    rate = len(texts) / (perf_counter() - begun)
    each = Times([milliseconds(partial(compact.encode_queries, [text])) for text in texts])
    apart = 1 - (ours * compact.encode_queries(texts)).sum(axis=1).min()
    return Section(
        "Encoders",
        ABOUT,
        [
            Figure("document encoder, import and load", loaded, "s"),
            Figure("document encoder, questions", rate, "/s"),
            *each.figures("query encoder, one question", (None, None)),
            Figure("largest cosine distance of the two", float(apart), "", aim=0.001),
        ],
    )
