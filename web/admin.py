"""Whether it really works: a query and a search, run as a client would run them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, Response, jsonify

from graph.queries import load
from web.ports import Parts, Service

__all__ = ["blueprint"]

_log: Final = logging.getLogger(__name__)
_QUESTION: Final = "digital innovation hubs"


def blueprint(service: Service) -> Blueprint:
    """Routes of those who run the server."""
    routes = Blueprint("admin", __name__)
    routes.add_url_rule("/health", "health", lambda: _health(service))
    return routes


@dataclass(frozen=True, slots=True)
class _Check:
    """How one check went; ``failure`` names the error, '' when all is well."""

    milliseconds: float
    failure: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "status": "fail" if self.failure else "pass",
            "milliseconds": round(self.milliseconds, 1),
            **({"failure": self.failure} if self.failure else {}),
        }


def _health(service: Service) -> Response:
    with service.current() as parts:
        checks = {
            "sparql": _timed(lambda: _query(parts)),
            "search": _timed(lambda: _search(parts)),
        }
        body = {
            "status": "fail" if any(check.failure for check in checks.values()) else "pass",
            "release": parts.release.version,
            "checks": {name: check.to_json() for name, check in checks.items()},
            "search": _search_state(parts),
            "pool": parts.pool.status(),
        }
    response = jsonify(body)
    response.status_code = 200 if body["status"] == "pass" else 503
    response.headers["Cache-Control"] = "no-store"
    return response


def _timed(check: Callable[[], None]) -> _Check:
    start = time.perf_counter()
    failure = ""
    try:
        check()
    # Whatever is wrong, a health check has to say so and not to fall over itself.
    except Exception as error:
        _log.exception("A health check failed")
        failure = type(error).__name__
    return _Check((time.perf_counter() - start) * 1000, failure)


def _query(parts: Parts) -> None:
    parts.pool.query(load("health"))


def _search(parts: Parts) -> None:
    answer = parts.search.answer(_QUESTION, lang="en", limit=1, without=()).to_json()
    if not answer["results"]:
        raise LookupError(f"The search finds nothing for {_QUESTION!r}.")


def _search_state(parts: Parts) -> object:
    """Whether the encoder works; a search without an encoder may have nothing to tell."""
    status = getattr(parts.search, "status", None)
    return status() if status else {"encoder": "unknown"}
