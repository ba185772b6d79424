"""What a source of statements offers: quads in named graphs, and the files they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from graph.terms import Quad

__all__ = ["Source", "SourceError", "checksum"]


class SourceError(ValueError):
    """A source that can't be read; ``location`` is a file, and a line or a row in it."""

    def __init__(self, source: str, location: str, message: str) -> None:
        """``message`` says what is wrong and what to do."""
        super().__init__(f"{source}, {location}: {message}")
        self.source = source
        self.location = location
        self.message = message


class Source(Protocol):
    """Statements of one origin; ``licence`` is the IRI of the licence they are reused under."""

    @property
    def name(self) -> str:
        """Short name, as `regiograph build` prints it."""

    @property
    def title(self) -> str:
        """Title as the origin gives it."""

    @property
    def licence(self) -> str:
        """IRI of the licence."""

    def inputs(self) -> Sequence[Path]:
        """Files that the statements are made of; their checksum tells versions apart."""

    def quads(self) -> Iterator[Quad]:
        """The statements, each in a named graph, without blank nodes."""


def checksum(paths: Sequence[Path]) -> str:
    """SHA-256 over the names and contents of files, whatever their order."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: (path.name, str(path))):
        digest.update(f"{path.name}\n{path.stat().st_size}\n".encode())
        with path.open("rb") as stream:
            while piece := stream.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()
