"""Which format a client gets, and the links to all the others (RFC 9110, section 12)."""

from __future__ import annotations

from typing import Final

from flask import Response, request
from werkzeug.exceptions import NotAcceptable

from graph.formats import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format, best, by_media_type
from web.headers import LICENCE, open_to_all

__all__ = ["OFFERED", "chosen_format", "described", "see_other", "split_suffix"]

# Turtle first: it is what a client gets that has no wish, such as curl.
OFFERED: Final = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES, HTML)


def split_suffix(path: str) -> tuple[str, Format | None]:
    """A path without the suffix of a format, and that format if there is one."""
    for offered in OFFERED:
        if path.endswith(offered.suffix) and path != offered.suffix:
            return path.removesuffix(offered.suffix), offered
    return path, None


def chosen_format() -> Format:
    """The format that the Accept header of the request likes most."""
    aliases = [alias for offered in OFFERED for alias in offered.aliases]
    media_types = [*(offered.media_type for offered in OFFERED), *aliases]
    # More than one Accept line is the same as one line with commas.
    header = ", ".join(request.headers.getlist("Accept"))
    found = best(header, media_types)
    chosen = by_media_type(found, OFFERED) if found else None
    if chosen is None:
        offers = ", ".join(f"{one.media_type} ({one.suffix})" for one in OFFERED)
        raise NotAcceptable(
            f"Nothing here is of the type {header[:200]!r}. Ask for one of {offers}, "
            "or add the suffix to the address."
        )
    return chosen


def see_other(path: str) -> Response:
    """303 to the page that people read instead of this document."""
    response = Response(status=303, headers={"Location": path})
    response.vary.add("Accept")
    return response


def described(response: Response, path: str, shown: Format) -> Response:
    """Say which format this is, where the others are, and that the header mattered."""
    response.vary.update(("Accept", "Accept-Language"))
    response.headers["Content-Location"] = f"{path}{shown.suffix}"
    for offered in OFFERED:
        if offered != shown:
            response.headers.add(
                "Link", f'<{path}{offered.suffix}>; rel="alternate"; type="{offered.media_type}"'
            )
    response.headers.add("Link", f'<{LICENCE}>; rel="license"')
    return open_to_all(response)
