"""What is said of the tables: of all in one file, and of each in a file of its own beside it.

Whoever takes a single table away with ``<table>.csv-metadata.json`` has its licence, version,
size, checksum and sources. That file can't name other tables, so the references between tables
stand only in ``csv-metadata.json``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.checksums import sha256_of
from ontology.names import RG

__all__ = ["METADATA", "Metadata", "Release", "Source"]

METADATA: Final = "csv-metadata.json"  # where readers of CSVW look for it beside a table
_SPDX: Final = "http://spdx.org/rdf/terms#"
_Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """What the release was made of: IRI, title, and its licence or its terms in words."""

    origin: str
    title: str
    sha256: str
    licence: str = ""
    rights: str = ""

    def node(self) -> _Node:
        """It in JSON-LD, as CSVW restricts it."""
        said: _Node = {"@id": self.origin, "dc:title": self.title, str(RG.sha256): self.sha256}
        if self.licence:
            said["dc:license"] = {"@id": self.licence}
        if self.rights:
            said["dc:rights"] = self.rights
        return said


@dataclass(frozen=True, slots=True)
class Release:
    """The release that the tables are taken from; ``dataset`` and ``licence`` are IRIs."""

    dataset: str
    version: str
    licence: str
    sources: Sequence[Source]

    def terms(self) -> _Node:
        """Licence, version and day, the same for each table."""
        return {
            "dc:license": {"@id": self.licence},
            "dc:identifier": self.version,
            "dc:issued": {"@value": "-".join(self.version.split(".")[:3]), "@type": "xsd:date"},
        }

    def origin(self) -> _Node:
        """Where a table comes from: this release, and that from its sources."""
        return {
            "@id": self.dataset,
            "dc:identifier": self.version,
            "prov:wasDerivedFrom": [source.node() for source in self.sources],
        }


@dataclass(frozen=True, slots=True)
class Metadata:
    """The descriptions; ``columns`` is the JSON that tells what all the columns mean."""

    columns: str
    release: Release

    def write(self, directory: Path) -> list[Path]:
        """Write them beside the tables, which have to be there."""
        written: _Node = json.loads(self.columns)
        tables = [self._described(table, directory) for table in written.pop("tables")]
        group = {
            **written,
            **self.release.terms(),
            "prov:wasDerivedFrom": self.release.origin(),
            "tables": tables,
        }
        alone = [
            _write(directory / f"{t['url']}-metadata.json", {**written, **_alone(t)})
            for t in tables
        ]
        return [_write(directory / METADATA, group), *alone]

    def _described(self, table: _Node, directory: Path) -> _Node:
        path = directory / table["url"]
        size = {"@value": str(path.stat().st_size), "@type": "xsd:nonNegativeInteger"}
        checksum = {
            "@type": f"{_SPDX}Checksum",
            f"{_SPDX}algorithm": {"@id": f"{_SPDX}checksumAlgorithm_sha256"},
            f"{_SPDX}checksumValue": {"@value": sha256_of(path), "@type": "xsd:hexBinary"},
        }
        return {
            **table,
            **self.release.terms(),
            "dcat:byteSize": size,
            f"{_SPDX}checksum": checksum,
            "prov:wasDerivedFrom": self.release.origin(),
        }


def _alone(table: _Node) -> _Node:
    schema = {key: said for key, said in table["tableSchema"].items() if key != "foreignKeys"}
    return {**table, "rdfs:seeAlso": {"@id": METADATA}, "tableSchema": schema}


def _write(path: Path, said: _Node) -> Path:
    path.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
