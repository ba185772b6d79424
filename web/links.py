"""IRIs as links: ours lead to this server, whatever the base IRI says."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode, urlsplit

from ontology.names import BASE

__all__ = ["host_of", "href", "kind_of", "readable", "slug_of", "with_arguments"]

_WEB = re.compile(r"https?://", re.IGNORECASE)
_WORD_STARTS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def href(iri: str) -> str:
    """Where a link to an IRI leads: for ours on this server; '' for what is no web address."""
    if iri.startswith(BASE):
        return "/" + quote(iri.removeprefix(BASE), safe="/#:@!$&'()*+,;=-._~%")
    return iri if _WEB.match(iri) else ""


def host_of(address: str) -> str:
    """The host of a web address, for people: without www."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def kind_of(iri: str) -> str:
    """The type segment of an IRI of ours (``instrument``, ``stage``), '' for other IRIs."""
    parts = iri.removeprefix(BASE).split("/") if iri.startswith(BASE) else []
    return parts[1] if len(parts) > 2 and parts[0] in {"id", "concept"} else ""


def slug_of(iri: str) -> str:
    """The last segment of an IRI."""
    return re.split(r"[/#]", iri.rstrip("/#"))[-1]


def readable(iri: str) -> str:
    """Words made of the last segment, for what has no label: ``hasMemberRegion``, ``tech-iot``."""
    words = _WORD_STARTS.sub(" ", slug_of(iri)).replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:].lower() if " " in words else words


def with_arguments(path: str, *arguments: tuple[str, str]) -> str:
    """A path with arguments in the query part, in the order given; empty ones are left out."""
    given = [(name, value) for name, value in arguments if value]
    return f"{path}?{urlencode(given)}" if given else path
