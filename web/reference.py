"""All addresses of the server: as OpenAPI 3.1 for programs, as a page for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

import yaml
from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from web.api_document import Operation, operations, read_document
from web.headers import conditional, etag_of, open_to_all
from web.ports import Service

__all__ = ["blueprint", "code_spans"]


def blueprint(_service: Service) -> Blueprint:
    """Routes of the description."""
    routes = Blueprint("reference", __name__)
    routes.add_url_rule("/api", "page", _page)
    routes.add_url_rule("/openapi.json", "json", lambda: _sent("application/json", _as_json))
    routes.add_url_rule("/openapi.yaml", "yaml", lambda: _sent("application/yaml", _as_yaml))
    routes.add_app_template_filter(code_spans)
    routes.after_request(open_to_all)
    return routes


def code_spans(text: str) -> Markup:
    """A text of the document as HTML: what stands between backticks is code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else part
        for place, part in enumerate(parts)
    )


def _sent(media_type: str, write: Callable[[Mapping[str, Any]], str]) -> Response:
    etag = etag_of("openapi", media_type, request.host_url)
    return conditional(etag, lambda: Response(write(_document()), content_type=media_type))


def _document() -> dict[str, Any]:
    """The document of this server, at the address that the client knows it by."""
    document = read_document()
    info = {**document["info"], "version": version("regiograph")}
    servers = [{"url": request.host_url.rstrip("/")}]
    return {"openapi": document["openapi"], "info": info, "servers": servers, **_rest(document)}


def _rest(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in ("tags", "paths", "components")}


def _as_json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)


def _as_yaml(document: Mapping[str, Any]) -> str:
    return yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)


class _Plain(yaml.SafeDumper):
    """Writes what stands twice twice: not every reader of OpenAPI follows YAML's anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _page() -> str:
    document = read_document()
    grouped: dict[str, list[Operation]] = {tag["name"]: [] for tag in document["tags"]}
    for operation in operations(document):
        grouped[operation.tag].append(operation)
    return render_template(
        "reference.html",
        document=document,
        groups=[(tag, grouped[tag["name"]]) for tag in document["tags"]],
    )
