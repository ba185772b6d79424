"""What a release changed, in words a person would use: "INNOSUP-1: budget stated anew".

A change of a figure, a requirement or a statement is told of the thing that it belongs to.
What was only inferred, translated or interpreted anew is in the log but is no news.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from graph.changes import Changes
from graph.queries import load
from graph.store import Store
from graph.terms import NamedNode
from graph.tombstone import successor_of
from ontology.names import BASE, DCT, RDF, RDFS, SKOS, graph_name, slug_of

__all__ = ["NEWS", "News", "owners_of", "read_news", "tell", "write_news"]

NEWS: Final = "news.json"
_UNTOLD: Final = tuple(
    f" <{graph_name(name)}" for name in ("inferred/", "labels/", "interpretation/", "release>")
)
_NAMES: Final = {str(SKOS.prefLabel), str(SKOS.altLabel), str(RDFS.label), str(DCT.title)}
_VERBS: Final = {"added": "now stated", "changed": "stated anew", "removed": "no longer stated"}
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class News:
    """What happened to a thing; ``words`` say it in English."""

    iri: str
    name: str
    change: str
    words: tuple[str, ...]

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
    return [News(**{**one, "words": tuple(one["words"])}) for one in found]


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
            words = self._words(iri, happened.get(iri, ""), of_parts.get(iri, ()))
            if name and words and _is_thing(iri) and not self.owners.get(iri):
                yield News(iri, name, happened.get(iri, "changed"), tuple(words))

    def _of_parts(self, happened: Mapping[str, str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for part, change in happened.items():
            label = self._label("part_words", part) if part in self.owners else ""
            for owner in self.owners.get(part, ()) if label else ():
                found.setdefault(owner, []).append(f"{_in_sentence(label)} {_VERBS[change]}")
        return found

    def _words(self, iri: str, change: str, of_parts: Sequence[str]) -> list[str]:
        if change == "added":
            return ["new"]
        if change == "removed":
            return ["removed"]
        successor = successor_of(self.after, iri)
        if successor and str(DCT.isReplacedBy) in self.stated.get(iri, ()):
            return [f"is now part of {self._name(successor)}"]
        own = sorted({_readable(name) for name in self.stated.get(iri, ())})
        changed = [f"{', '.join(own)} changed"] if own else []
        return [*sorted(set(of_parts)), *changed]

    def _name(self, iri: str) -> str:
        return self._label("labels-of", iri)

    def _label(self, query: str, iri: str) -> str:
        variable = "part" if query == "part_words" else "thing"
        for store in (self.after, self.before):
            rows = store.select(load(query), {variable: NamedNode(iri)})
            if rows:
                return rows[-1]["label"].value
        return ""


def _in_sentence(label: str) -> str:
    """A label within a sentence: ``Budget per project`` in small letters, ``TRL`` as it is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _is_thing(iri: str) -> bool:
    return iri.startswith((f"{BASE}id/", f"{BASE}concept/"))


def _readable(property_: str) -> str:
    """Words for a property: its name, taken apart."""
    if property_ in _NAMES:
        return "names"
    if property_ == str(RDF.type):
        return "kind"
    return _CAPITAL.sub(" ", slug_of(property_)).lower()
