"""The files of a release that people and portals take away, and what each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from graph.formats import RDF_FORMATS, Format, by_suffix
from graph.release import Release

__all__ = ["Download", "downloads", "named"]

_FOLDER: Final = "dumps/"
_PACKINGS: Final[Mapping[str, str]] = {
    ".gz": "application/gzip",
    ".zst": "application/zstd",
    ".zip": "application/zip",
}
_OTHERS: Final[Mapping[str, str]] = {
    ".csv": "text/csv; charset=utf-8; header=present",
    ".json": "application/csvm+json",
    ".zip": "application/zip",
    "": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file: its name below ``dumps/``, its size in bytes, its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str

    @property
    def format(self) -> Format | None:
        """The RDF format of its content, packed or not; None for tables and lists."""
        found = by_suffix(PurePosixPath(self._unpacked).suffix)
        return found if found in RDF_FORMATS else None

    @property
    def packing(self) -> str:
        """Media type of what it is packed with; empty when it is not packed."""
        return _PACKINGS.get(PurePosixPath(self.name).suffix, "")

    @property
    def media_type(self) -> str:
        """Media type of the file as it is sent: a packed file is that, not its content."""
        if self.packing:
            return self.packing
        if self.format:
            return self.format.media_type
        return _OTHERS.get(PurePosixPath(self.name).suffix, "application/octet-stream")

    @property
    def is_table(self) -> bool:
        """Whether it is a table, what describes them, or all of them together."""
        return self.name.startswith("csv/") or self.name.endswith("-csv.zip")

    @property
    def is_pack(self) -> bool:
        """Whether it is the graph in the words of others, or the report on that."""
        return self.name.startswith("profiles/")

    @property
    def readable_size(self) -> str:
        """The size in MB or kB."""
        return f"{self.size / 1e6:.1f} MB" if self.size >= 1e6 else f"{self.size / 1e3:.1f} kB"

    @property
    def _unpacked(self) -> str:
        suffix = PurePosixPath(self.name).suffix
        return self.name.removesuffix(suffix) if suffix in _PACKINGS else self.name


def downloads(release: Release) -> list[Download]:
    """All files that the manifest lists, by name."""
    return [
        Download(part.path.removeprefix(_FOLDER), part.bytes, part.sha256)
        for part in release.manifest.parts
        if part.path.startswith(_FOLDER)
    ]


def named(release: Release, name: str) -> Download | None:
    """The download of a name; the version in it may be left out: ``regiograph.nt.gz``."""
    known = {download.name: download for download in downloads(release)}
    versioned = name.replace("regiograph", f"regiograph-{release.version}", 1)
    return known.get(name) or known.get(versioned)
