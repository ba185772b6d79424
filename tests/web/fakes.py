"""Parts that answer without models and workers, over a real small release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.formats import TRIG
from graph.manifest import Manifest, PartRecord, SourceRecord
from graph.pool import QueryPool
from graph.release import Release, ReleaseDirectory
from graph.store import Store
from graph.terms import Quad
from ontology.names import BASE, DEFAULT_BASE, concept, thing

VERSION = "2025.03.31"
OLDER = "2025.01.15"
SMALL = Path(__file__).parent / "data" / "small.trig"
EVIDENCE = {
    "iri": thing("passage", "p1"),
    "section": "Support actions > Cluster partnerships",
    "lines": "136-138",
    "sha256": "633265f7c93b057bb97f647bdb66ad7332493252273f5a571da0fa9ba17c574f",
    "quotation": None,
}


def write_release(releases: ReleaseDirectory, version: str) -> Release:
    """A release with the small graph, one download and a page of documentation."""
    path = releases.releases / version
    for folder in ("dumps", "docs"):
        (path / folder).mkdir(parents=True)
    (path / "dumps" / "regiograph.nt").write_bytes(b"<a:b> <a:c> <a:d> .\n")
    (path / "docs" / "index.html").write_text("<h1>Ontology</h1>", encoding="utf-8")
    store = Store.create(path / "graph")
    small = SMALL.read_bytes().replace(DEFAULT_BASE.encode(), BASE.encode())
    store.engine.load(small, format=TRIG.engine)  # type: ignore[arg-type]
    store.insert([Quad(quad.subject, quad.predicate, quad.object) for quad in store.quads()])
    store.optimise()
    _manifest(version).write(path / "manifest.json")
    return Release(path)


def _manifest(version: str) -> Manifest:
    return Manifest(
        version=version,
        created="2025-03-31T12:00:00Z",
        base=BASE,
        ontology_version="0.1.0",
        canonical_hash="f" * 64,
        sources=(
            SourceRecord("background", "Background document", "Reuse allowed", "a" * 64, 120),
        ),
        statements=150,
        parts=(PartRecord("dumps/regiograph.nt", "b" * 64, 20),),
    )


@dataclass
class FakeAnswer:
    """JSON as it would come from the engine."""

    content: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        return dict(self.content)


@dataclass
class FakeEngine:
    """Answers everything with the same two instruments, and nothing about the moon."""

    asked: list[tuple[str, str | None, int, tuple[str, ...]]] = field(default_factory=list)
    broken: bool = False

    def answer(
        self, question: str, *, lang: str | None, limit: int, without: Sequence[str]
    ) -> FakeAnswer:
        if self.broken:
            raise RuntimeError("The index is gone.")
        self.asked.append((question, lang, limit, tuple(without)))
        covered = "moon" not in question
        direct = _COMPARED if "compare" in question else _DIRECT
        found = [constraint for constraint in _CONSTRAINTS if constraint["iri"] not in without]
        return FakeAnswer(
            {
                "question": question,
                "language": lang or ("de" if "welche" in question else "en"),
                "answered": covered,
                "answer": direct if covered else None,
                "silence": _DIRECT if "dark side" in question else None,
                "constraints": found,
                "results": _RESULTS[:limit],
                "total": len(_RESULTS),
                "sparql": f'SELECT ?i WHERE {{ ?i ?p "{question}" }}',
                "next_question": "Have you submitted an Expression of Interest?",
                "notes": ["Stages are numbered as in the source's headings."],
                "release": "",
            }
        )

    def status(self) -> Mapping[str, Any]:
        return {"encoder": "ready"}


@dataclass
class FakePool:
    """Runs no query, but says so when it is told to be broken."""

    broken: bool = False
    queries: list[str] = field(default_factory=list)

    def query(self, text: str) -> object:
        if self.broken:
            raise TimeoutError("No worker answered.")
        self.queries.append(text)
        return b"{}"

    def status(self) -> Mapping[str, Any]:
        return {"workers": 2, "sandbox": "seccomp"}


@dataclass(frozen=True)
class FakeParts:
    """The parts of one release."""

    release: Release
    search: FakeEngine
    pool: FakePool


@dataclass(frozen=True)
class FakeService:
    """Gives the parts of a release without opening workers."""

    releases: ReleaseDirectory
    opened: dict[str, FakeParts]
    version: str = VERSION

    @contextmanager
    def current(self) -> Iterator[FakeParts]:
        yield self.opened[self.version]

    @contextmanager
    def release(self, version: str | None = None) -> Iterator[FakeParts]:
        self.releases.get(version or self.version)
        yield self.opened[version or self.version]


def open_fakes(releases: ReleaseDirectory) -> FakeService:
    """A service over two small releases on disk."""
    opened = {
        version: FakeParts(write_release(releases, version), FakeEngine(), FakePool())
        for version in (OLDER, VERSION)
    }
    return FakeService(releases, opened)


_CONSTRAINTS: list[dict[str, Any]] = [
    {
        "kind": "stage",
        "iri": concept("stage", "phase-3"),
        "slug": "phase-3",
        "label": "Industry cooperation and design of projects",
        "words": "phase 3",
        "removable": True,
    },
    {
        "kind": "theme",
        "iri": concept("theme", "theme-3d-printing"),
        "slug": "theme-3d-printing",
        "label": "3D printing",
        "words": "3D printing",
        "removable": True,
    },
    {
        "kind": "asked",
        "iri": concept("fact", "instrument"),
        "slug": "instrument",
        "label": "which support fits",
        "words": "which support fits",
        "removable": False,
    },
]
_DIRECT = {
    "text": "EUR 2.8 million for at least eight partnerships (planned, stated November 2017).",
    "values": ["EUR 2,800,000", "≥ 8 partnerships"],
    "evidence": [EVIDENCE],
    "language": "en",
}
_COMPARED: dict[str, Any] = _DIRECT | {
    "comparison": {
        "things": ["ReConfirm", "EIAH"],
        "rows": [
            {
                "fact": "budget",
                "cells": [
                    {"sentences": [{"text": "EUR 1 million", "language": "en"}], "stated": True},
                    {
                        "sentences": [{"text": "the source does not say", "language": "en"}],
                        "stated": False,
                    },
                ],
            }
        ],
    }
}
_RESULTS: list[dict[str, Any]] = [
    {
        "iri": thing("instrument", "escp-s3"),
        "slug": "escp-s3",
        "type": "instrument",
        "label": "Strategic cluster partnerships for smart specialisation",
        "description": "A call that helps cluster organisations of several regions plan joint "
        "investment in the areas that they share.",
        "url": None,
        "score": 0.91,
        "signals": {"exact_name": 0.0, "lexical": 0.31, "dense": 0.42, "graph": 0.18},
        "verdict": "fits-if",
        "reasons": [
            {
                "criterion": "stage",
                "outcome": "met",
                "text": "It supports stage 3, cooperation and design of projects.",
                "path": [],
                "evidence": [EVIDENCE],
            },
            {
                "criterion": "reserved-for",
                "outcome": "open",
                "text": "Only cluster organisations apply: are you one?",
                "path": [],
                "evidence": [],
            },
        ],
        "evidence": [EVIDENCE | {"quotation": "Words of the <document>."}],
    },
    {
        "iri": thing("instrument", "eccp"),
        "slug": "eccp",
        "type": "instrument",
        "label": "European Cluster Collaboration Platform",
        "description": "A meeting place where more than 500 cluster organisations find partners.",
        "url": None,
        "score": 0.74,
        "signals": {"lexical": 0.2, "dense": 0.54},
        "verdict": "fits",
        "reasons": [],
        "evidence": [EVIDENCE],
    },
    {
        "iri": thing("instrument", "taiex-regio-p2p"),
        "slug": "taiex-regio-p2p",
        "type": "instrument",
        "label": "TAIEX Regio peer-2-peer",
        "description": "Experts of one public body visit those of another.",
        "url": None,
        "score": 0.2,
        "signals": {"dense": 0.2},
        "verdict": "does-not-fit",
        "reasons": [
            {
                "criterion": "reserved-for",
                "outcome": "unmet",
                "text": "It is kept for bodies that manage the ERDF or the Cohesion Fund.",
                "path": [],
                "evidence": [EVIDENCE],
            }
        ],
        "evidence": [],
    },
]


@dataclass(frozen=True)
class OpenedPool:
    """A release of which only the query workers are open."""

    release: Release
    pool: QueryPool


@dataclass(frozen=True)
class OneRelease:
    """A service that has no other."""

    opened: OpenedPool

    @contextmanager
    def release(self, version: str | None = None) -> Iterator[OpenedPool]:
        """It, whichever is asked for."""
        del version
        yield self.opened
