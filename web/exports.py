"""What other portals take away: downloads, the list of releases, the ontology's documents."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, render_template, request, send_from_directory
from werkzeug.exceptions import NotFound

from graph.downloads import Download, downloads, named
from graph.manifest import Manifest
from graph.release import Release
from web.dataset_description import machine_description
from web.headers import open_to_all
from web.noting import note
from web.ports import Service
from web.sending import sent

__all__ = ["blueprint"]


def blueprint(service: Service) -> Blueprint:
    """Routes of the downloads."""
    views = _Views(service)
    routes = Blueprint("exports", __name__)
    routes.add_url_rule("/dumps/", "dumps", views.dumps)
    routes.add_url_rule("/dumps/<path:name>", "dump", views.dump)
    routes.add_url_rule("/ontology/", "ontology", lambda: views.document("index.html"))
    routes.add_url_rule("/ontology/<path:name>", "ontology-file", views.document)
    routes.add_url_rule("/releases", "releases", views.releases)
    routes.after_request(open_to_all)
    return routes


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service

    def dumps(self, version: str | None = None) -> str:
        release = self._release(version or request.args.get("release"))
        return render_template(
            "dumps.html",
            files=downloads(release),
            described=machine_description(release, request.host_url),
            manifest=release.manifest,
            release_version=release.version,
        )

    def dump(self, name: str) -> Response | str:
        """A file of the release in the path, of ``?release=``, or of the one that is served.

        The path of a release alone is the list of its files.
        """
        first, _, rest = name.partition("/")
        if first == "latest":
            return self._latest(rest)
        known = first in self.service.releases.versions()
        if known and not rest:
            return self.dumps(first)
        release = self._release(first if known else request.args.get("release"))
        found = _found(release, rest if known else name)
        return sent(release.dumps_dir / found.name, found, release.version)

    def _latest(self, name: str) -> Response:
        # A redirect, so that a download that is continued later stays with its release.
        release = self._release(None)
        target = f"/dumps/{release.version}/{_found(release, name).name if name else ''}"
        response = Response(status=302, headers={"Location": quote(target)})
        response.headers["Cache-Control"] = "no-cache"
        return response

    def _release(self, version: str | None) -> Release:
        # Files need no workers and no index: a past release isn't opened for them.
        return note(self.service.releases.get(version or self.service.version))

    def document(self, name: str) -> Response:
        with self.service.release(request.args.get("release")) as parts:
            docs = parts.release.path.resolve() / "docs"
            return send_from_directory(docs, name, conditional=True)

    def releases(self) -> Response:
        with self.service.current() as parts:
            known = self.service.releases
            found = [_summary(known.get(version).manifest) for version in known.versions()]
            follow = {"log": "/changes", "event_stream": "/changes/ldes", "feed": "/changes/atom"}
            return jsonify(current=parts.release.version, changes=follow, releases=found[::-1])


def _found(release: Release, name: str) -> Download:
    found = named(release, name)
    if found is None:
        raise NotFound(f"Release {release.version} has no download {name[:200]!r}. See /dumps/.")
    return found


def _summary(manifest: Manifest) -> dict[str, object]:
    return {
        "version": manifest.version,
        "created": manifest.created,
        "previous": manifest.previous,
        "ontology_version": manifest.ontology_version,
        "statements": manifest.statements,
        "canonical_hash": manifest.canonical_hash,
        "dumps": f"/dumps/?release={manifest.version}",
        "changes": f"/changes?since={manifest.previous or ''}&until={manifest.version}",
    }
