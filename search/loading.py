"""Loading: the engine of one release, out of its search directory."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from search.candidates import Candidates
from search.encoder import Encoder
from search.engine import Parts, SearchEngine
from search.fit import Assessor
from search.index import SearchIndex
from search.joining import JoiningRule
from search.judgement import Judge, Model
from search.language import detect, stop_words
from search.linking import Linker
from search.looked_up import LookedUp
from search.overlaps import NAMED
from search.phrasebook import Phrasebook
from search.precedents import Precedents
from search.presenting import Presenter
from search.ranking import Weights
from search.reader import Reader
from search.remarks import Remarks
from search.responding import Responder
from search.retrieval import Retriever
from search.telling import Teller
from search.vocabulary import Vocabulary
from search.wording import Wordings

# Kinds whose names are looked for letter by letter; the others are found by retrieval.
LINKED = NAMED | frozenset(
    "stage theme technology ket audience sector topic offer fact country region partnership".split()
)


def load_engine(directory: Path, release: str, encoder: Encoder | None) -> SearchEngine:
    """The engine of the release whose search part is in `directory`.

    Without an encoder it searches by letters and the graph alone, and its answers say so.
    """
    # Half a second to unpack the model, which Python does beside other work.
    with _collector_at_rest(), ThreadPoolExecutor(1) as aside:
        aside.submit(detect, "")
        engine = _loaded(SearchIndex.load(directory), release, encoder)
    _give_back_memory()
    return engine


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Nothing that is loaded is garbage: looking for some takes a fifth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _give_back_memory() -> None:
    """Reading leaves a sixth of the memory free but kept, where glibc has ``malloc_trim(3)``."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _loaded(index: SearchIndex, release: str, encoder: Encoder | None) -> SearchEngine:
    catalogue = index.catalogue
    linked = [
        t
        for t in catalogue.texts
        if t.kind in LINKED and t.role not in {"description", "statement"}
    ]
    stops = stop_words()
    linker = Linker(linked, stops, fuzzy_kinds=NAMED)
    precedents = Precedents.load()
    retriever = Retriever(index.texts, index.vectors, index.lexical, encoder, precedents)
    vocabulary, wordings = Vocabulary.load(), Wordings(Phrasebook.load(), catalogue)
    joining = JoiningRule(catalogue, vocabulary)
    assessor, responder = Assessor(catalogue, wordings), Responder(catalogue)
    looked_up = LookedUp(catalogue, wordings)
    candidates = Candidates(catalogue, assessor, joining, looked_up, Weights(), precedents)
    return SearchEngine(
        Parts(
            reader=Reader(catalogue, linker, retriever, vocabulary, stops),
            candidates=candidates,
            judge=Judge(catalogue, stops, Model.load()),
            looked_up=looked_up,
            responder=responder,
            presenter=Presenter(catalogue, assessor, wordings),
            teller=Teller(catalogue, assessor, responder, joining, wordings),
            remarks=Remarks(catalogue, responder, wordings),
            detect=detect,
            release=release,
        )
    )
