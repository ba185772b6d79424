"""The canonical lines of a release that is there already, out of its N-Quads dump."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.canonical import RELEASE_GRAPH, canonical_hash
from graph.dumps import dump_name
from graph.formats import N_QUADS
from graph.manifest import ManifestError
from graph.release import Release

__all__ = ["DumpedLines"]

_OF_RELEASE: Final = f" {RELEASE_GRAPH} .\n".encode()


@dataclass(frozen=True, slots=True)
class DumpedLines:
    """Sorted lines, read anew at each use; out of the store they would have to be sorted again."""

    release: Release

    def __iter__(self) -> Iterator[bytes]:
        """The lines that the sources state, without those that describe the release."""
        with gzip.open(self.path) as lines:
            for line in lines:
                if not line.startswith(b"#") and not line.endswith(_OF_RELEASE):
                    yield line

    @property
    def path(self) -> Path:
        """The dump."""
        return self.release.dumps_dir / f"{dump_name(self.release.version, N_QUADS)}.gz"

    @property
    def are_whole(self) -> bool:
        """Whether their canonical hash is that of the release; each look reads all of them."""
        try:
            return canonical_hash(self) == self.release.manifest.canonical_hash
        except (OSError, EOFError, zlib.error, ManifestError):  # deleted, broken off, damaged
            return False
