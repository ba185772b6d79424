"""The application: every page and route, over the releases that a service opens."""

from __future__ import annotations

from typing import Final, cast

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from web import (
    admin,
    atom,
    browse,
    catalogue,
    changes,
    discovery,
    embed,
    entities,
    examples,
    exports,
    ldes,
    memento,
    oembed,
    pages,
    profiles,
    quality,
    reference,
    schema,
    search_terms,
    sitemap,
    sparql,
    suggest,
    void,
    workbench,
)
from web import search as search_pages
from web.cancelling import Running
from web.noting import NotingService, tell_release
from web.problems import register_problems
from web.service import Service
from web.settings import Settings

__all__ = ["application"]

_MODULES: Final = (
    *(pages, search_pages, browse, entities, exports, quality, admin),
    *(catalogue, examples, profiles, schema, search_terms, void),
    *(memento, changes, ldes, atom),
    *(discovery, sitemap, suggest, embed, oembed, workbench, reference),
)


def application(opened: Service, settings: Settings) -> Flask:
    """Flask's application; it closes nothing, the releases are the caller's."""
    service = NotingService(opened)
    app = Flask("web")
    app.extensions["regiograph"] = opened
    for module in _MODULES:
        app.register_blueprint(module.blueprint(service))
    # Only processes beside this one make it worth listening to them.
    running = Running(settings.var / "processes" if settings.workers > 1 else None)
    app.register_blueprint(sparql.blueprint(cast("sparql.Releases", service), running))
    register_problems(app)
    tell_release(app)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=0, x_proto=count, x_host=count
        )
    return app
