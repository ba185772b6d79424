"""Where the time of one answer goes, step by step, inside this process."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.measurement import Figure, Section
from bench.search import questions
from graph.release import ReleaseDirectory
from search import candidates, reader
from search import engine as engine_module
from search.encoder import QueryEncoder
from search.engine import SearchEngine
from search.fit import Assessor
from search.judgement import Judge
from search.language import LanguageDetector
from search.lexical import LexicalIndex
from search.linking import Linker
from search.loading import load_engine
from search.reader import Reader
from search.responding import Responder
from search.retrieval import Retriever
from search.vectors import VectorIndex

ASKED = 100
ABOUT = f"""
The mean of {ASKED} held-out questions, asked one after another in one process without HTTP. Each
step is counted without the steps inside it.
"""
# What each step is called, and the functions that are it: (where they are looked up, name).
STEPS: tuple[tuple[str, Any, str], ...] = (
    ("language", LanguageDetector, "detect"),
    ("linking of names", Linker, "mentions"),
    ("stages", reader, "stage_numbers"),
    ("encoding", QueryEncoder, "encode_queries"),
    ("lexical scores", LexicalIndex, "scores"),
    ("vectors", VectorIndex, "similarities_of"),
    ("fusing", Retriever, "near"),
    ("fusing", Retriever, "kinds_of_fact"),
    ("reading, the rest", Reader, "read"),
    ("ranking", candidates, "weighted_nodes"),
    ("ranking", candidates, "rank"),
    ("fit", Assessor, "assess"),
    ("facts", Responder, "facts"),
    ("facts", Responder, "direct"),
    ("judgement", Judge, "certainty"),
    ("receipt", engine_module, "receipt"),
    ("answer, the rest", SearchEngine, "answer"),
    ("JSON", json, "dumps"),
)


class Stopwatch:
    """Adds up the time inside functions, each without the watched ones that it calls."""

    def __init__(self) -> None:
        """Nothing is watched yet."""
        self.seconds: dict[str, float] = defaultdict(float)
        self._inside: list[str] = []
        self._since = 0.0

    @contextmanager
    def watching(self, step: str, owner: Any, name: str) -> Iterator[None]:  # noqa: ANN401
        """While the block runs, what `owner.name` takes is counted as `step`."""
        original = getattr(owner, name)
        setattr(owner, name, self._watched(step, original))
        try:
            yield
        finally:
            setattr(owner, name, original)

    def _watched(self, step: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401
            self._turn()
            self._inside.append(step)
            try:
                return original(*arguments, **named)
            finally:
                self._turn()
                self._inside.pop()

        return watched

    def _turn(self) -> None:
        """Give the time since the last turn to the step that was running."""
        now = perf_counter()
        if self._inside:
            self.seconds[self._inside[-1]] += now - self._since
        self._since = now


def measure(var: Path) -> Section:
    """Load the current release and ask."""
    release = ReleaseDirectory(var).current()
    engine = load_engine(release.search_dir, release.version, QueryEncoder())
    texts = questions("heldout")[:ASKED]
    for text in texts:
        engine.answer(text)
    stopwatch = Stopwatch()
    begun = perf_counter()
    with ExitStack() as watched:
        for step in STEPS:
            watched.enter_context(stopwatch.watching(*step))
        for text in texts:
            json.dumps(engine.answer(text).to_json())
    whole = perf_counter() - begun
    return Section("Where the time goes", ABOUT, [*_figures(stopwatch, whole, len(texts))])


def _figures(stopwatch: Stopwatch, whole: float, asked: int) -> Iterator[Figure]:
    seconds = stopwatch.seconds
    for step in sorted(seconds, key=lambda name: -seconds[name]):
        yield Figure(step, seconds[step] / asked * 1000, "ms")
    yield Figure("objects for JSON", (whole - sum(seconds.values())) / asked * 1000, "ms")
    yield Figure("all", whole / asked * 1000, "ms")
