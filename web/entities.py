"""Every IRI of ours, for people and for machines: one address, five formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.exceptions import NotFound

from graph.formats import HTML, TURTLE, Format
from graph.memo import Memo
from graph.queries import load
from graph.store import Store, Term
from graph.terms import Literal, NamedNode
from graph.writing import write
from ontology.names import BASE
from web.afterlife import gone, moved
from web.containers import container_at
from web.entity_reading import read_entity
from web.headers import conditional, etag_of, open_to_all
from web.links import href, readable, slug_of
from web.memento import dated, time_gate
from web.negotiation import OFFERED, chosen_format, described, split_suffix
from web.ports import Parts, Service
from web.profile_choice import NATIVE, Choice, asked_profile, stamped, told
from web.profiled import describe_as_asked
from web.reader import Reader
from web.rows import named
from web.signposting import signposted
from web.vocabulary import Vocabulary
from web.wording import Wording, load_wordings, wanted_language

__all__ = ["blueprint"]

_FOLDERS: Final = ("id", "concept")  # of things, which can be had in other words
_SUGGESTIONS: Final = 5
_REMEMBERED: Final = 16 << 20  # bytes of answers
_SUBJECTS_SHOWN: Final = 200  # of a named graph; the query fetches one more


def blueprint(service: Service) -> Blueprint:
    """Routes of things, concepts, named graphs and the ontology."""
    pages = _Pages(service, load_wordings(), Memo(_REMEMBERED), Vocabulary(service.releases))
    routes = Blueprint("entities", __name__)
    for folder in _FOLDERS:
        routes.add_url_rule(f"/{folder}/<path:path>", folder, pages.view(folder, pages.thing))
    routes.add_url_rule("/graph/<path:path>", "graph", pages.view("graph", pages.graph))
    wholes = {"def": pages.ontology, "shapes": pages.shapes}
    for folder, make in wholes.items():
        routes.add_url_rule(f"/{folder}/<path>", f"{folder}-version", pages.view(folder, make))
    for path, make in (wholes | dict.fromkeys(("id", "concept", "graph"), pages.container)).items():
        for suffix in ("", *(offered.suffix for offered in OFFERED)):
            view, name = pages.view("", make), f"all-{path}{suffix.replace('.', '-')}"
            routes.add_url_rule(f"/{path}{suffix}", name, view, defaults={"path": path + suffix})
        routes.add_url_rule(f"/{path}/", f"all-{path}-slash", _without_slash)
    routes.after_request(open_to_all)
    return routes


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request: which IRI, in which format, in which language."""

    path: str
    shown: Format
    language: str
    suffix: str  # of the format, where the address names it
    choice: Choice  # of the profile

    @property
    def iri(self) -> str:
        return BASE + self.path


_Maker = Callable[[Parts, _Asked], Response]


