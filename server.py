"""The web application: what a WSGI server starts. The command line is in `commands`."""

from __future__ import annotations

import os
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING

from commands import main
from graph.release import ReleaseDirectory
from web.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

    from web.service import Opener

__all__ = ["app_from_environment", "create_app", "main"]


def create_app(
    releases: ReleaseDirectory, settings: Settings, opener: Opener | None = None
) -> Flask:
    """The application over a directory of releases; ``opener`` opens one (None: for real)."""
    # The pages take a second to import; the process that starts the server's workers and the
    # other commands don't need them.
    from web.application import application
    from web.service import Service

    return application(Service(releases, opener or _real_opener(settings)), settings)


def app_from_environment(opener: Opener | None = None) -> Flask:
    """The application with the settings in the environment: what the WSGI server calls."""
    settings = Settings.from_environment(os.environ)
    app = create_app(ReleaseDirectory(settings.var), settings, opener)
    # Not atexit: the WSGI server's processes are children of multiprocessing, which leaves
    # without it but runs its own finalizers.
    Finalize(None, app.extensions["regiograph"].close, exitpriority=10)
    return app


def _real_opener(settings: Settings) -> Opener:
    # The encoder takes seconds to import; `releases list` and the tests don't need it.
    from web.opening import opener_of

    return opener_of(settings)
