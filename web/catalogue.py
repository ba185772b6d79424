"""The catalogue at the addresses where portals look for one, in each format."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound

from graph.catalogue import PAST_DESCRIBED, PREFIXES, catalogue_quads
from graph.formats import HTML, Format
from graph.manifest import ManifestError
from graph.release import Release, ReleaseDirectory
from graph.writing import write
from web.headers import conditional, etag_of, open_to_all
from web.negotiation import chosen_format, described, see_other, split_suffix
from web.noting import note
from web.ports import Service

__all__ = ["blueprint"]

_PATH: Final = "/catalogue"
_ALIASES: Final = ("/.well-known/dcat", "/catalog")  # the second is CKAN's


def blueprint(service: Service) -> Blueprint:
    """Routes of the catalogue, and of the data sets that are described only there."""

    def answer() -> Response:
        version = request.args.get("release") or service.version
        return _answer(service.releases, note(service.releases.get(version)))

    def version_of(version: str) -> Response:
        note(service.releases.get(version))
        return see_other(_PATH)

    routes = Blueprint("catalogue", __name__)
    routes.add_url_rule(_PATH, "catalogue", answer)
    routes.add_url_rule(f"{_PATH}.<suffix>", "file", lambda suffix: answer())
    for number, alias in enumerate(_ALIASES):
        routes.add_url_rule(alias, f"alias-{number}", lambda: _moved(""))
        routes.add_url_rule(f"{alias}.<suffix>", f"file-{number}", lambda suffix: _moved(suffix))
    routes.add_url_rule("/id/dataset/regiograph/<version>", "version", version_of)
    routes.add_url_rule("/id/dataset/regiograph-tables", "tables", lambda: see_other(_PATH))
    routes.after_request(open_to_all)
    return routes


def _answer(releases: ReleaseDirectory, release: Release) -> Response:
    path, asked = split_suffix(request.path)
    if path != _PATH:
        raise NotFound(f"There is no {request.path[:200]}. Ask for {_PATH}, or for {_PATH}.ttl.")
    wanted = asked or chosen_format()
    if wanted == HTML:
        return see_other("/dumps/")
    known = releases.versions()
    past = known[: known.index(release.version)][-PAST_DESCRIBED:]
    earlier = _readable(releases, past)
    tags = (one.tag for one in (release, *earlier))
    response = conditional(
        etag_of(*tags, request.url, wanted.media_type),
        lambda: _document(release, earlier, wanted),
        release.manifest.moment,
    )
    return described(response, _PATH, wanted)


def _readable(releases: ReleaseDirectory, versions: list[str]) -> list[Release]:
    """Releases of the versions; one whose manifest is damaged must not hide the others."""
    found = []
    for release in map(releases.get, versions):
        with suppress(ManifestError):
            release.manifest  # noqa: B018 - read once, and kept
            found.append(release)
    return found


def _document(release: Release, past: list[Release], wanted: Format) -> Response:
    quads = catalogue_quads(release, past, request.host_url)
    content = write(quads, wanted, PREFIXES)
    return Response(content, content_type=f"{wanted.media_type}; charset=utf-8")


def _moved(suffix: str) -> Response:
    if suffix and split_suffix(f"{_PATH}.{suffix}")[0] != _PATH:
        raise NotFound(f"There is no {request.path[:200]}. Ask for {_PATH}, or for {_PATH}.ttl.")
    target = f"{_PATH}.{suffix}" if suffix else _PATH
    if request.query_string:
        target += f"?{request.query_string.decode('latin-1')}"
    found = redirect(target, 301)
    return Response(found.response, 301, found.headers)
