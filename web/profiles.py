"""The graph in the words of others: the list of profiles, packs, shapes and SHACL reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import rdflib
from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from graph.downloads import Download, downloads
from graph.formats import HTML, TURTLE, Format
from graph.packing import unpacked
from graph.profiles import pack_name, report_name
from graph.release import Release
from graph.transcode import transcode
from ontology.files import read
from ontology.profile import Profile, all_profiles
from web.headers import conditional, etag_of, open_to_all
from web.negotiation import chosen_format, described, see_other, split_suffix
from web.noting import note
from web.ports import Service
from web.profile_choice import stamped

__all__ = ["Entry", "blueprint", "entries"]

_DOCUMENTS: Final = ("shapes", "report")


def blueprint(service: Service) -> Blueprint:
    """Routes of the profiles."""
    views = _Views(service)
    routes = Blueprint("profiles", __name__)
    routes.add_url_rule("/profiles/", "profiles", views.listed)
    routes.add_url_rule("/profiles/<name>", "pack", views.pack)
    routes.add_url_rule("/profiles/<token>/<name>", "document", views.document)
    routes.after_request(open_to_all)
    return routes


@dataclass(frozen=True, slots=True)
class Entry:
    """A profile with what the release has of it."""

    profile: Profile
    files: list[Download]
    report: Download
    findings: int


def entries(release: Release) -> list[Entry]:
    """Profiles that the release was told in; none for releases from before there were any."""
    known = {one.name: one for one in downloads(release)}
    found = []
    for profile in all_profiles():
        report = known.get(report_name(release.version, profile))
        if report is not None:
            start = pack_name(release.version, profile, ".")
            files = [one for name, one in known.items() if name.startswith(start)]
            broken = f"profile {profile.token}: "
            findings = sum(warning.startswith(broken) for warning in release.manifest.warnings)
            found.append(Entry(profile, files, report, findings))
    return found


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service

    def listed(self) -> Response:
        """The list: a page, or the descriptions of all profiles (W3C Profiles Vocabulary)."""
        release = self._release()
        wanted = chosen_format()
        if wanted == HTML:
            page = render_template(
                "profiles.html", entries=entries(release), release_version=release.version
            )
            response = Response(page, content_type="text/html; charset=utf-8")
            response.vary.add("Accept")
            return response
        texts = [read(profile.shapes_file).encode() for profile in all_profiles()]
        return Response(transcode(b"\n".join(texts), TURTLE, wanted), content_type=_type(wanted))

    def pack(self, name: str) -> Response:
        """All of the graph in one profile."""
        token, suffix = split_suffix(name)
        profile, release = _profile(token), self._release()
        wanted = suffix or chosen_format()
        if wanted == HTML:
            return see_other(f"/profiles/#{profile.token}")
        etag = etag_of(release.tag, profile.token, wanted.media_type)
        response = conditional(
            etag, lambda: _pack(release, profile, wanted), release.manifest.moment
        )
        return described(response, f"/profiles/{profile.token}", wanted)

    def document(self, token: str, name: str) -> Response:
        """The shapes of a profile, or the report on the pack of a release."""
        which, suffix = split_suffix(name)
        profile, release = _profile(token), self._release()
        if which not in _DOCUMENTS:
            raise NotFound(f"A profile has {' and '.join(_DOCUMENTS)}, no {name[:100]!r}.")
        wanted = suffix or chosen_format()
        if wanted == HTML:
            wanted = TURTLE  # has no page; a browser shows the text
        etag = etag_of(release.tag, profile.token, which, wanted.media_type)
        response = conditional(etag, lambda: _document(release, profile, which, wanted))
        return described(response, f"/profiles/{token}/{which}", wanted)

    def _release(self) -> Release:
        version = request.args.get("release") or self.service.version
        return note(self.service.releases.get(version))


def _pack(release: Release, profile: Profile, wanted: Format) -> Response:
    path = release.dumps_dir / f"{pack_name(release.version, profile, '.ttl')}.gz"
    if not path.exists():
        raise NotFound(f"Release {release.version} was not told in {profile.token}. See /profiles/")
    with unpacked(path) as content:
        text = content.read()
    found = text if wanted == TURTLE else transcode(text, TURTLE, wanted)
    return stamped(Response(found, content_type=_type(wanted)), profile)


def _document(release: Release, profile: Profile, which: str, wanted: Format) -> Response:
    if which == "report":
        path = release.dumps_dir / report_name(release.version, profile)
        if not path.exists():
            raise NotFound(f"Release {release.version} has no report on {profile.token}.")
        text = path.read_bytes()
    else:
        text = read(profile.shapes_file).encode()
    found = text if wanted == TURTLE else _rewritten(text, wanted)
    return Response(found, content_type=_type(wanted))


def _rewritten(turtle: bytes, wanted: Format) -> bytes:
    """Shapes have blank nodes and lists, which rdflib writes the way people expect."""
    graph, output = rdflib.Graph().parse(data=turtle, format="turtle"), BytesIO()
    graph.serialize(output, format=wanted.media_type, encoding="utf-8")
    return output.getvalue()


def _profile(token: str) -> Profile:
    known: Mapping[str, Profile] = {profile.token: profile for profile in all_profiles()}
    if token not in known:
        raise NotFound(f"There is no profile {token[:100]!r}. There are {', '.join(known)}.")
    return known[token]


def _type(wanted: Format) -> str:
    return f"{wanted.media_type}; charset=utf-8"
