"""What a release changed, as a person would say it: "INNOSUP-1: budget stated anew".

A change of a figure, a requirement or a statement is told of the thing that it belongs to.
What was only inferred, translated or interpreted anew is in the log but is no news. The words
are in English; what happened is kept beside them, to be said in other languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

from graph.changes import Changes
from graph.queries import load
from graph.store import Row, Store
from graph.terms import NamedNode
from graph.tombstone import successor_of
from ontology.names import BASE, DCT, RDF, RDFS, SKOS, graph_name, slug_of

__all__ = [
    "NEWS",
    "Happening",
    "News",
    "in_sentence",
    "owners_of",
    "plain_words",
    "read_news",
    "tell",
    "write_news",
]

NEWS: Final = "news.json"
_UNTOLD: Final = tuple(
    f" <{graph_name(name)}" for name in ("inferred/", "labels/", "interpretation/", "release>")
)
_NAMES: Final = {str(SKOS.prefLabel), str(SKOS.altLabel), str(RDFS.label), str(DCT.title)}
_OF_PARTS: Final = {"added": "stated", "changed": "restated", "removed": "unstated"}
_ENGLISH: Final = {
    "new": "new",
    "removed": "removed",
    "merged": "is now part of {}",
    "stated": "{} now stated",
    "restated": "{} stated anew",
    "unstated": "{} no longer stated",
    "changed": "{} changed",
}
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: new, removed, merged, stated, restated, unstated or changed.

    ``name`` is the English name of the part that is stated, or of what a thing was merged into;
    ``iri`` has its name in other languages, where there is one. ``properties`` are those that
    changed.
    """

    kind: str
    name: str = ""
    iri: str = ""
    properties: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The same in English."""
        name = self.name if self.kind == "merged" else in_sentence(self.name)
        told = ", ".join(sorted({plain_words(one) for one in self.properties}))
        return _ENGLISH[self.kind].format(told or name)


@dataclass(frozen=True, slots=True)
class News:
    """What happened to a thing; ``words`` say it in English.

    Logs of older software have the words only.
    """

    iri: str
    name: str
    change: str
    words: tuple[str, ...]
    happenings: tuple[Happening, ...] = ()

    @property
    def title(self) -> str:
        """One line: the name and what happened."""
        return f"{self.name}: {', '.join(self.words)}"


def owners_of(*stores: Store) -> dict[str, set[str]]:
    """For each figure, requirement, statement or passage the things that it belongs to."""
    owners: dict[str, set[str]] = {}
    for store in stores:
        for row in store.select(load("dependents-of")):
            owners.setdefault(row["part"].value, set()).add(row["thing"].value)
    return owners


def tell(
    changes: Changes, before: Store, after: Store, owners: Mapping[str, set[str]]
) -> list[News]:
    """The news of a release, sorted by IRI."""
    return sorted(_Telling(changes, before, after, owners).news(), key=lambda news: news.iri)


def write_news(news: Iterable[News], directory: Path) -> None:
    """Write ``news.json``."""
    text = json.dumps([asdict(one) for one in news], indent=1, ensure_ascii=False)
    (directory / NEWS).write_text(text + "\n", encoding="utf-8")


def read_news(directory: Path) -> list[News]:
    """What ``write_news`` wrote."""
    found = json.loads((directory / NEWS).read_text(encoding="utf-8"))
    return [_read(one) for one in found]


def plain_words(property_: str) -> str:
    """English words for a property: its name, taken apart."""
    if property_ in _NAMES:
        return "names"
    if property_ == str(RDF.type):
        return "kind"
    return _CAPITAL.sub(" ", slug_of(property_)).lower()


def in_sentence(label: str) -> str:
    """A label within a sentence: ``Budget per project`` in small letters, ``TRL`` as it is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _read(found: Mapping[str, Any]) -> News:
    happenings = tuple(
        Happening(**{**one, "properties": tuple(one["properties"])})
        for one in found.get("happenings", ())
    )
    return News(**{**found, "words": tuple(found["words"]), "happenings": happenings})


@dataclass
class _Telling:
    changes: Changes
    before: Store
    after: Store
    owners: Mapping[str, set[str]]
    stated: dict[str, set[str]] = field(default_factory=dict)  # thing -> properties that changed

    def news(self) -> Iterator[News]:
        for line in chain(self.changes.added(), self.changes.removed()):
            if not any(graph in line.decode() for graph in _UNTOLD):
                subject, predicate, value = line.decode().split(" ", 2)
                told = self.stated.setdefault(subject[1:-1], set())
                if value.split(" ", 1)[0][1:-1] not in self.owners:  # a part is told by itself
                    told.add(predicate[1:-1])
        happened = {
            thing.iri: thing.change for thing in self.changes.things() if thing.iri in self.stated
        }
        of_parts = self._of_parts(happened)
        for iri in sorted({*happened, *of_parts}):
            name = self._name(iri)
            found = self._happenings(iri, happened.get(iri, ""), of_parts.get(iri, ()))
            if name and found and _is_thing(iri) and not self.owners.get(iri):
                words = tuple(dict.fromkeys(one.words for one in found))
                yield News(iri, name, happened.get(iri, "changed"), words, tuple(found))

    def _of_parts(self, happened: Mapping[str, str]) -> dict[str, list[Happening]]:
        found: dict[str, list[Happening]] = {}
        for part, change in happened.items():
            row = self._row("part_words", "part", part) if part in self.owners else None
            if row is not None:
                iri = row["named"].value if "named" in row else ""
                told = Happening(_OF_PARTS[change], row["label"].value, iri)
                for owner in self.owners[part]:
                    found.setdefault(owner, []).append(told)
        return found

    def _happenings(self, iri: str, change: str, of_parts: Sequence[Happening]) -> list[Happening]:
        if change == "added":
            return [Happening("new")]
        if change == "removed":
            return [Happening("removed")]
        successor = successor_of(self.after, iri)
        if successor and str(DCT.isReplacedBy) in self.stated.get(iri, ()):
            return [Happening("merged", self._name(successor), successor)]
        own = tuple(sorted(self.stated.get(iri, ())))
        changed = [Happening("changed", properties=own)] if own else []
        return [*sorted(set(of_parts), key=lambda one: one.words), *changed]

    def _name(self, iri: str) -> str:
        row = self._row("labels-of", "thing", iri)
        return row["label"].value if row else ""

    def _row(self, query: str, variable: str, iri: str) -> Row | None:
        for store in (self.after, self.before):
            rows = store.select(load(query), {variable: NamedNode(iri)})
            if rows:
                return rows[-1]
        return None


def _is_thing(iri: str) -> bool:
    return iri.startswith((f"{BASE}id/", f"{BASE}concept/"))