@dataclass(frozen=True, slots=True)
class _Pages:
    service: Service
    wordings: Mapping[str, Wording]
    memo: Memo
    vocabulary: Vocabulary

    def view(self, folder: str, make: _Maker) -> Callable[[str], Response]:
        """A view function that negotiates, looks at the client's copy, and only then works."""

        def show(path: str) -> Response:
            if path.endswith("/"):
                return _without_slash()
            asked = _asked(f"{folder}/{path}" if folder else path)
            with self.service.release(request.args.get("release")) as parts:
                gate = time_gate(self.service, parts.release, asked.path, asked.suffix)
                if gate is not None:
                    return open_to_all(gate)
                marks = (asked.shown.suffix, asked.language, asked.choice.token)
                etag = etag_of(parts.release.tag, asked.iri, *marks)
                # A page also changes with the software and the reader's language.
                modified = None if asked.shown == HTML else parts.release.manifest.moment
                response = conditional(etag, lambda: self._kept(etag, make, parts, asked), modified)
                dated(response, parts.release, asked.path)
                signposted(response, parts.release, asked.path)
            if response.mimetype == HTML.media_type and response.status_code == 200:
                response.content_language.add(asked.language)
            if folder in _FOLDERS and response.status_code in (200, 304):
                if asked.choice.token == NATIVE and asked.shown != HTML:
                    stamped(response, None)
                told(response, href(asked.iri))
            return described(response, href(asked.iri), asked.shown)

        return show

    def _kept(self, etag: str, make: _Maker, parts: Parts, asked: _Asked) -> Response:
        """The same answer as last time; a page has links that hold its own arguments."""
        if asked.choice.token != NATIVE:
            return make(parts, asked)  # has headers of its own
        key = (etag, request.query_string, request.host_url)
        known = self.memo.get(key)
        if known is not None:
            return _sent(known, asked)
        response = make(parts, asked)
        if response.status_code == 200 and not response.is_streamed:
            self.memo.put(key, response.get_data())
        return response

    def thing(self, parts: Parts, asked: _Asked) -> Response:
        """A thing or a concept."""
        elsewhere = moved(parts.release, asked.iri, asked.shown, asked.suffix)
        if elsewhere is not None:
            return elsewhere
        if asked.shown != HTML:
            found = describe_as_asked(parts.release, asked.iri, asked.choice)
            if not found.quads:
                return self._missing(parts, asked)
            response = _sent(write(found.quads, asked.shown), asked)
            return stamped(response, found.profile) if asked.choice.profile else response
        number = self.wordings[asked.language].number
        entity = read_entity(Reader(parts.release, asked.language, number), asked.iri)
        if entity is None:
            return self._missing(parts, asked)
        return _page("entity.html", parts, entity=entity)

    def _missing(self, parts: Parts, asked: _Asked) -> Response:
        if asked.path.count("/") == 1:
            return self.container(parts, asked)
        tombstone = gone(self.service, parts.release, asked.iri, asked.shown)
        if tombstone is None:
            raise _unknown(parts.release.store, asked)
        return tombstone

    def graph(self, parts: Parts, asked: _Asked) -> Response:
        """A named graph: what one section of one source says."""
        bound: dict[str, Term] = {"graph": NamedNode(asked.iri), "lang": Literal(asked.language)}
        rows = parts.release.store.select(load("entity_graph"), bound)
        if not rows:
            return self._missing(parts, asked)
        if asked.shown != HTML:
            return _sent(_dumped(parts.release.store, asked.iri, asked.shown), asked)
        subjects = [
            (named(row, row["subject"].value, asked.language), row["statements"].value)
            for row in rows[:_SUBJECTS_SHOWN]
        ]
        return _page(
            "graph.html",
            parts,
            iri=asked.iri,
            name=Reader(parts.release, asked.language).link(asked.iri).label,
            subjects=subjects,
            cut=len(rows) > _SUBJECTS_SHOWN,
        )

    def ontology(self, parts: Parts, asked: _Asked) -> Response:
        """The ontology, as it is or as a version of it was."""
        version = slug_of(asked.path) if "/" in asked.path else None
        if version is None:
            return self.vocabulary.ontology(parts, asked.shown)
        return self.vocabulary.version(parts, version, asked.shown)

    def shapes(self, parts: Parts, asked: _Asked) -> Response:
        """The shapes, or a version of them."""
        if "/" not in asked.path:
            return self.vocabulary.shapes(parts, asked.shown)
        return self.vocabulary.shapes_version(parts, slug_of(asked.path), asked.shown)

    def container(self, parts: Parts, asked: _Asked) -> Response:
        """All of a kind, or all kinds."""
        found = container_at(parts.release.store, asked.path, asked.language)
        if found is None:
            raise _unknown(parts.release.store, asked)
        if asked.shown != HTML:
            return _sent(write(found.quads(), asked.shown), asked)
        return _page("container.html", parts, container=found, name=readable(found.iri))


def _asked(path: str) -> _Asked:
    bare, suffix = split_suffix(path)
    try:
        NamedNode(BASE + bare)
    except ValueError as error:
        raise NotFound(f"{path[:200]!r} can't be part of an IRI. See /browse.") from error
    choice = asked_profile()
    shown = suffix or chosen_format()
    if shown == HTML and choice.needs_data:
        shown = TURTLE
    return _Asked(bare, shown, wanted_language(), suffix.suffix if suffix else "", choice)


def _without_slash() -> Response:
    """301 to the same address without its last slash, such as from the end of a prefix."""
    arguments = request.query_string.decode("ascii", "replace")
    target = href(BASE + request.path.strip("/"))
    found = redirect(f"{target}?{arguments}" if arguments else target, 301)
    return Response(found.response, 301, found.headers)


def _page(template: str, parts: Parts, **values: object) -> Response:
    return Response(
        render_template(template, release_version=parts.release.version, **values),
        content_type="text/html; charset=utf-8",
    )


def _sent(content: bytes, asked: _Asked) -> Response:
    charset = "; charset=utf-8" if asked.shown == HTML else ""
    return Response(content, content_type=f"{asked.shown.media_type}{charset}")


def _dumped(store: Store, graph: str, wanted: Format) -> bytes:
    output = BytesIO()
    store.dump(output, NamedNode(graph), wanted.media_type)
    return output.getvalue()


def _unknown(store: Store, asked: _Asked) -> NotFound:
    near = [f"/{path}" for path in _nearest(store, asked.path)]
    hint = f"Did you mean {', '.join(near)}?" if near else "See /browse for what there is."
    return NotFound(f"Nothing is known of {asked.iri}. {hint}")


def _nearest(store: Store, path: str) -> list[str]:
    """Paths of known things of the same kind whose slugs look alike."""
    folder = path.rpartition("/")[0]
    rows = store.select(load("entity_same_kind"), {"start": Literal(f"{BASE}{folder}/")})
    known = {slug_of(row["subject"].value): row["subject"].value for row in rows}
    alike = get_close_matches(slug_of(path)[:100], known, n=_SUGGESTIONS, cutoff=0.5)
    return [known[slug].removeprefix(BASE) for slug in alike]
