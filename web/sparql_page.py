"""The SPARQL page: a form that needs no JavaScript, with a result below it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from flask import Response, render_template
from werkzeug.exceptions import NotFound

from graph.errors import ResultCutError
from graph.examples import by_task, library
from graph.formats import TURTLE
from graph.pool import Limits, ResultTooLargeError
from graph.result import Result
from ontology.names import BASE
from web import problems

__all__ = ["example_query", "page", "shown"]

_BYTES: Final = 4 << 20  # of a result that is shown
_ROWS: Final = 500


def example_query(name: str | None) -> str:
    """The query that the form begins with; NotFound if there is no such example."""
    wanted = name or library()[0].name
    found = next((one.query for one in library() if one.name == wanted), None)
    if found is None:
        raise NotFound(f"There is no example {wanted[:80]!r}. See /examples for all of them.")
    return found


def page(
    version: str, limits: Limits, query: str, result: dict[str, Any] | None = None
) -> Response:
    """The page of a release with a query, and what ``shown`` gave; None if it was not asked."""
    empty = {"problem": None, "turtle": None, "table": None, "too_long": False, "most": _ROWS}
    text = render_template(
        "sparql.html",
        query=query,
        asked=result is not None,
        examples=by_task(),
        shown_release=version,
        limits=limits,
        base=BASE,
        **{**empty, **(result or {})},
    )
    problem = result.get("problem") if result else None
    status = problem.status if problem else 200
    response = Response(text, status, content_type="text/html; charset=utf-8")
    response.vary.add("Accept-Language")
    if problem:
        response.headers.update(problem.headers)
        response.headers["Cache-Control"] = "no-store"
    return response


def shown(result: Result) -> dict[str, Any]:
    """What the page shows of a result, which it closes; raises ResultCutError."""
    text = _read(result)
    if text is None:
        return _too_long()
    if result.cut:
        raise ResultCutError(result.cut)
    if result.format == TURTLE:
        return {"turtle": text.decode()}
    return {"table": json.loads(text)}


def _read(result: Result) -> bytes | None:
    """All bytes, None if they are more than the page shows; the rest is never made."""
    text = bytearray()
    try:
        for piece in result.chunks():
            text += piece
            if len(text) > _BYTES:
                return None
    finally:
        result.close()
    return bytes(text)


def _too_long() -> dict[str, Any]:
    """The page's own limit, which is no limit of the endpoint: the workbench reads further."""
    problem = problems.problem_of(ResultTooLargeError(_BYTES, "bytes"))
    detail = (
        f"The result is longer than the {_BYTES >> 20} MiB that this page shows. Choose another "
        "format above to have all of it, or add a LIMIT."
    )
    return {"problem": replace(problem, detail=detail), "too_long": True}
