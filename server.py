"""The web application: what a server starts. The command line is in `commands`."""

from __future__ import annotations

import os
import sys
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Final

from commands import main
from graph.release import ReleaseDirectory
from web.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

    from web.lookups import Lookups
    from web.service import Opener

__all__ = ["app_from_environment", "asgi_from_environment", "create_app", "main"]

_TURN: Final = 0.0005  # seconds


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
    """The application with the settings in the environment: what a WSGI server calls."""
    settings = Settings.from_environment(os.environ)
    app = create_app(ReleaseDirectory(settings.var), settings, opener)
    # Not atexit: the server's processes are children of multiprocessing, which leaves without
    # it but runs its own finalizers.
    Finalize(None, app.extensions["regiograph"].close, exitpriority=10)
    return app


def asgi_from_environment(opener: Opener | None = None) -> Lookups:
    """The same for an ASGI server, where slow clients and short queries hold no thread."""
    from web.gateway import Gateway
    from web.lookups import Lookups
    from web.time_slices import ask_for_long_slices

    settings = Settings.from_environment(os.environ)
    app = app_from_environment(opener)
    service = app.extensions["regiograph"]
    # Threads that compute let the event loop have its turn sooner than after 5 ms.
    sys.setswitchinterval(_TURN)
    ask_for_long_slices()  # this thread is the one of the event loop
    return Lookups(Gateway(app, settings.threads, ending=service.close), service)


def _real_opener(settings: Settings) -> Opener:
    # The encoder takes seconds to import; `releases list` and the tests don't need it.
    from web.opening import opener_of

    return opener_of(settings)
