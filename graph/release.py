"""Releases on disk: immutable directories, and a link to the one that is served."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.labels import Labels
from graph.manifest import Manifest
from graph.properties import Properties
from graph.store import Store

__all__ = ["Release", "ReleaseDirectory", "ReleaseError", "UnknownReleaseError", "version_order"]

_VERSION = re.compile(r"\d{4}\.\d{2}\.\d{2}(\.\d+)?")
_STAGING = ".building-"
_NOT_THERE = (0, 0)


class ReleaseError(ValueError):
    """A version that can't be used."""


class UnknownReleaseError(LookupError):
    """No release has that version, or there is none at all."""


@dataclass(frozen=True)
class Release:
    """One release: graph, search index, dumps, changes and manifest, made together."""

    path: Path
    stamp: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Note which file the manifest is: another one, once the version was built again.

        So what was read of a release that is gone is never taken for one that has its number.
        """
        object.__setattr__(self, "stamp", _stamp(self.path))

    @property
    def is_there(self) -> bool:
        """Whether it was on disk when this object was made."""
        return self.stamp != _NOT_THERE

    @property
    def version(self) -> str:
        """Its version, for example 2025.03.31 or 2025.03.31.2."""
        return self.path.name

    @property
    def graph_dir(self) -> Path:
        """Directory of the store, for processes that open it themselves."""
        return self.path / "graph"

    @property
    def search_dir(self) -> Path:
        """Directory of the search index."""
        return self.path / "search"

    @property
    def dumps_dir(self) -> Path:
        """Directory of the downloads."""
        return self.path / "dumps"

    @property
    def changes_dir(self) -> Path:
        """Directory of what differs from the release before."""
        return self.path / "changes"

    @property
    def schema_dir(self) -> Path:
        """Directory of the counts behind the schema pages; older releases have none."""
        return self.path / "schema"

    @property
    def docs_dir(self) -> Path:
        """Directory of the documentation of the ontology."""
        return self.path / "docs"

    @property
    def history_dir(self) -> Path:
        """Directory of the change log up to this release: graph/history.py reads it."""
        return self.path / "history"

    @cached_property
    def manifest(self) -> Manifest:
        """Its manifest, read once."""
        return Manifest.read(self.path / "manifest.json")

    @cached_property
    def tag(self) -> str:
        """What caches know it by: its version, and the checksum of its manifest.

        The manifest has the checksum of every file, so a version that was deleted and built
        again has another tag.
        """
        manifest = self.path / "manifest.json"
        digest = hashlib.sha256(manifest.read_bytes() if manifest.exists() else b"")
        return f"{self.version}-{digest.hexdigest()[:16]}"

    @cached_property
    def store(self) -> Store:
        """Its store, opened read-only when first asked for."""
        return Store.open(self.graph_dir)

    @cached_property
    def labels(self) -> Labels:
        """What its things are called."""
        return Labels(self.store)

    @cached_property
    def properties(self) -> Properties:
        """Its properties, read once."""
        return Properties.read(self.store)


@dataclass(frozen=True, slots=True)
class ReleaseDirectory:
    """All releases under ``var/``."""

    var: Path

    def current_version(self) -> str | None:
        """Version that the link names, None when nothing is served yet; one system call."""
        try:
            return (self.var / "current").readlink().name
        except FileNotFoundError:
            return None

    def linked(self) -> Release | None:
        """The release that the link names, None when none is there (yet, or any more)."""
        version = self.current_version()
        release = Release(self.releases / version) if version else None
        return release if release and release.is_there else None

    def current(self) -> Release:
        """The release that is served."""
        version = self.current_version()
        if version is None:
            raise UnknownReleaseError(
                f"There is no release under {self.var} yet. Run `regiograph build`."
            )
        return self.get(version)

    def versions(self) -> list[str]:
        """Versions of all complete releases, oldest first."""
        found = [path.name for path in self.releases.glob("*") if _VERSION.fullmatch(path.name)]
        return sorted(found, key=version_order)

    def get(self, version: str) -> Release:
        """The release of a version."""
        if version not in self.versions():
            known = ", ".join(self.versions()) or "none"
            raise UnknownReleaseError(f"There is no release {version!r}. Available: {known}.")
        return Release(self.releases / version)

    def switch(self, version: str) -> Release:
        """Serve a version from now on; atomic, and on disk when it returns."""
        release = self.get(version)
        link = self.var / f".current-{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("releases") / version)
        link.replace(self.var / "current")
        sync_directory(self.var)
        return release

    def staging(self) -> Path:
        """A new directory to build in; it is no release until ``publish`` renames it."""
        path = self.releases / f"{_STAGING}{os.getpid()}"
        path.mkdir(parents=True)
        return path

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A directory for what a build needs on disk but doesn't publish; gone afterwards."""
        self.releases.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=_STAGING, dir=self.releases) as path:
            yield Path(path)

    def publish(self, staging: Path, version: str) -> Release:
        """Make a finished directory the release of that version; it isn't served yet."""
        self.check_new(version)
        staging.rename(self.releases / version)
        sync_directory(self.releases)
        return self.get(version)

    def remove_stale(self) -> list[str]:
        """Remove what killed builds left; call it only with the build lock held.

        Whoever holds the lock knows that every other builder is gone: the kernel takes the
        lock from a dead process, and a process number may have been given to another one.
        """
        stale = sorted(self.releases.glob(f"{_STAGING}*"))
        for path in stale:
            shutil.rmtree(path)
        return [path.name for path in stale]

    def check_new(self, version: str) -> None:
        """Raise unless a new release can have that version."""
        if not _VERSION.fullmatch(version):
            raise ReleaseError(
                f"{version!r} is no version: write it like 2025.03.31 or 2025.03.31.2."
            )
        if version in self.versions():
            raise ReleaseError(
                f"Release {version} exists. Choose another version, or serve it with "
                f"`regiograph releases switch {version}`."
            )

    def next_version(self, day: date) -> str:
        """First free version of a day: 2025.03.31, then 2025.03.31.2, and so on."""
        first = f"{day:%Y.%m.%d}"
        taken = set(self.versions())
        later = (f"{first}.{number}" for number in count(2))
        return next(version for version in chain([first], later) if version not in taken)

    @property
    def releases(self) -> Path:
        """Directory that holds one directory a release."""
        return self.var / "releases"


def sync_directory(path: Path) -> None:
    """Wait until the names in a directory are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _stamp(release: Path) -> tuple[int, int]:
    """Which file a release's manifest is, and of when; its directory while there is none."""
    with suppress(FileNotFoundError):
        found = (release / "manifest.json").stat()
        return (found.st_ino, found.st_mtime_ns)
    with suppress(FileNotFoundError):
        return (release.stat().st_ino, 0)
    return _NOT_THERE


def version_order(version: str) -> tuple[int, ...]:
    """What versions are sorted by; ValueError for what is no version."""
    return tuple(int(part) for part in version.split("."))
