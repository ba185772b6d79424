"""What a build is made of: the parts that a builder puts together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from graph.manifest import ModelRecord
from graph.profiles import Pack
from graph.release import ReleaseDirectory
from graph.store import Store
from graph.terms import Quad
from ingest.source import Source
from ontology.documentation import Examples

__all__ = [
    "Advanced",
    "BuildPlan",
    "Documenter",
    "Finding",
    "Indexer",
    "Inferrer",
    "Report",
    "Teller",
    "Validator",
    "no_documentation",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation or warning: which node breaks which shape, and how."""

    node: str
    shape: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found; any violation stops the build."""

    violations: Sequence[Finding] = ()
    warnings: Sequence[Finding] = ()


Validator = Callable[[Store], Report]
Documenter = Callable[[Path, Examples], None]  # writes pages about the ontology into a directory
Advanced = Callable[[int, int], None]  # done, of
Teller = Callable[[Store, str, Path], Sequence[Pack]]  # store, version, directory of downloads
Inferrer = Callable[[Store], Iterable[Quad]]  # each quad in the graph of what was inferred


class Indexer(Protocol):
    """Builds a search index beside the other steps of a build. Called in this order, each once."""

    def prepare(self) -> None:
        """Begin what takes long and needs no statements; returns at once."""

    def begin(self, store: Store, out_dir: Path) -> None:
        """Write what needs the store; what takes longest goes on when this has returned."""

    def finish(self, advanced: Advanced) -> ModelRecord | None:
        """Wait for the rest, telling how far it is; None when no model was needed."""

    def close(self) -> None:
        """End what is still running, also after a step that failed."""


class _NoIndex:
    """An index with nothing in it."""

    def prepare(self) -> None:
        """Nothing takes long."""

    def begin(self, store: Store, out_dir: Path) -> None:
        """Nothing to write."""

    def finish(self, advanced: Advanced) -> ModelRecord | None:
        """No model was needed."""
        return None

    def close(self) -> None:
        """Nothing is running."""


def no_documentation(out_dir: Path, examples: Examples) -> None:
    """Documentation with nothing in it."""


def _nothing_told(store: Store, version: str, out_dir: Path) -> Sequence[Pack]:
    """The graph in no words but its own."""
    return ()


def _nothing_found(store: Store) -> Report:
    return Report()


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """Everything a build needs; ``version`` None means the next one of today."""

    releases: ReleaseDirectory
    sources: Sequence[Source]
    version: str | None = None
    ontology_version: str = ""
    validate: Validator = _nothing_found
    inferences: Sequence[Inferrer] = field(default=())
    index: Indexer = field(default_factory=_NoIndex)
    document: Documenter = no_documentation
    tell: Teller = _nothing_told  # writes the graph in the words of others
