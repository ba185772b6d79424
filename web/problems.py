"""Errors as answers: one table from exception to status, and one shape (RFC 9457)."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, jsonify, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException

from graph.formats import best
from graph.release import UnknownReleaseError

__all__ = ["register_problems"]

STATUSES: Final[dict[type[Exception], HTTPStatus]] = {UnknownReleaseError: HTTPStatus.NOT_FOUND}
_log = logging.getLogger(__name__)


def register_problems(app: Flask) -> None:
    """Answer every error of the app in the form that the client reads."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _failed)
    for error in STATUSES:
        app.register_error_handler(error, _known)


def _refused(error: HTTPException) -> Response:
    response = _problem(HTTPStatus(error.code or 500), error.description or "")
    for name, value in error.get_headers(request.environ):
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _known(error: Exception) -> Response:
    return _problem(STATUSES[type(error)], str(error))


def _failed(error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.path, exc_info=error)
    return _problem(
        HTTPStatus.INTERNAL_SERVER_ERROR, "This is a fault of the server; it is logged."
    )


def _problem(status: HTTPStatus, detail: str) -> Response:
    if (
        best(request.headers.get("Accept"), ["application/problem+json", "text/html"])
        == "text/html"
    ):
        return _page(status, detail)
    response = jsonify(type="about:blank", title=status.phrase, status=int(status), detail=detail)
    response.content_type = "application/problem+json"
    response.status_code = status
    return response


def _page(status: HTTPStatus, detail: str) -> Response:
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{status.phrase}</title>'
        f'<h1>{status.phrase}</h1><p>{escape(detail)}</p><p><a href="/">Search</a></p></html>'
    )
    return Response(text, status=status, content_type="text/html; charset=utf-8")
