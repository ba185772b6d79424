"""The words that a query is made of: prefixes, classes and properties, for an editor to offer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.examples import library
from graph.finder import SERVICES
from graph.prefixes import PREFIXES, prefixed
from graph.queries import load
from graph.release import Release
from graph.store import Row, Store

__all__ = ["Term", "Vocabulary", "vocabulary_of"]

_DECLARED: Final = re.compile(r"^PREFIX\s+([\w-]+):\s*<([^>\s]+)>", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property as queries write it.

    ``count`` is the number of its things or statements; ``classes`` are those whose things have
    the property, most often first, and empty for a class.
    """

    iri: str
    written: str
    label: str
    comment: str
    count: int
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Prefixes with what they stand for, and the terms in use, most used first.

    ``services`` are the searches that a query may call; ``parameters`` are what it asks them.
    """

    prefixes: Mapping[str, str]
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    services: tuple[Term, ...]
    parameters: tuple[Term, ...]

    @classmethod
    def read(cls, store: Store) -> Vocabulary:
        """The words of a store: three counts, without values, so a fraction of a schema card."""
        texts = {row["term"].value: row for row in store.select(load("schema_terms"))}
        things = {
            row["class"].value: int(row["things"].value)
            for row in store.select(load("counts-by-class"))
        }
        owners = _owners(store.select(load("schema_uses")))
        statements = {
            row["property"].value: int(row["statements"].value)
            for row in store.select(load("schema_properties"))
        }
        classes = (_term(iri, n, texts) for iri, n in things.items())
        properties = (_term(iri, n, texts, owners.get(iri, ())) for iri, n in statements.items())
        return cls(
            {**_declared(), **PREFIXES, **_spaces()},
            _ordered(classes),
            _ordered(properties),
            tuple(Term(one.iri, f"<{one.iri}>", "", one.about, 0) for one in SERVICES.values()),
            tuple(_parameters()),
        )


@lru_cache(maxsize=2)
def vocabulary_of(release: Release) -> Vocabulary:
    """The vocabulary of a release: read once, since a release never changes."""
    return Vocabulary.read(release.store)


def _declared() -> dict[str, str]:
    """Prefixes of the example queries; they name the kinds of things too, such as regions."""
    return dict(pair for one in library() for pair in _DECLARED.findall(one.query))


def _spaces() -> dict[str, str]:
    return {name: one.namespace for name, one in SERVICES.items()}


def _parameters() -> Iterator[Term]:
    for name, service in SERVICES.items():
        for one in service.properties:
            iri = f"{service.namespace}{one.name}"
            yield Term(iri, f"{name}:{one.name}", "", one.about, 0)


def _owners(uses: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for row in uses:
        owner = (-int(row["things"].value), prefixed(row["class"].value))
        found.setdefault(row["property"].value, []).append(owner)
    return {iri: tuple(name for _, name in sorted(owners)) for iri, owners in found.items()}


def _term(iri: str, count: int, texts: Mapping[str, Row], classes: Iterable[str] = ()) -> Term:
    said = texts.get(iri, {})
    label, comment = (said[key].value if key in said else "" for key in ("label", "comment"))
    return Term(iri, prefixed(iri), label, comment, count, tuple(classes))


def _ordered(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda one: (-one.count, one.written)))
