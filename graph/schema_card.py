"""What is in a graph, counted: its classes, their properties, and what these hold.

Everything is read from the statements themselves, so nothing is shown that isn't there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.prefixes import prefixed, short_name
from graph.release import Release
from graph.schema_reading import Answers, Reading, asked_now, written_before
from graph.store import Row, Store, Term

__all__ = [
    "ClassCard",
    "Name",
    "PropertyCard",
    "SchemaCard",
    "Source",
    "Target",
    "Use",
    "Value",
    "answers_of",
    "card_of",
]

_TYPICAL = 5  # values shown


@dataclass(frozen=True, slots=True)
class Name:
    """A class or property: ``name`` as in addresses, ``label`` and ``comment`` if it is ours."""

    iri: str
    label: str = ""
    comment: str = ""

    @property
    def name(self) -> str:
        """``Region`` for ours, ``skos:Concept`` for others."""
        return short_name(self.iri)

    @property
    def written(self) -> str:
        """As a query writes it: ``rg:Region``."""
        return prefixed(self.iri)

    @property
    def is_ours(self) -> bool:
        """Whether our ontology defines it."""
        return self.written.startswith("rg:")


@dataclass(frozen=True, slots=True)
class Value:
    """A value that ``things`` things of a class share; ``iri`` is empty for literals."""

    text: str
    iri: str
    things: int


@dataclass(frozen=True, slots=True)
class Target:
    """A class to things of which ``statements`` statements lead."""

    name: Name
    statements: int


@dataclass(frozen=True, slots=True)
class Use:
    """A property as the things of one class have it; ``coverage`` is the share that do."""

    owner: Name
    property: Name
    statements: int
    things: int
    values: int
    coverage: float
    targets: tuple[Target, ...]
    datatypes: tuple[str, ...]
    typical: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A property by which ``statements`` statements come from things of a class."""

    owner: Name
    property: Name
    statements: int


@dataclass(frozen=True, slots=True)
class ClassCard:
    """A class with what its things have, and which classes lead to it by which property."""

    name: Name
    things: int
    parents: tuple[Name, ...]
    children: tuple[Name, ...]
    uses: tuple[Use, ...]
    sources: tuple[Source, ...]
    sample: Value | None


@dataclass(frozen=True, slots=True)
class PropertyCard:
    """A property over the whole graph; ``uses`` are the classes whose things have it."""

    name: Name
    statements: int
    things: int
    values: int
    domain: Name | None
    range: Name | None
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class SchemaCard:
    """All classes and properties in use: ours first, then by number and name."""

    statements: int
    classes: Mapping[str, ClassCard]
    properties: Mapping[str, PropertyCard]

    @classmethod
    def read(cls, store: Store, answers: Answers | None = None) -> SchemaCard:
        """The card of what stands in the default graph; ``answers`` were given before."""
        maker = _Maker(Reading.of(answers or asked_now(store)))
        return cls(store.count(), maker.classes(), maker.properties())

    @property
    def hub(self) -> ClassCard | None:
        """The class of ours with most ways to other classes of ours, for a first overview."""
        ours = [card for card in self.classes.values() if card.name.is_ours]
        return max(ours, key=lambda card: _ways(card.uses), default=None)


@lru_cache(maxsize=2)
def card_of(release: Release) -> SchemaCard:
    """The card of a release: made once, since a release never changes."""
    return SchemaCard.read(release.store, answers_of(release))


def answers_of(release: Release) -> Answers:
    """What was asked when a release was made, or is asked now of one that is older than that."""
    return written_before(release.schema_dir, asked_now(release.store))


def _ways(uses: tuple[Use, ...]) -> int:
    return sum(any(target.name.is_ours for target in use.targets) for use in uses)


