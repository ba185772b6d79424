"""Which profile a client asks for (W3C Content Negotiation by Profile), and how it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask import Response, request
from werkzeug.exceptions import NotAcceptable

from ontology.names import BASE
from ontology.profile import Profile, all_profiles

__all__ = ["ALT", "NATIVE", "Choice", "asked_profile", "stamped", "told"]

ALT: Final = "alt"  # the token that asks for the list
NATIVE: Final = "native"
_NATIVE_IRI: Final = f"{BASE}def"
_ARGUMENTS: Final = ("_profile", "profile")
_ALTR: Final = "http://www.w3.org/ns/dx/connegp/altr"
_ENTRY: Final = re.compile(r"<([^<>]*)>\s*((?:;[^,<>]*)?)")
_QUALITY: Final = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for; ``profile`` None is the graph's own words.

    ``insists``: the argument named it, so nothing else may be sent in its place.
    """

    profile: Profile | None = None
    insists: bool = False
    wants_list: bool = False

    @property
    def needs_data(self) -> bool:
        """Whether a page would be the wrong answer, even for a browser."""
        return self.wants_list or (self.insists and self.profile is not None)

    @property
    def token(self) -> str:
        """Short name, for entity tags."""
        return ALT if self.wants_list else self.profile.token if self.profile else NATIVE


def asked_profile() -> Choice:
    """The profile of the request: the argument first, then the header; ours when neither fits."""
    named = next((request.args[one] for one in _ARGUMENTS if request.args.get(one)), "")
    if named:
        return _by_name(named)
    for iri in _liked():
        if _same(iri, _NATIVE_IRI):
            return Choice()
        for profile in all_profiles():
            if _same(iri, profile.iri) or _same(iri, profile.standard):
                return Choice(profile)
    return Choice()


def told(response: Response, path: str) -> Response:
    """Say that the header mattered, and where the other profiles are listed."""
    response.vary.add("Accept-Profile")
    response.headers.add(
        "Link", f'<{path}?_profile={ALT}>; rel="alternate"; profile="{_ALTR}"; type="text/turtle"'
    )
    return response


def stamped(response: Response, profile: Profile | None) -> Response:
    """Say which profile this is; None is the graph's own words."""
    iri = profile.iri if profile else _NATIVE_IRI
    response.headers["Content-Profile"] = f"<{iri}>"
    response.headers.add("Link", f'<{iri}>; rel="profile"')
    return response


def _by_name(name: str) -> Choice:
    if name == ALT:
        return Choice(insists=True, wants_list=True)
    if name == NATIVE or _same(name, _NATIVE_IRI):
        return Choice(insists=True)
    for profile in all_profiles():
        if name == profile.token or _same(name, profile.iri) or _same(name, profile.standard):
            return Choice(profile, insists=True)
    known = ", ".join([NATIVE, *(profile.token for profile in all_profiles())])
    raise NotAcceptable(f"There is no profile {name[:100]!r}. Ask for one of {known}.")


def _liked() -> Iterator[str]:
    """IRIs of the header, the most liked first; those with q=0 are left out."""
    header = ",".join(request.headers.getlist("Accept-Profile"))
    found = [(iri, _quality(parameters)) for iri, parameters in _ENTRY.findall(header)]
    for iri, quality in sorted(found, key=lambda entry: -entry[1]):
        if quality > 0:
            yield iri


def _quality(parameters: str) -> float:
    found = _QUALITY.search(parameters)
    return min(1.0, float(found[1])) if found else 1.0


def _same(one: str, other: str) -> bool:
    """Whether two IRIs name the same: people leave out the last slash or hash, or the s."""
    return _bare(one) == _bare(other)


def _bare(iri: str) -> str:
    return re.sub(r"^https?:", "", iri.strip()).rstrip("/#")
