"""What the names of a query stand for, by what it declares before its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.declarations import joined, resolved
from graph.prefixes import declaration
from graph.tokens import Token

__all__ = ["Prologue", "UndeclaredPrefixError"]


class UndeclaredPrefixError(LookupError):
    """A name whose prefix isn't declared; ``label`` is the prefix without its colon."""

    def __init__(self, label: str) -> None:
        """Name the prefix and the remedy."""
        super().__init__(f"The prefix {label}: isn't declared. Add {declaration(label)}.")
        self.label = label


@dataclass(frozen=True, slots=True)
class Prologue:
    """What relative and prefixed names stand for."""

    base: str
    prefixes: Mapping[str, str]

    @classmethod
    def read(cls, found: Sequence[Token], base: str) -> Prologue:
        """The declarations of a query; ``base`` holds until it declares its own."""
        return cls(*resolved(found, base))

    def resolve(self, name: Token) -> str:
        """The IRI that a token of kind ``iri`` or ``prefixed`` stands for."""
        if name.kind == "iri":
            return joined(self.base, name.text[1:-1])
        label, _, local = name.text.partition(":")
        if label not in self.prefixes:
            raise UndeclaredPrefixError(label)
        return self.prefixes[label] + local.replace("\\", "")
