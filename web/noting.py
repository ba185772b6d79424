"""Says in each answer which release it was made from, whatever route made it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flask import Flask, Response, g

from graph.release import Release, ReleaseDirectory
from web.ports import Parts, Service

__all__ = ["HEADER", "NotingService", "note", "tell_release"]

HEADER: Final = "X-Regiograph-Release"
_EXPOSED: Final = "Access-Control-Expose-Headers"


class NotingService:
    """A service that notes, for the request that is answered, what release it gave out."""

    def __init__(self, service: Service) -> None:
        """Everything is handed on to ``service``."""
        self._service = service

    @property
    def version(self) -> str:
        """Version of the release that is served."""
        return self._service.version

    @property
    def releases(self) -> ReleaseDirectory:
        """All releases on disk; who opens one there notes it by ``note``."""
        return self._service.releases

    @contextmanager
    def current(self) -> Iterator[Parts]:
        """Parts of the release that is served."""
        with self._service.current() as parts:
            note(parts.release)
            yield parts

    @contextmanager
    def release(self, version: str | None = None) -> Iterator[Parts]:
        """Parts of a release by version, None for the one that is served."""
        with self._service.release(version) as parts:
            note(parts.release)
            yield parts


def note(release: Release) -> Release:
    """Remember that the answer comes from a release; gives it back."""
    g.release_noted = release.version
    return release


def tell_release(app: Flask) -> None:
    """Put the release that was noted into every answer that isn't an error."""
    app.after_request(_told)


def _told(response: Response) -> Response:
    version = g.get("release_noted")
    if version and response.status_code < 400:
        response.headers.setdefault(HEADER, version)
        exposed = response.headers.get(_EXPOSED)
        if exposed and HEADER not in exposed:
            response.headers[_EXPOSED] = f"{exposed}, {HEADER}"
    return response
