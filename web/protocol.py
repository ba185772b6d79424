"""A request of the SPARQL 1.1 Protocol, read once into a type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, NotAcceptable, UnsupportedMediaType

from graph.dataset import Dataset
from graph.formats import (
    HTML,
    JSON_LD,
    N_QUADS,
    N_TRIPLES,
    RDF_XML,
    TRIG,
    TURTLE,
    Format,
    best,
    by_media_type,
)
from graph.terms import NamedNode

__all__ = ["GRAPH_FORMATS", "Operation", "choose_format", "read_operation"]

GRAPH_FORMATS: Final = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, TRIG, N_QUADS)
_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_FOR_UPDATES: Final = {
    "using-graph-uri": "default-graph-uri",
    "using-named-graph-uri": "named-graph-uri",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """A query to answer; ``timeout`` is seconds, ``format`` a name or media type that overrides
    the Accept header, ``max_rows`` and ``max_bytes`` bound the result, and None means that nothing
    was said."""

    query: str
    dataset: Dataset
    timeout: float | None
    format: str | None
    release: str | None
    max_rows: int | None = None
    max_bytes: int | None = None


def read_operation(request: Request) -> Operation | None:
    """The query of a request; None when a GET has none."""
    _check_encoding(request.query_string, "address")
    if request.method == "POST":
        query, parameters = _posted(request)
        parameters = _with_address(parameters, request.args)
    else:
        query, parameters = None, request.args
    queries = parameters.getlist("query") if query is None else [query]
    # Read before it is known whether there is a query: what can't be meant is always refused.
    limits = (
        _timeout(parameters.get("timeout")),
        _number(parameters, "maxrows"),
        _number(parameters, "maxbytes"),
    )
    if "update" in parameters:
        raise BadRequest("This endpoint is read-only. Send a query= instead of an update=.")
    for name, meant in _FOR_UPDATES.items():
        if name in parameters:
            raise BadRequest(f"{name} belongs to an update. Send {meant}.")
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise BadRequest(f"There are {len(queries)} query parameters. Send exactly one.")
    return Operation(
        queries[0],
        Dataset(_iris(parameters, "default-graph-uri"), _iris(parameters, "named-graph-uri")),
        limits[0],
        parameters.get("format") or None,
        parameters.get("release") or None,
        *limits[1:],
    )


def choose_format(
    wanted: str | None, accept: str | None, offered: Sequence[Format], html: bool = True
) -> Format:
    """The format to answer in: ``?format=`` decides, then Accept; the first one wins a tie."""
    names = ", ".join(known.media_type for known in offered)
    formats = (*offered, HTML) if html else tuple(offered)
    if wanted:
        named = _named(wanted, formats)
        if named is None:
            raise NotAcceptable(f"The format {wanted!r} can't hold this result. Known: {names}.")
        return named
    aliases = [alias for known in offered for alias in known.aliases]
    generic = ["application/xml"] if RDF_XML in offered else []
    media_types = [known.media_type for known in formats]
    liked = best(accept, [*media_types, *aliases, *generic])
    if liked is None:
        raise NotAcceptable(f"Nothing in Accept: {(accept or '')[:200]!r} fits. Known: {names}.")
    return by_media_type(liked, formats) or RDF_XML


def _named(wanted: str, formats: Sequence[Format]) -> Format | None:
    """The format of a media type, a suffix or a name: text/csv, csv or CSV.

    Or of the second half of a media type, such as the n3 and rdf+xml that SPARQLWrapper sends; an
    unescaped plus has become a blank.
    """
    plain = wanted.strip().lower()
    for known in formats:
        names = (known.suffix.lstrip("."), known.name.lower(), known.name.lower().split(" ")[-1])
        if plain in names:
            return known
    plain = plain.replace(" ", "+")
    halves = (one for one in formats if plain in _second_halves(one))
    return by_media_type(plain, formats) or next(halves, None)


def _second_halves(format: Format) -> list[str]:
    return [name.partition("/")[2] for name in (format.media_type, *format.aliases)]


def _posted(request: Request) -> tuple[str | None, MultiDict[str, str]]:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(f"The charset {charset!r} isn't read. Send UTF-8.")
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding != "identity":
        raise UnsupportedMediaType(f"The content coding {coding[:40]!r} isn't read. Send it plain.")
    if "query" in request.args:
        raise BadRequest("A POST has its query in the body. Send the one in the address by GET.")
    if request.mimetype == _FORM:
        _check_encoding(request.get_data(), "form")
        return None, request.form
    if request.mimetype == _QUERY:
        return _decoded(request.get_data()), request.args
    raise UnsupportedMediaType(
        f"POST as {request.mimetype or 'no media type'} isn't read. "
        f"Send {_QUERY}, or a form as {_FORM}."
    )


def _with_address(
    parameters: MultiDict[str, str], args: MultiDict[str, str]
) -> MultiDict[str, str]:
    """What a form says, and what the address says beside it; never a query.

    The protocol has all of it in the form. A release or a limit in the address is meant, too.
    """
    both = MultiDict(parameters)
    for name, values in args.lists():
        if name != "query" and name not in both:
            both.setlist(name, values)
    return both


def _check_encoding(escaped: bytes, where: str) -> None:
    """Refuse what is no UTF-8: it would be read as other letters than were meant."""
    try:
        unquote_to_bytes(escaped).decode()
    except UnicodeDecodeError as error:
        near = error.object[max(0, error.start - 20) : error.start + 1].decode("latin-1")
        raise BadRequest(f"The {where} is no UTF-8 at {near!r}. Send UTF-8.") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"Byte {error.start} of the query is no UTF-8. Send UTF-8.") from None


def _iris(parameters: MultiDict[str, str], name: str) -> tuple[str, ...]:
    iris = tuple(dict.fromkeys(parameters.getlist(name)))
    for iri in iris:
        try:
            NamedNode(iri)
        except ValueError as error:
            raise BadRequest(
                f"{name}={iri[:200]!r} is no absolute IRI ({error}). Send one like https://…."
            ) from None
    return iris


def _timeout(text: str | None) -> float | None:
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise BadRequest(f"timeout={text[:40]!r} isn't a number of seconds above 0. Send 2.5.")
    return seconds


def _number(parameters: MultiDict[str, str], name: str) -> int | None:
    text = parameters.get(name)
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
    if number < 1:
        raise BadRequest(f"{name}={text[:40]!r} is no whole number above 0. Send 1000.")
    return number
