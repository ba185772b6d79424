"""The SPARQL endpoint: the SPARQL 1.1 Protocol, read-only."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from flask import Blueprint, Response, g, request

from graph.cancellation import Cancellation
from graph.dataset import Dataset
from graph.formats import HTML, RESULT_FORMATS, RESULTS_JSON, TURTLE, Format
from graph.guard import GuardError, Inspection, TooLongError
from graph.pool import Limits, QueryError, QueryPool, QueueFullError
from graph.release import Release
from graph.result import CUT_MARK, Result
from graph.void import description_of
from graph.writing import write
from ontology.names import SD
from web import problems
from web.cancelling import ID, Running
from web.client import watching
from web.description import describe
from web.headers import conditional, etag_of
from web.limits import LIMITS, limits_of
from web.protocol import GRAPH_FORMATS, Operation, choose_format, read_operation
from web.sparql_page import example_query, page, shown
from web.void import access_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

__all__ = ["Outcome", "Parts", "Releases", "blueprint", "tag_of"]

_NO_DATASET: Final = Dataset()
_MAX_REQUEST: Final = 8 << 20  # bytes; a query in a form may be three times as long as it is
_METHODS: Final = "GET, HEAD, POST, OPTIONS"
_RESULT: Final = "X-Regiograph-Result"
_TOLD: Final = "sparql_headers"  # in the context of the request
_EXPOSED: Final = f"ETag, Retry-After, X-Regiograph-Release, {LIMITS}, {_RESULT}"


class Parts(Protocol):
    """An opened release, as this blueprint uses it."""

    @property
    def release(self) -> Release:
        """Names the version."""

    @property
    def pool(self) -> QueryPool:
        """Answers queries."""


class Releases(Protocol):
    """Opens releases for requests."""

    def release(self, version: str | None = None) -> AbstractContextManager[Parts]:
        """The release of a version (None: the current one), open while the block runs."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a query that was run before its route was reached (see ``web.lookups``)."""

    KEY: ClassVar[str] = "regiograph.outcome"  # in the ASGI scope

    release: str  # the tag of the one that was asked
    found: Result | Exception
    cancellation: Cancellation  # ends it, while it flows too

    @classmethod
    def known(cls, environ: WSGIEnvironment) -> Outcome | None:
        """That of a request, if it has one."""
        found: Outcome | None = environ.get("asgi.scope", {}).get(cls.KEY)
        return found

    @property
    def body(self) -> bytes | None:
        """The whole answer, None for one that flows or failed."""
        return self.found.body if isinstance(self.found, Result) else None

    def result(self) -> Result:
        """The answer; raises what the query raised."""
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    def close(self) -> None:
        """Leave it: the current release has just become another one."""
        if isinstance(self.found, Result):
            self.found.close()


def tag_of(
    release: str, query: str, format: Format, dataset: Dataset = _NO_DATASET, finding: str = ""
) -> str:
    """The entity tag of an answer; ``release`` is a release's tag, ``finding`` what its
    searches depend on.
    """
    graphs = (*dataset.default, "|", *dataset.named)
    return etag_of(release, query, format.media_type, *graphs, "|", finding)


def blueprint(service: Releases, running: Running | None = None) -> Blueprint:
    """Routes under ``/sparql``; ``running`` knows the queries that can be cancelled."""
    routes = Blueprint("sparql", __name__)
    endpoint = _Endpoint(service, running or Running())
    routes.add_url_rule(
        "/sparql",
        "sparql",
        endpoint.answer,
        methods=["GET", "POST"],
        provide_automatic_options=False,
    )
    routes.add_url_rule("/sparql", "options", _options, methods=["OPTIONS"])
    routes.add_url_rule("/sparql/cancel", "cancel", endpoint.cancel, methods=["POST"])
    routes.register_error_handler(Exception, problems.respond)
    routes.after_request(_open_to_all)
    return routes


def _options() -> Response:
    response = Response(status=204)
    del response.headers["Content-Type"]
    response.headers["Allow"] = _METHODS
    response.headers["Access-Control-Allow-Methods"] = _METHODS
    response.headers["Access-Control-Allow-Headers"] = f"Accept, Content-Type, If-None-Match, {ID}"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _open_to_all(response: Response) -> Response:
    """Data anyone may read, from any page: no cookie is ever looked at here.

    What was asked, and under which limits, is told with failures too.
    """
    response.headers.update(g.get(_TOLD, {}))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.vary.add("Accept")
    return response


