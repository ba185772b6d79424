"""Old versions by time (Memento, RFC 7089): each address of a thing is its own time gate.

``Accept-Datetime`` leads to ``?release=…``, which is the memento; ``/timemap/…`` lists those
in which the description changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest, NotFound

from graph.formats import best
from graph.history import History
from graph.memento import Memento, closest, mementos_of
from graph.release import Release
from ontology.names import BASE, graph_name
from web.headers import conditional, etag_of, open_to_all
from web.ports import Service

__all__ = ["blueprint", "dated", "time_gate"]

_LINK_FORMAT: Final = "application/link-format"
_DEPTHS: Final = {"id": 2, "concept": 1, "graph": 1, "def": 0}  # least slashes in a thing's path


def blueprint(service: Service) -> Blueprint:
    """The route of the time maps."""

    def time_map(path: str) -> Response:
        with service.release(request.args.get("release")) as parts:
            kept = service.releases.versions()  # others may be deleted, and are mementos no more
            etag = etag_of(parts.release.tag, *kept, request.url, _wanted())
            response = conditional(etag, lambda: _time_map(service, parts.release, path))
        response.vary.add("Accept")
        return response

    routes = Blueprint("memento", __name__)
    routes.add_url_rule("/timemap/<path:path>", "timemap", time_map)
    routes.after_request(open_to_all)
    return routes


def time_gate(service: Service, release: Release, path: str, suffix: str) -> Response | None:
    """302 to the version of a path (of an IRI, without ``suffix``) at ``Accept-Datetime``.

    None without that header, for an address that names its release, and for what has no
    versions.
    """
    asked = request.headers.get("Accept-Datetime")
    if asked is None or "release" in request.args:
        return None
    moment = _moment(asked)
    found = _mementos(service, release, path)
    if not found:
        return None
    memento = closest(found, moment)
    response = Response(status=302)
    response.headers["Location"] = _address(f"{path}{suffix}", memento.version)
    response.vary.update(("Accept", "Accept-Datetime", "Accept-Language"))
    _add_links(response, path)
    for name, one in _neighbours(found, memento):
        response.headers.add("Link", _link(path, one, name))
    return response


def dated(response: Response, release: Release, path: str) -> Response:
    """Say on an answer of which time it is and where those of other times are."""
    if not _has_versions(path):
        return response
    response.vary.add("Accept-Datetime")
    _add_links(response, path)
    if "release" in request.args and response.status_code in (200, 304):
        memento = Memento(release.version, release.manifest.moment)
        response.headers["Memento-Datetime"] = _http_date(memento.moment)
        response.headers.add("Link", _link(path, memento, "memento"))
    return response


def _time_map(service: Service, release: Release, path: str) -> Response:
    found = _mementos(service, release, path)
    if not found:
        raise NotFound(f"Nothing was ever said of /{path[:200]}. See /browse for what there is.")
    if _wanted() == "application/json":
        return _json(path, found)
    head = [f'<{_root()}{quote(path)}>; rel="original timegate"', _self(path, found)]
    lines = [*head, *(_link(path, memento, _rel(memento, found)) for memento in found)]
    return Response(",\n".join(lines) + "\n", content_type=_LINK_FORMAT)


def _json(path: str, found: list[Memento]) -> Response:
    listed = [
        {"uri": _address(path, memento.version), "datetime": memento.moment.isoformat()}
        for memento in found
    ]
    address = f"{_root()}{quote(path)}"
    return jsonify(
        original_uri=address,
        timegate_uri=address,
        timemap_uri={"json_format": f"{_map(path)}?format=json", "link_format": _map(path)},
        mementos={"first": listed[0], "last": listed[-1], "list": listed},
    )


def _wanted() -> str:
    if request.args.get("format") == "json":
        return "application/json"
    accepted = request.headers.get("Accept")
    return best(accepted, (_LINK_FORMAT, "application/json")) or _LINK_FORMAT


def _has_versions(path: str) -> bool:
    """Whether releases tell what it was: lists of things and the shapes have no past."""
    folder = path.partition("/")[0]
    return folder in _DEPTHS and path.count("/") >= _DEPTHS[folder]


def _mementos(service: Service, release: Release, path: str) -> list[Memento]:
    # The ontology is one document; what changed in it changed in its graph.
    iri = graph_name("ontology") if path == "def" else BASE + path
    return mementos_of(History(release), iri, set(service.releases.versions()))


def _moment(text: str) -> datetime:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError) as error:  # a year of a billion, for one
        raise BadRequest(
            f"Accept-Datetime {text[:100]!r} is no date. Write it like "
            "Wed, 08 Nov 2017 12:00:00 GMT."
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _neighbours(found: list[Memento], chosen: Memento) -> Iterator[tuple[str, Memento]]:
    """The first, the last, and those beside the chosen one, each with all that it is."""
    place = found.index(chosen)
    roles: dict[int, list[str]] = {place: []}
    for number, name in (
        (0, "first"),
        (len(found) - 1, "last"),
        (place - 1, "prev"),
        (place + 1, "next"),
    ):
        if 0 <= number < len(found):
            roles.setdefault(number, []).append(name)
    for number in sorted(roles):
        yield " ".join([*roles[number], "memento"]), found[number]


def _rel(memento: Memento, found: list[Memento]) -> str:
    first, last = memento == found[0], memento == found[-1]
    return " ".join([*(["first"] if first else []), *(["last"] if last else []), "memento"])


def _add_links(response: Response, path: str) -> None:
    response.headers.add("Link", f'<{_root()}{quote(path)}>; rel="original timegate"')
    response.headers.add("Link", f'<{_map(path)}>; rel="timemap"; type="{_LINK_FORMAT}"')


def _self(path: str, found: list[Memento]) -> str:
    span = f'from="{_http_date(found[0].moment)}"; until="{_http_date(found[-1].moment)}"'
    return f'<{_map(path)}>; rel="self"; type="{_LINK_FORMAT}"; {span}'


def _link(path: str, memento: Memento, rel: str) -> str:
    date = _http_date(memento.moment)
    return f'<{_address(path, memento.version)}>; rel="{rel}"; datetime="{date}"'


def _address(path: str, version: str) -> str:
    return f"{_root()}{quote(path)}?release={version}"


def _map(path: str) -> str:
    return f"{_root()}timemap/{quote(path)}"


def _root() -> str:
    return request.host_url


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)
