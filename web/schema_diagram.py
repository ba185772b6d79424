"""A class and its neighbours as a drawing: places of boxes and lines, in units of an SVG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.schema_card import ClassCard, Name

__all__ = ["Diagram", "Neighbour", "draw"]

_ROWS: Final = 7  # neighbours on one side
_PITCH: Final = 52
_TOP: Final = 34
_LETTERS: Final = 25  # of a label on a line


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A class beside the one in the middle; ``y`` is the middle of its box."""

    name: Name
    by: str
    statements: int
    y: int


@dataclass(frozen=True, slots=True)
class Diagram:
    """Neighbours that lead to a class stand on the left, those that it leads to on the right."""

    name: Name
    things: int
    left: tuple[Neighbour, ...]
    right: tuple[Neighbour, ...]
    left_out: int

    @property
    def height(self) -> int:
        """Height of the drawing."""
        return 2 * _TOP + _PITCH * (max(len(self.left), len(self.right), 1) - 1)

    @property
    def middle(self) -> int:
        """Where the class itself stands, from above."""
        return self.height // 2


def draw(card: ClassCard) -> Diagram:
    """The drawing of a class with its most frequent neighbours among our classes."""
    left = _merged((source.owner, source.property, source.statements) for source in card.sources)
    right = _merged(
        (target.name, use.property, target.statements)
        for use in card.uses
        for target in use.targets
    )
    rows = max(min(len(left), _ROWS), min(len(right), _ROWS), 1)
    left_out = max(len(left) - _ROWS, 0) + max(len(right) - _ROWS, 0)
    return Diagram(card.name, card.things, _placed(left, rows), _placed(right, rows), left_out)


_Way = tuple[Name, list[Name], int]


def _merged(ways: Iterable[tuple[Name, Name, int]]) -> list[_Way]:
    """One entry a neighbour: names of the properties, and statements by all of them."""
    found: dict[str, _Way] = {}
    for neighbour, property_, statements in ways:
        if neighbour.is_ours:
            name, properties, sum_ = found.get(neighbour.iri, (neighbour, [], 0))
            found[neighbour.iri] = (name, [*properties, property_], sum_ + statements)
    return sorted(found.values(), key=lambda way: (-way[2], way[0].name))


def _placed(ways: list[_Way], rows: int) -> tuple[Neighbour, ...]:
    shown = ways[:_ROWS]
    top = _TOP + _PITCH * (rows - len(shown)) // 2
    return tuple(
        Neighbour(name, _by(properties), statements, top + _PITCH * row)
        for row, (name, properties, statements) in enumerate(shown)
    )


def _by(properties: list[Name]) -> str:
    """Names that fit on a line, ours first; a number stands for the others."""
    names = [one.name for one in sorted(properties, key=lambda one: not one.is_ours)]
    shown = names[:1]
    for name in names[1:]:
        if len(", ".join([*shown, name])) > _LETTERS - 3:
            break
        shown.append(name)
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" +{more}" if more else "")
