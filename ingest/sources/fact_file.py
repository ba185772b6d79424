"""A YAML file of facts whose entries know the line they stand on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

import yaml

from ingest.source import SourceError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file; its values are nodes of the parser, read by what they should be.

    ``addresses`` are put in where a text names one of them in braces.
    """

    path: Path
    line: int
    nodes: Mapping[str, yaml.Node]
    addresses: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        """Whether the key is there and not empty."""
        node = self.nodes.get(key)
        return node is not None and node.value not in ("", [], "null")

    def error(self, message: str, key: str | None = None) -> SourceError:
        """A complaint about the entry, or about one of its keys, that names file and line."""
        line = _line(self.nodes[key]) if key is not None and key in self.nodes else self.line
        name = f"{self.path.parent.name}/{self.path.name}"
        return SourceError("background document", f"{name} line {line}", message)

    def only(self, keys: Collection[str]) -> None:
        """Refuse keys that nobody reads: they are mostly misspelt."""
        for key in self.nodes:
            if key not in keys:
                raise self.error(f"unknown key {key!r}; known are {', '.join(sorted(keys))}", key)

    def text(self, key: str) -> str:
        """A text that has to be there."""
        if key not in self:
            raise self.error(f"{key!r} is missing", key)
        return self._scalar(self.nodes[key], key)

    def optional(self, key: str) -> str | None:
        """A text, or None where the key is missing."""
        return self.text(key) if key in self else None

    def texts(self, key: str) -> list[str]:
        """Texts of a list; a single text counts as a list of one, a missing key as none."""
        if key not in self:
            return []
        node = self.nodes[key]
        parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return [self._scalar(part, key) for part in parts]

    def entries(self, key: str) -> list[Entry]:
        """Entries of a list of mappings; a missing key counts as none."""
        if key not in self:
            return []
        node = self.nodes[key]
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(f"{key!r} must be a list", key)
        return [_entry(self.path, part, self.addresses) for part in node.value]

    def entry(self, key: str) -> Entry | None:
        """The mapping under a key, or None where the key is missing."""
        return _entry(self.path, self.nodes[key], self.addresses) if key in self else None

    def number(self, key: str) -> Decimal | None:
        """A number, or None where the key is missing."""
        return self._parsed(key, Decimal, "a number such as 15 or 2.5")

    def day(self, key: str) -> date | None:
        """A day, or None where the key is missing."""
        return self._parsed(key, date.fromisoformat, "a day such as 2017-11-08")

    def flag(self, key: str) -> bool:
        """Whether the key is there and says true."""
        value = self._parsed(key, {"true": True, "false": False}.__getitem__, "true or false")
        return bool(value)

    def span(self, key: str) -> tuple[int, int]:
        """Two whole numbers written as ``first-last``."""
        first, _, last = self.text(key).partition("-")
        if not (first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
            raise self.error(f"{self.text(key)!r} must be written as first-last, as 74-86", key)
        return int(first), int(last)

    def _parsed(self, key: str, parse: Callable[[str], T], wanted: str) -> T | None:
        if key not in self:
            return None
        try:
            return parse(self.text(key))
        except (ValueError, KeyError, InvalidOperation) as error:
            raise self.error(f"{key} {self.text(key)!r} must be {wanted}", key) from error

    def _scalar(self, node: yaml.Node, key: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(f"{key!r} must be a text or a list of texts", key)
        text = str(node.value)
        for name, address in self.addresses.items():
            text = text.replace(f"{{{name}}}", address)
        return text


def read_facts(path: Path, addresses: Mapping[str, str] | None = None) -> Entry:
    """The mapping that a file consists of; ``addresses`` as for an entry."""
    try:
        # The loader in C is eleven times as fast, and the facts are read in 0.1 s.
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        message = f"not readable as YAML: {getattr(error, 'problem', error)}"
        raise Entry(path, line, {}).error(message) from error
    if root is None:
        raise Entry(path, 1, {}).error("the file is empty")
    return _entry(path, root, addresses or {})


def _entry(path: Path, node: yaml.Node, addresses: Mapping[str, str]) -> Entry:
    if not isinstance(node, yaml.MappingNode):
        raise Entry(path, _line(node), {}).error("expected keys and values")
    nodes: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if str(key.value) in nodes:
            raise Entry(path, _line(key), {}).error(f"the key {key.value!r} stands here twice")
        nodes[str(key.value)] = value
    return Entry(path, _line(node), nodes, addresses)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
