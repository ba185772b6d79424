"""The tiny graph of conftest.py as a source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.terms import Quad


class TinySource:
    """Gives the quads that it was given."""

    name, title, licence = "tiny", "Tiny", "http://example.org/licence"

    def __init__(self, quads: list[Quad]) -> None:
        self._quads = quads

    def inputs(self) -> list[Path]:
        return []

    def quads(self) -> Iterator[Quad]:
        return iter(self._quads)
