"""The counts behind a schema card, as queries give them, arranged by class and property."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.formats import RESULTS_JSON
from graph.queries import load
from graph.store import Row, Store, read_rows
from ontology.names import RG

__all__ = ["QUESTIONS", "Answers", "Key", "Reading", "asked_now", "write_answers", "written_before"]

Key = tuple[str, str]  # IRIs of a class and a property
Answers = Callable[[str], list[Row]]
"""Gives the rows of a named query."""

QUESTIONS: Final = (
    "counts-by-class",
    "schema_terms",
    "schema_uses",
    "schema_properties",
    "schema_literals",
    "schema_targets",
    "schema_values",
    "schema_extremes",
    "schema_samples",
    "void_graphs",
    "void_links",
)


def asked_now(store: Store) -> Answers:
    """Answers out of a store; together some seconds, even for a small one on disk."""
    return lambda name: store.select(load(name))


def write_answers(store: Store, directory: Path) -> None:
    """Ask a store everything and keep what it says, so that no reader has to wait for it."""
    directory.mkdir()
    for name in QUESTIONS:
        (directory / f"{name}{RESULTS_JSON.suffix}").write_bytes(store.serialize_select(load(name)))


def written_before(directory: Path, otherwise: Answers) -> Answers:
    """Answers that were kept in a directory; ``otherwise`` gives those that weren't."""

    def answer(name: str) -> list[Row]:
        path = directory / f"{name}{RESULTS_JSON.suffix}"
        return read_rows(path) if path.is_file() else otherwise(name)

    return answer


@dataclass(frozen=True, slots=True)
class Reading:
    """Rows by class and property; ``texts`` are label and comment of terms of ours."""

    things: Mapping[str, int]
    uses: Sequence[Row]
    properties: Sequence[Row]
    literals: Mapping[Key, Sequence[Row]]
    targets: Mapping[Key, Sequence[Row]]
    values: Mapping[Key, Sequence[Row]]
    extremes: Mapping[Key, Row]
    samples: Mapping[str, Row]
    texts: Mapping[str, tuple[str, str]]
    parents: Mapping[str, Sequence[str]]
    domains: Mapping[str, str]
    ranges: Mapping[str, str]

    @classmethod
    def of(cls, answers: Answers) -> Reading:
        """Arrange the answers to the queries in ``QUESTIONS``, which are asked by name."""
        counts, terms = answers("counts-by-class"), answers("schema_terms")
        return cls(
            {row["class"].value: int(row["things"].value) for row in counts},
            answers("schema_uses"),
            answers("schema_properties"),
            _grouped(answers("schema_literals")),
            _grouped(answers("schema_targets")),
            _grouped(answers("schema_values")),
            {_key(row): row for row in answers("schema_extremes")},
            {row["class"].value: row for row in answers("schema_samples")},
            {row["term"].value: _texts(row) for row in terms},
            _parents(terms),
            {row["term"].value: row["domain"].value for row in terms if "domain" in row},
            {row["term"].value: row["range"].value for row in terms if "range" in row},
        )

    def children(self, iri: str) -> list[str]:
        """Classes directly under a class that have things."""
        return sorted(c for c, above in self.parents.items() if iri in above and c in self.things)

    def targets_of(self, key: Key) -> list[tuple[str, int]]:
        """Classes to which a property leads from a class, most often first."""
        rows = self.targets.get(key, ())
        counts = {row["target"].value: int(row["statements"].value) for row in rows}
        return [(iri, counts[iri]) for iri in self._broadest(counts)]

    def sources_of(self, iri: str) -> list[tuple[str, str, int]]:
        """Classes and properties that lead to a class, most often first."""
        counts: dict[str, dict[str, int]] = {}
        for (owner, property_), rows in self.targets.items():
            for row in rows:
                if row["target"].value == iri:
                    counts.setdefault(property_, {})[owner] = int(row["statements"].value)
        found = [
            (owner, property_, owners[owner])
            for property_, owners in counts.items()
            for owner in self._broadest(owners)
        ]
        return sorted(found, key=lambda one: (-one[2], one))

    def _broadest(self, counts: Mapping[str, int]) -> list[str]:
        """Classes of ours, or else all, without sub-classes of another one of them."""
        known = {iri for iri in counts if iri.startswith(str(RG))} or set(counts)
        broad = (iri for iri in known if not self._above(iri) & known)
        return sorted(broad, key=lambda iri: (-counts[iri], iri))

    def _above(self, iri: str) -> set[str]:
        found: set[str] = set()
        waiting = list(self.parents.get(iri, ()))
        while waiting:
            parent = waiting.pop()
            if parent not in found:
                found.add(parent)
                waiting.extend(self.parents.get(parent, ()))
        return found - {iri}


def _grouped(rows: Iterable[Row]) -> dict[Key, list[Row]]:
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    return groups


def _key(row: Row) -> Key:
    return row["class"].value, row["property"].value


def _texts(row: Row) -> tuple[str, str]:
    return row["label"].value, row["comment"].value if "comment" in row else ""


def _parents(terms: Iterable[Row]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in terms:
        if "parent" in row:
            above = found.setdefault(row["term"].value, [])
            if row["parent"].value not in above:
                above.append(row["parent"].value)
    return found