class _Endpoint:
    def __init__(self, service: Releases, running: Running) -> None:
        self._service = service
        self._running = running

    def cancel(self) -> Response:
        """End a query of whoever knows its id."""
        self._running.cancel(request.form.get("id", ""))
        return Response(status=204)

    def answer(self) -> Response:
        request.max_content_length = request.max_form_memory_size = _MAX_REQUEST
        operation = read_operation(request)
        version = operation.release if operation else request.args.get("release")
        with ExitStack() as stack:
            parts = stack.enter_context(self._service.release(version))
            limits = limits_of(parts.pool.limits, operation)
            setattr(g, _TOLD, {"X-Regiograph-Release": parts.release.version, LIMITS: limits})
            if operation is None:
                response = _describe(parts)
            else:
                cancellation = stack.enter_context(self._running.one(request.headers.get(ID)))
                stack.enter_context(watching(request.environ, cancellation))
                if known := Outcome.known(request.environ):
                    stack.enter_context(watching(request.environ, known.cancellation))
                response = _answered(parts, operation, cancellation)
            # A long answer is still being made: its release stays open until it is sent.
            response.call_on_close(stack.pop_all().close)
            return response


def _answered(parts: Parts, asked: Operation, cancellation: Cancellation) -> Response:
    """The answer; what goes wrong is told in a browser beside the query, which is not lost."""
    try:
        return _Answer(parts, asked, cancellation).response()
    except (GuardError, QueryError, QueueFullError) as error:
        if isinstance(error, TooLongError) or not problems.is_for_people():
            raise
        problem = {"problem": problems.problem_of(error)}
        return page(parts.release.version, parts.pool.limits, asked.query, problem)


def _describe(parts: Parts) -> Response:
    """A GET without a query: a form for people, a description for programs."""
    format = choose_format(
        request.args.get("format"), request.headers.get("Accept"), GRAPH_FORMATS[:4]
    )
    if format == HTML:
        example = example_query(request.args.get("example"))
        return page(parts.release.version, parts.pool.limits, example)
    told = parts.release, parts.pool.limits, request.host_url, format
    return conditional(
        etag_of(parts.release.tag, *told[1:]),
        lambda: Response(_description(*told), content_type=_content_type(format)),
    )


@lru_cache(maxsize=16)
def _description(release: Release, limits: Limits, root: str, format: Format) -> bytes:
    """Kept, because clients ask for it before their first query."""
    access = access_of(release, root)
    quads = describe(access.endpoint, limits, description_of(release), access)
    return write(quads, format, {"sd": str(SD)})


class _Answer:
    """Answers one query of one request."""

    def __init__(self, parts: Parts, operation: Operation, cancellation: Cancellation) -> None:
        self._parts = parts
        self._asked = operation
        self._cancellation = cancellation
        self._read: Inspection = parts.pool.inspect(operation.query)
        rows = self._read.form not in ("CONSTRUCT", "DESCRIBE")
        self._plain = RESULTS_JSON if rows else TURTLE
        self._format = choose_format(
            operation.format,
            request.headers.get("Accept"),
            RESULT_FORMATS if rows else GRAPH_FORMATS,
        )

    def response(self) -> Response:
        if self._format == HTML:
            return self.page()
        tag = self._tag()
        known = request.if_none_match
        # A star means any answer there is: whether there is one shows when the query is run.
        if not self._read.volatile and not known.star_tag and known.contains_weak(tag):
            return self._cached(Response(status=304), tag)
        result = self.run(self._format)
        if result.body is not None:
            response = Response(result.body, content_type=_content_type(self._format))
            response.headers[_RESULT] = "whole"
            self._cached(response, tag)
            if known.star_tag:
                response.make_conditional(request.environ)
            return response
        response = Response(result.chunks(), content_type=_content_type(self._format))
        response.call_on_close(result.close)
        response.headers["Cache-Control"] = "no-store"  # it may yet be cut
        response.headers[_RESULT] = f'flowing, whole unless it ends with "{CUT_MARK}"'
        return response

    def run(self, format: Format) -> Result:
        known = Outcome.known(request.environ)
        if known and known.release == self._parts.release.tag:
            return known.result()
        if known:
            known.close()
        asked = self._asked
        return self._parts.pool.query(
            asked.query,
            format,
            asked.dataset,
            asked.timeout,
            asked.max_bytes,
            asked.max_rows,
            self._cancellation,
        )

    def page(self) -> Response:
        """The answer shown in the page, up to a length."""
        parts = self._parts
        found = shown(self.run(self._plain))
        return page(parts.release.version, parts.pool.limits, self._asked.query, found)

    def _tag(self) -> str:
        release = self._parts.release.tag
        finding = self._parts.pool.finding(self._read)
        return tag_of(release, self._asked.query, self._format, self._asked.dataset, finding)

    def _cached(self, response: Response, tag: str) -> Response:
        if self._read.volatile:
            response.headers["Cache-Control"] = "no-store"
            return response
        response.set_etag(tag, weak=True)
        # A release never changes, but which one is the current one does.
        named = self._asked.release is not None
        response.headers["Cache-Control"] = (
            "public, max-age=31536000, immutable" if named else "public, max-age=0, must-revalidate"
        )
        return response


def _content_type(format: Format) -> str:
    return (
        f"{format.media_type}; charset=utf-8" if "+" not in format.media_type else format.media_type
    )
