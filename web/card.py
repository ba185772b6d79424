"""The card of one thing: what another site shows of it, read from its page's parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from graph.release import Release
from ontology.names import BASE
from web.entity_reading import read_in_short
from web.entity_view import EntityView, Evidence, Link, Name
from web.links import href
from web.negotiation import split_suffix
from web.reader import Reader
from web.wording import Wording

__all__ = ["Card", "iri_of", "read_card"]

_FOLDERS: Final = ("id/", "concept/")
# A slug alone means the first of these that has it.
_USUAL: Final = ("instrument", "platform", "programme", "partnership", "actor", "event", "region")
_FIGURES: Final = 4
_REQUIREMENTS: Final = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A thing, with the release that says so."""

    entity: EntityView
    stages: tuple[Link, ...]
    kind: str
    release: str

    @property
    def path(self) -> str:
        """The path of its page on this server."""
        return href(self.entity.iri)

    @property
    def description(self) -> Name:
        """Its first description, empty if it has none."""
        return next(iter(self.entity.descriptions), Name("", ""))

    def to_json(self) -> dict[str, Any]:
        """What /api/card documents."""
        entity, description = self.entity, self.description
        return {
            "iri": entity.iri,
            "page": self.path,
            "type": entity.kind,
            "kind": self.kind,
            "label": entity.label.text,
            "language": entity.label.language or "en",
            "description": description.text,
            "description_language": description.language or "en",
            "stages": [_named(one) for one in self.stages],
            "figures": list(_figures(entity)),
            "requirements": list(_requirements(entity)),
            "evidence": [_passage(one) for one in entity.evidence],
            "licence": "https://creativecommons.org/licenses/by/4.0/",
            "release": self.release,
        }


def read_card(release: Release, candidates: Sequence[str], wording: Wording) -> Card | None:
    """The card of the first of some IRIs of which something is said; None if there is none."""
    reader = Reader(release, wording.wanted, wording.number)
    for iri in candidates:
        entity = read_in_short(reader, iri)
        if entity is not None:
            stages = tuple(_stages(entity))
            return Card(entity, stages, wording.kind(entity.kind), release.version)
    return None


def iri_of(asked: str, host: str) -> list[str]:
    """IRIs that may be meant: by an IRI, the address of a page on ``host``, a path or a slug.

    Empty when it can't be one of ours.
    """
    path = asked.strip()
    for start in (BASE, host):
        path = path.removeprefix(start)
    try:
        parts = urlsplit(path)
    except ValueError:
        return []
    if parts.scheme or parts.netloc:
        return []
    bare, _ = split_suffix(unquote(parts.path).strip("/"))
    if not bare or any(letter in bare for letter in ' <>"{}|\\^`') or not bare.isprintable():
        return []
    if bare.startswith(_FOLDERS):
        return [BASE + bare]
    if "/" in bare:
        return [f"{BASE}{folder}{bare}" for folder in _FOLDERS]
    return [f"{BASE}id/{kind}/{bare}" for kind in _USUAL]


def _stages(entity: EntityView) -> Iterator[Link]:
    prefix = f"{BASE}concept/stage/"
    for group in entity.outgoing:
        yield from (one for one in group.links if one.iri.startswith(prefix))


def _named(link: Link) -> Mapping[str, str]:
    return {
        "iri": link.iri,
        "page": href(link.iri),
        "label": link.label,
        "language": link.language,
    }


def _figures(entity: EntityView) -> Iterator[dict[str, Any]]:
    for fact in entity.facts[:_FIGURES]:
        yield {
            "label": fact.label,
            "value": fact.value,
            "firmness": fact.firmness,
            "stated_on": fact.as_of,
            "evidence": [_passage(one) for one in fact.evidence],
        }


def _requirements(entity: EntityView) -> Iterator[dict[str, Any]]:
    for note in entity.notes.get("requirements", ())[:_REQUIREMENTS]:
        yield {
            "text": note.text,
            "language": note.language,
            "evidence": [_passage(one) for one in note.evidence],
        }


def _passage(one: Evidence) -> dict[str, Any]:
    return {
        "iri": one.iri,
        "section": one.section,
        "lines": one.lines,
        "sha256": one.sha256,
        "quotation": one.quotation or None,
    }
