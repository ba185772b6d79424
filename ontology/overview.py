"""The main classes and the ways between them as a drawing: boxes and lines, in units of an SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from ontology.files import overview_file, read
from ontology.names import RG
from ontology.schema import Schema, Term

__all__ = ["Box", "Line", "Overview", "OverviewError"]

_WIDTH: Final = 190  # of a box
_HEIGHT: Final = 40
_COLUMN: Final = 326  # from one box to the next beside it
_ROW: Final = 92  # and below it
_MARGIN: Final = 2


class OverviewError(ValueError):
    """The file of the drawing names what the ontology doesn't have, or the drawing doesn't show."""


@dataclass(frozen=True, slots=True)
class Box:
    """A class; ``x`` and ``y`` are its upper left corner."""

    term: Term
    x: int
    y: int

    @property
    def middle(self) -> tuple[int, int]:
        """Where its name stands."""
        return self.x + _WIDTH // 2, self.y + _HEIGHT // 2


@dataclass(frozen=True, slots=True)
class Line:
    """A property that leads from things of one class to things of another."""

    source: Term
    term: Term
    target: Term
    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def middle(self) -> tuple[int, int]:
        """Where its name stands."""
        return (self.start[0] + self.end[0]) // 2, (self.start[1] + self.end[1]) // 2


@dataclass(frozen=True, slots=True)
class Overview:
    """The drawing, in the order in which it is read."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    box_width: int = _WIDTH
    box_height: int = _HEIGHT

    @classmethod
    def load(cls, schema: Schema) -> Overview:
        """The drawing that the file asks for."""
        return cls.arrange(schema, yaml.safe_load(read(overview_file())))

    @classmethod
    def arrange(cls, schema: Schema, asked: Mapping[str, Any]) -> Overview:
        """Boxes in ``rows`` of class names, lines for ``ways`` of class, property, class."""
        boxes = {
            name: Box(_found(schema.classes, name), _MARGIN + _COLUMN * x, _MARGIN + _ROW * y)
            for y, row in enumerate(asked["rows"])
            for x, name in enumerate(row)
            if name
        }
        lines = (_line(schema, boxes, way) for way in asked["ways"])
        return cls(tuple(boxes.values()), tuple(lines))

    @property
    def width(self) -> int:
        """Width of the drawing."""
        return max(box.x for box in self.boxes) + _WIDTH + _MARGIN

    @property
    def height(self) -> int:
        """Height of the drawing."""
        return max(box.y for box in self.boxes) + _HEIGHT + _MARGIN


def _line(schema: Schema, boxes: Mapping[str, Box], way: Sequence[str]) -> Line:
    source, name, target = way
    for end in (source, target):
        if end not in boxes:
            raise OverviewError(f"{end!r} has a way but no place. Put it into a row.")
    begin, finish = _ends(boxes[source], boxes[target])
    term = _found(schema.properties, name)
    return Line(boxes[source].term, term, boxes[target].term, begin, finish)


def _ends(source: Box, target: Box) -> tuple[tuple[int, int], tuple[int, int]]:
    """From the nearest side to the nearest side: above and below in a column, else beside."""
    (x, y), (to_x, to_y) = source.middle, target.middle
    if x == to_x:
        half = _HEIGHT // 2 if to_y > y else -_HEIGHT // 2
        return (x, y + half), (x, to_y - half)
    half = _WIDTH // 2 if to_x > x else -_WIDTH // 2
    return (x + half, y), (to_x - half, to_y)


def _found(terms: Mapping[str, Term], name: str) -> Term:
    term = terms.get(str(RG[name]))
    if term is None:
        raise OverviewError(f"The ontology has no {name!r}. Correct the drawing's file.")
    return term
