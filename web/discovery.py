"""What browsers and crawlers look for at agreed places: search description, manifest, icons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, current_app, render_template, request

from web.headers import conditional, etag_of, open_to_all
from web.ports import Service
from web.wording import Wording, load_wordings, wanted_language

__all__ = ["blueprint"]

_ICONS: Final = {
    "/favicon.ico": "favicon.ico",
    "/favicon.svg": "favicon.svg",
    "/apple-touch-icon.png": "icon-180.png",
}
_COLOUR: Final = "#0b4a8f"  # of the icon, and of the pages' accents


def blueprint(service: Service) -> Blueprint:
    """Routes of the well-known small files."""
    views = _Views(service, load_wordings())
    routes = Blueprint("discovery", __name__)
    routes.add_url_rule("/robots.txt", "robots", views.robots)
    routes.add_url_rule("/opensearch.xml", "opensearch", views.opensearch)
    routes.add_url_rule("/manifest.webmanifest", "manifest", views.manifest)
    for path, file in _ICONS.items():
        routes.add_url_rule(path, file.replace(".", "-"), _icon, defaults={"file": file})
    return routes


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service
    wordings: Mapping[str, Wording]

    def robots(self) -> Response:
        """Pages may be read; questions, queries and what only programs need may not."""
        text = render_template("robots.txt", host=request.host_url)
        return Response(text, content_type="text/plain; charset=utf-8")

    def opensearch(self) -> Response:
        """OpenSearch 1.1: a browser can add the search, with suggestions while one types."""
        language = wanted_language()

        def write() -> Response:
            text = render_template(
                "opensearch.xml", host=request.host_url, t=self.wordings[language]
            )
            return Response(text, content_type="application/opensearchdescription+xml")

        response = conditional(etag_of(request.url, language), write)
        response.vary.add("Accept-Language")
        return open_to_all(response)

    def manifest(self) -> Response:
        """Name, colours and icons for those who put the page on their screen."""
        t = self.wordings[wanted_language()]
        content = {
            "id": "/",
            "name": "Regiograph",
            "short_name": "Regiograph",
            "description": t("tagline"),
            "lang": t.language,
            "dir": "ltr",
            "start_url": "/",
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#f5f6f8",
            "theme_color": _COLOUR,
            "icons": [
                {"src": "/static/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
                *(
                    {"src": f"/static/icon-{size}.png", "sizes": f"{size}x{size}",
                     "type": "image/png"}
                    for size in (192, 512)
                ),
            ],
        }  # fmt: skip
        text = json.dumps(content, ensure_ascii=False)
        response = Response(text, content_type="application/manifest+json")
        response.vary.add("Accept-Language")
        return response


def _icon(file: str) -> Response:
    return current_app.send_static_file(file)
