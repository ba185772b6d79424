"""Every error as a client reads it: application/problem+json (RFC 9457), or a page in a browser."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Flask, Response, render_template, request
from jinja2 import TemplateError
from markupsafe import escape
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
)

from graph.errors import NeverBegunError, ResultCutError
from graph.formats import best
from graph.guard import GuardError, TooLongError
from graph.patch import NotInLogError
from graph.pool import (
    EvaluationError,
    PoolClosedError,
    QueryCancelledError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    QueueFullError,
    ResultTooLargeError,
    WorkerDiedError,
)
from graph.release import ReleaseError, UnknownReleaseError
from ontology.names import BASE

__all__ = ["PROBLEM_JSON", "Problem", "is_for_people", "problem_of", "register_problems", "respond"]

PROBLEM_JSON: Final = "application/problem+json"
_log = logging.getLogger(__name__)

# The first line that fits decides, so a class stands before the one it derives from.
_TABLE: Final[tuple[tuple[type[Exception], int, str, str], ...]] = (
    (TooLongError, 413, "query-too-long", "The query is too long"),
    (GuardError, 400, "query-refused", "The query is refused"),
    (QuerySyntaxError, 400, "query-syntax", "The query can't be read"),
    (NeverBegunError, 503, "busy", "The server is busy"),
    (QueryTimeoutError, 504, "query-deadline", "The query took too long"),
    (QueryCancelledError, 409, "query-cancelled", "The query was cancelled"),
    (ResultTooLargeError, 422, "result-too-large", "The result is too large"),
    (ResultCutError, 422, "result-cut", "The result was cut"),
    (WorkerDiedError, 500, "query-memory", "The query needed too much"),
    (EvaluationError, 400, "query-evaluation", "The query can't be evaluated"),
    (QueueFullError, 503, "busy", "The server is busy"),
    (PoolClosedError, 503, "unavailable", "The graph can't be asked now"),
    (NotInLogError, 410, "not-in-log", "The change log does not reach back so far"),
    (UnknownReleaseError, 404, "", "Not Found"),
    (ReleaseError, 400, "", "Bad Request"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong; ``more`` are further members, ``headers`` go with the answer."""

    status: int
    type: str
    title: str
    detail: str
    more: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Members of RFC 9457, section 3.1, then our own."""
        return {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }


def register_problems(app: Flask) -> None:
    """Answer every exception of an app with a problem."""
    app.register_error_handler(Exception, respond)


def respond(error: Exception) -> Response:
    """The answer to an exception; one that isn't in the table is our fault, and logged."""
    problem = problem_of(error)
    if problem.status == 500 and not isinstance(error, QueryError | HTTPException):
        _log.error("%s %s failed", request.method, request.path, exc_info=error)
    if is_for_people():
        response = Response(_page(problem), problem.status)
    else:
        text = json.dumps(problem.to_json(), ensure_ascii=False)
        response = Response(text, problem.status, content_type=PROBLEM_JSON)
    response.headers.update(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.vary.add("Accept")
    return response


def is_for_people() -> bool:
    """Whether who asks would rather read a page than a problem+json."""
    return best(request.headers.get("Accept"), (PROBLEM_JSON, "text/html")) == "text/html"


def _page(problem: Problem) -> str:
    """A page like the others, or a bare one where they can't be made (an app without pages)."""
    try:
        return render_template("problem.html", problem=problem)
    except TemplateError:
        return (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{problem.title}</title>'
            f"<h1>{problem.title}</h1><p>{escape(problem.detail)}</p></html>"
        )


def problem_of(error: Exception) -> Problem:
    """The problem that an exception is."""
    if isinstance(error, HTTPException):
        return _of_http(error)
    for kind, status, name, title in _TABLE:
        if isinstance(error, kind):
            iri = f"{BASE}problem/{name}" if name else "about:blank"
            return Problem(status, iri, title, _said(error), _more(error), _headers(error))
    return Problem(
        500,
        "about:blank",
        "Internal Server Error",
        "This is a fault of the server; it is in its log. Try again, or report it.",
    )


def _of_http(error: HTTPException) -> Problem:
    kept = ("Allow", "Content-Range", "Retry-After", "Location")
    headers = {name: value for name, value in error.get_headers() if name in kept}
    return Problem(error.code or 500, "about:blank", error.name, _explained(error), {}, headers)


def _explained(error: HTTPException) -> str:
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        known = ", ".join(sorted(error.valid_methods))
        return f"{request.method} isn't answered at {request.path[:200]}. Use one of {known}."
    if isinstance(error, RequestEntityTooLarge) and request.max_content_length:
        return f"The request is longer than {request.max_content_length} bytes. Send a shorter one."
    if isinstance(error, NotFound) and error.description == NotFound.description:
        return f"There is nothing at {request.path[:200]}. /api lists all addresses."
    return error.description or ""


def _said(error: Exception) -> str:
    return str(error.args[0] if isinstance(error, LookupError) and error.args else error)


def _more(error: Exception) -> dict[str, Any]:
    more: dict[str, Any] = {}
    place = getattr(error, "place", None)
    if place:
        more |= {"line": place.line, "column": place.column}
    if isinstance(error, QueryError) and error.advice:
        more["advice"] = list(error.advice)
    if isinstance(error, QueryTimeoutError):
        more["deadlineSeconds"] = error.deadline
    if isinstance(error, ResultTooLargeError):
        more["maxRows" if error.unit == "rows" else "maxBytes"] = error.limit
    return more


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, QueueFullError | NeverBegunError):
        return {"Retry-After": str(error.retry_after)}
    return {"Retry-After": "5"} if isinstance(error, PoolClosedError) else {}
