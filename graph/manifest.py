"""What is in a release and what it was made of: ``manifest.json``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

__all__ = ["Manifest", "ManifestError", "ModelRecord", "PartRecord", "SourceRecord"]

_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")


class ManifestError(ValueError):
    """A manifest that can't be read."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as it was when the release was built; ``sha256`` is that of its input files."""

    name: str
    title: str
    licence: str
    sha256: str
    statements: int

    @property
    def slug(self) -> str:
        """Its name as the last segment of an IRI."""
        return _NOT_SLUG.sub("-", self.name.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """The sentence encoder that made the vectors."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PartRecord:
    """A file of the release; ``path`` starts at the release's directory."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release described.

    ``created`` is UTC in ISO 8601, ``canonical_hash`` that of graph/canonical.py,
    ``previous`` the version it replaced, None for the first.
    """

    version: str
    created: str
    base: str
    ontology_version: str
    canonical_hash: str
    previous: str | None = None
    model: ModelRecord | None = None
    sources: tuple[SourceRecord, ...] = ()
    counts_by_class: Mapping[str, int] = field(default_factory=dict)
    counts_by_graph: Mapping[str, int] = field(default_factory=dict)
    statements: int = 0
    warnings: tuple[str, ...] = ()
    parts: tuple[PartRecord, ...] = ()

    @property
    def moment(self) -> datetime:
        """``created`` as a time."""
        return datetime.fromisoformat(self.created)

    def to_json(self) -> dict[str, Any]:
        """The manifest as JSON objects and lists."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Manifest:
        """The manifest that ``to_json`` wrote."""
        model = found.get("model")
        return cls(
            **{
                **found,
                "model": ModelRecord(**model) if model else None,
                "sources": tuple(SourceRecord(**source) for source in found["sources"]),
                "warnings": tuple(found["warnings"]),
                "parts": tuple(PartRecord(**part) for part in found["parts"]),
            }
        )

    def write(self, path: Path) -> None:
        """Write it as JSON text with sorted keys."""
        text = json.dumps(self.to_json(), indent=2, ensure_ascii=False, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """The manifest in a file."""
        try:
            return cls.from_json(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise ManifestError(
                f"Can't read the manifest {path}: {error!r}. Build the release again."
            ) from error
