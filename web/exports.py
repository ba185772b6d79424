"""What other portals take away: downloads, the list of releases, the ontology's documents."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, render_template, request, send_from_directory

from graph.manifest import Manifest
from graph.release import Release
from web.headers import open_to_all
from web.ports import Service

__all__ = ["Download", "blueprint"]


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
class Download:
    """A file to take away; ``size`` in bytes."""

    name: str
    size: int
    sha256: str

    @property
    def readable_size(self) -> str:
        """The size in MB or kB."""
        return f"{self.size / 1e6:.1f} MB" if self.size >= 1e6 else f"{self.size / 1e3:.1f} kB"


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service

    def dumps(self) -> str:
        with self.service.release(request.args.get("release")) as parts:
            return render_template(
                "dumps.html",
                files=_downloads(parts.release),
                manifest=parts.release.manifest,
                release_version=parts.release.version,
            )

    def dump(self, name: str) -> Response:
        with self.service.release(request.args.get("release")) as parts:
            return send_from_directory(
                parts.release.dumps_dir.resolve(), name, conditional=True, as_attachment=True
            )

    def document(self, name: str) -> Response:
        with self.service.release(request.args.get("release")) as parts:
            docs = parts.release.path.resolve() / "docs"
            return send_from_directory(docs, name, conditional=True)

    def releases(self) -> Response:
        with self.service.current() as parts:
            known = self.service.releases
            found = [_summary(known.get(version).manifest) for version in known.versions()]
            return jsonify(current=parts.release.version, releases=found[::-1])


def _downloads(release: Release) -> list[Download]:
    checksums = {part.path: part.sha256 for part in release.manifest.parts}
    return [
        Download(path.name, path.stat().st_size, checksums.get(f"dumps/{path.name}", ""))
        for path in sorted(release.dumps_dir.glob("*"))
        if path.is_file()
    ]


def _summary(manifest: Manifest) -> dict[str, object]:
    return {
        "version": manifest.version,
        "created": manifest.created,
        "previous": manifest.previous,
        "ontology_version": manifest.ontology_version,
        "statements": manifest.statements,
        "canonical_hash": manifest.canonical_hash,
        "dumps": f"/dumps/?release={manifest.version}",
    }
