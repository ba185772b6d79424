"""What people call the licences of our sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ontology.names import EU_AUTHORITY
from web.links import readable

__all__ = ["licence_name"]

_NAMES: Final[Mapping[str, str]] = {
    "http://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    f"{EU_AUTHORITY}licence/CC_BY_4_0": "CC BY 4.0",
    f"{EU_AUTHORITY}licence/COM_REUSE": "Commission Decision 2011/833/EU on reuse",
}


def licence_name(iri: str) -> str:
    """The usual name of a licence; of one that isn't known, the words of its IRI."""
    return _NAMES.get(iri) or readable(iri)
