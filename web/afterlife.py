"""What an IRI answers whose thing is no more: 301 where it was merged, 410 where removed."""

from __future__ import annotations

from flask import Response, redirect, render_template, request

from graph.describe import describe
from graph.formats import HTML, Format
from graph.history import History
from graph.release import Release
from graph.tombstone import successor_of, tombstone_of
from graph.writing import write
from web.links import href, with_arguments
from web.ports import Service

__all__ = ["gone", "moved"]


def moved(release: Release, iri: str, shown: Format, suffix: str) -> Response | None:
    """301 to the thing that this one is part of, with ``dct:isReplacedBy`` in its body.

    ``suffix`` is the one that was asked for, '' where the header chose the format.
    """
    successor = successor_of(release.store, iri)
    if successor is None:
        return None
    kept = ((name, request.args.get(name, "")) for name in ("release", "_profile", "lang"))
    target = with_arguments(f"{href(successor)}{suffix}", *kept)
    response: Response = redirect(target, 301)  # type: ignore[assignment]
    if shown != HTML:
        response.set_data(write(describe(release.store, iri, release.labels), shown))
        response.content_type = shown.media_type
    return response


def gone(service: Service, release: Release, iri: str, shown: Format) -> Response | None:
    """410 with a tombstone, None for an IRI that never was anything."""
    tombstone = tombstone_of(History(release), iri)
    if tombstone is None:
        return None
    if shown != HTML:
        return Response(write(tombstone.quads(), shown), 410, content_type=shown.media_type)
    page = render_template(
        "gone.html",
        tombstone=tombstone,
        kept=tombstone.last in service.releases.versions(),
        release_version=release.version,
    )
    return Response(page, 410)
