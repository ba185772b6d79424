"""What the pages need from the parts below them, so that tests can bring their own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from graph.release import Release, ReleaseDirectory

__all__ = ["Answer", "Engine", "Parts", "Pool", "Service"]


class Answer(Protocol):
    """An answered question; ``to_json`` gives the objects that /api/search documents."""

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON objects and lists."""


class Engine(Protocol):
    """The search of one release."""

    def answer(
        self, question: str, *, lang: str | None, limit: int, without: Sequence[str]
    ) -> Answer:
        """Answer a question; ``without`` are IRIs of constraints to leave out."""


class Pool(Protocol):
    """The workers that run queries of users."""

    def query(self, text: str) -> object:
        """Run a query; raises when it can't be answered."""

    def status(self) -> object:
        """How many workers are alive, and how they are shut off from the network."""


class Parts(Protocol):
    """What one request works with; all of one release."""

    @property
    def release(self) -> Release:
        """The release, with its store."""

    @property
    def search(self) -> Engine:
        """Its search."""

    @property
    def pool(self) -> Pool:
        """Its query workers."""


class Service(Protocol):
    """Where a request gets its parts from."""

    @property
    def version(self) -> str:
        """Version of the release that is served."""

    @property
    def releases(self) -> ReleaseDirectory:
        """All releases on disk."""

    def current(self) -> AbstractContextManager[Parts]:
        """Parts of the release that is served."""

    def release(self, version: str | None = None) -> AbstractContextManager[Parts]:
        """Parts of a release by version, None for the one that is served."""
