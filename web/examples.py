"""The library of example queries: a page to read, and JSON for editors and notebooks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from graph.examples import TASKS, Example, by_task, library
from ontology.names import BASE
from web.headers import conditional, etag_of, open_to_all
from web.links import href
from web.ports import Service
from web.wording import wanted_language

__all__ = ["Cell", "blueprint", "cell"]


def blueprint(service: Service) -> Blueprint:
    """Routes of the examples."""
    views = _Views(service)
    routes = Blueprint("examples", __name__)
    routes.add_url_rule("/examples", "page", lambda: views.answer(_page))
    routes.add_url_rule("/examples.json", "json", lambda: views.answer(_json))
    routes.add_app_template_filter(cell, "cell")
    routes.after_request(open_to_all)
    return routes


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as a page shows it; ``address`` is empty where it links to nothing."""

    text: str
    address: str = ""


def cell(text: str) -> Cell:
    """The cell of an expected row: ``<id/region/BE2>`` becomes a link."""
    if not (text.startswith("<") and text.endswith(">")):
        return Cell(text)
    return Cell(text[1:-1], href(_absolute(text)[1:-1]))


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service

    def answer(self, make: Callable[[], Response]) -> Response:
        """The examples are the software's; a release that is named is where they are run."""
        with self.service.release(request.args.get("release")) as parts:
            etag = etag_of(parts.release.tag, request.url, wanted_language())
            response = conditional(etag, make)
        response.vary.add("Accept-Language")
        return response


def _page() -> Response:
    return Response(render_template("examples.html", groups=by_task(), tasks=TASKS))


def _json() -> Response:
    return jsonify(
        endpoint=url_for("sparql.sparql", _external=True),
        base=BASE,
        tasks=[{"task": task, "title": title} for task, title in TASKS.items()],
        examples=[_described(example) for example in library()],
    )


def _described(example: Example) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": example.name,
        "title": example.title,
        "question": example.question,
        "task": example.task,
        "query": example.query,
        "page": url_for("examples.page", _anchor=example.name, _external=True),
    }
    if example.elsewhere:
        return {**found, "elsewhere": example.elsewhere, "expected": None}
    rows = [[_absolute(text) for text in row] for row in example.rows]
    return {
        **found,
        "expected": {"columns": example.columns, "rows": rows, "count": example.count},
    }


def _absolute(text: str) -> str:
    """A cell with its IRI in full."""
    is_ours = text.startswith("<") and ":" not in text
    return f"<{BASE}{text[1:]}" if is_ours else text