@dataclass(frozen=True, slots=True)
class _Maker:
    read: Reading

    def classes(self) -> dict[str, ClassCard]:
        by_class: dict[str, list[Use]] = {iri: [] for iri in self.read.things}
        for use in self._uses():
            by_class[use.owner.iri].append(use)
        cards = (self._class(iri, uses) for iri, uses in by_class.items())
        ordered = sorted(cards, key=lambda c: (not c.name.is_ours, -c.things, c.name.name))
        return {card.name.name: card for card in ordered}

    def properties(self) -> dict[str, PropertyCard]:
        by_property: dict[str, list[Use]] = {}
        for use in self._uses():
            by_property.setdefault(use.property.iri, []).append(use)
        cards = (self._property(row, by_property) for row in self.read.properties)
        ordered = sorted(cards, key=lambda c: (not c.name.is_ours, -c.statements, c.name.name))
        return {card.name.name: card for card in ordered}

    def _class(self, iri: str, uses: list[Use]) -> ClassCard:
        parents, children = self.read.parents.get(iri, ()), self.read.children(iri)
        return ClassCard(
            self._name(iri),
            self.read.things[iri],
            tuple(map(self._name, parents)),
            tuple(map(self._name, children)),
            tuple(sorted(uses, key=lambda use: (-use.things, *_place(use.property)))),
            tuple(
                Source(self._name(owner), self._name(property_), statements)
                for owner, property_, statements in self.read.sources_of(iri)
            ),
            self._sample(iri),
        )

    def _property(self, row: Row, uses: Mapping[str, list[Use]]) -> PropertyCard:
        iri = row["property"].value
        domain, range_ = self.read.domains.get(iri), self.read.ranges.get(iri)
        found = sorted(uses.get(iri, ()), key=lambda use: (-use.things, use.owner.name))
        return PropertyCard(
            self._name(iri),
            _number(row, "statements"),
            _number(row, "things"),
            _number(row, "values"),
            self._name(domain) if domain else None,
            self._name(range_) if range_ else None,
            tuple(found),
        )

    def _uses(self) -> list[Use]:
        return [self._use(row) for row in self.read.uses]

    def _use(self, row: Row) -> Use:
        owner, property_ = row["class"].value, row["property"].value
        things, key = _number(row, "things"), (owner, property_)
        return Use(
            self._name(owner),
            self._name(property_),
            _number(row, "statements"),
            things,
            _number(row, "values"),
            things / self.read.things[owner],
            tuple(Target(self._name(iri), n) for iri, n in self.read.targets_of(key)),
            tuple(map(_datatype, self.read.literals.get(key, ()))),
            self._typical(key),
        )

    def _typical(self, key: tuple[str, str]) -> tuple[Value, ...]:
        """Values that several things share, or else the least and the greatest."""
        shared = self.read.values.get(key, ())[:_TYPICAL]
        if shared:
            return tuple(
                _value(row["value"], row.get("label"), _number(row, "things")) for row in shared
            )
        extremes = self.read.extremes.get(key)
        if extremes is None or "least" not in extremes:
            return ()
        least = _value(extremes["least"], extremes.get("label"), 1)
        greatest = _value(extremes.get("greatest", extremes["least"]), None, 1)
        # The greatest of all addresses would tell nothing.
        return (least,) if least.iri or greatest == least else (least, greatest)

    def _sample(self, iri: str) -> Value | None:
        row = self.read.samples.get(iri)
        return _value(row["thing"], row.get("label"), 1) if row and "thing" in row else None

    def _name(self, iri: str) -> Name:
        label, comment = self.read.texts.get(iri, ("", ""))
        return Name(iri, label, comment)


def _place(name: Name) -> tuple[bool, str]:
    """Ours stand before others."""
    return not name.is_ours, name.name


def _value(term: Term, label: Term | None, things: int) -> Value:
    # Only terms of these two kinds are published, and a literal has a datatype.
    is_literal = hasattr(term, "datatype")
    return Value(label.value if label else term.value, "" if is_literal else term.value, things)


def _datatype(row: Row) -> str:
    languages = _number(row, "languages")
    name = short_name(row["datatype"].value).removeprefix("http://www.w3.org/2001/XMLSchema#")
    if name != "rdf:langString":
        return name
    return f"text in {languages} languages" if languages > 1 else "text in one language"


def _number(row: Row, name: str) -> int:
    return int(row[name].value)
