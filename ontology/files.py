"""The files of the ontology: where they are, and their text under the base IRI in use."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ontology.names import BASE, DEFAULT_BASE

__all__ = [
    "alignment_files",
    "catalogue_file",
    "concept_files",
    "export_files",
    "ontology_file",
    "overview_file",
    "read",
    "rule_files",
    "shapes_file",
]

_HERE: Final = Path(__file__).resolve().parent


def ontology_file() -> Path:
    """Classes and properties, in Turtle."""
    return _HERE / "regiograph.ttl"


def overview_file() -> Path:
    """What the drawing on the ontology's page shows, in YAML."""
    return _HERE / "overview.yaml"


def shapes_file() -> Path:
    """SHACL shapes, in Turtle."""
    return _HERE / "shapes.ttl"


def catalogue_file() -> Path:
    """What a catalogue of data sets says of us in every release, in Turtle."""
    return _HERE / "catalogue.ttl"


def concept_files() -> tuple[Path, ...]:
    """One Turtle file a concept scheme, by name of the scheme."""
    return tuple(sorted((_HERE / "concepts").glob("*.ttl")))


def alignment_files() -> tuple[Path, ...]:
    """One Turtle file of SKOS mappings a foreign vocabulary."""
    return tuple(sorted((_HERE / "alignments").glob("*.ttl")))


def rule_files() -> tuple[Path, ...]:
    """SPARQL CONSTRUCT rules, in the order in which they run."""
    return tuple(sorted((_HERE / "rules").glob("*.rq")))


def export_files() -> tuple[Path, ...]:
    """SPARQL CONSTRUCT queries that say the same in the words of another vocabulary."""
    return tuple(sorted((_HERE / "exports").glob("*/*.rq")))


def read(path: Path) -> str:
    """Text of a file of the ontology; files are written with the default base IRI."""
    return path.read_text(encoding="utf-8").replace(DEFAULT_BASE, BASE)
