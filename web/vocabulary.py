"""The ontology and the shapes, as they are now and as each version of them was."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from flask import Response, render_template
from rdflib import Graph, URIRef
from werkzeug.exceptions import NotFound

from graph.formats import HTML, Format
from graph.release import ReleaseDirectory
from graph.terms import NamedNode
from ontology import read, shapes_file
from ontology.names import BASE, OWL, graph_name
from web.ports import Parts

__all__ = ["Vocabulary"]

_PAGE: Final = "/ontology/"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Answers for ``/def`` and ``/shapes``, also with a version behind a slash."""

    releases: ReleaseDirectory

    def ontology(self, parts: Parts, shown: Format) -> Response:
        """The ontology of a release, whose terms are parts of this one document."""
        if shown == HTML:
            # A redirect keeps the browser's #Term, which never reaches a server.
            return Response(status=303, headers={"Location": _PAGE})
        output = BytesIO()
        parts.release.store.dump(output, NamedNode(graph_name("ontology")), shown.media_type)
        return _sent(output.getvalue(), shown)

    def version(self, parts: Parts, version: str, shown: Format) -> Response:
        """What ``owl:versionIRI`` leads to: the ontology of a release that has that version."""
        if parts.release.manifest.ontology_version == version:
            return self.ontology(parts, shown)
        release = self._latest_with(version)
        if release is None:
            known = ", ".join(sorted(self._known())) or "none"
            raise NotFound(
                f"No release has version {version[:40]!r} of the ontology. Known: {known}."
            )
        target = f"/def/{version}{shown.suffix}?release={release}"
        return Response(status=303, headers={"Location": target})

    def shapes(self, parts: Parts, shown: Format) -> Response:
        """The SHACL shapes that every release is checked with."""
        shapes = _shapes()
        if shown == HTML:
            text = shapes.serialize(format="turtle")
            page = render_template("shapes.html", release_version=parts.release.version, text=text)
            return Response(page, content_type="text/html; charset=utf-8")
        return _sent(shapes.serialize(format=shown.media_type).encode(), shown)

    def shapes_version(self, parts: Parts, version: str, shown: Format) -> Response:
        """The shapes of a version: this software carries one."""
        ours = str(_shapes().value(URIRef(f"{BASE}shapes"), OWL.versionInfo))
        if version != ours:
            raise NotFound(f"There is no version {version[:40]!r} of the shapes here, only {ours}.")
        return self.shapes(parts, shown)

    def _latest_with(self, version: str) -> str | None:
        found = [release for release, known in self._versions() if known == version]
        return found[-1] if found else None

    def _known(self) -> set[str]:
        return {known for _, known in self._versions() if known}

    def _versions(self) -> list[tuple[str, str]]:
        """Each release with the version of its ontology, oldest first."""
        return [
            (release, self.releases.get(release).manifest.ontology_version)
            for release in self.releases.versions()
        ]


def _shapes() -> Graph:
    return Graph().parse(data=read(shapes_file()), format="turtle")


def _sent(content: bytes, shown: Format) -> Response:
    return Response(content, content_type=shown.media_type)
