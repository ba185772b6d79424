"""Which graphs a query is asked over, when it says so (SPARQL 1.1, section 13.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from graph.guard import GuardError
from graph.tokens import Token

__all__ = ["Dataset", "declared"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """IRIs of the graphs merged as the default graph, and of those that GRAPH sees."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it names any graph; if not, the whole release is asked."""
        return bool(self.default or self.named)

    @property
    def merges(self) -> bool:
        """Whether several graphs make the default graph: the engine counts their overlap twice."""
        return len(set(self.default)) > 1


def declared(found: Sequence[Token], base: str) -> Dataset:
    """The dataset that FROM and FROM NAMED describe; prefixes and BASE are resolved."""
    prefixes: dict[str, str] = {}
    default: list[str] = []
    named: list[str] = []
    for keyword, iri, label in _clauses(found):
        if keyword == "BASE":
            base = urljoin(base, iri.text[1:-1])
        elif keyword == "PREFIX" and label is not None:
            prefixes[label] = urljoin(base, iri.text[1:-1])
        else:
            (named if keyword == "NAMED" else default).append(_resolve(iri, prefixes, base))
    return Dataset(tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named)))


def _clauses(found: Sequence[Token]) -> Iterator[tuple[str, Token, str | None]]:
    """Keyword, its IRI, and the label that PREFIX gives it; outside all groups."""
    depth = 0
    for index, token in enumerate(found[:-1]):
        depth += (token.text == "{") - (token.text == "}")
        if depth:
            continue
        after = found[index + 1]
        keyword = token.text.upper() if token.kind == "word" else ""
        if keyword == "PREFIX" and index + 2 < len(found) and found[index + 2].kind == "iri":
            yield keyword, found[index + 2], after.text[:-1]
        elif keyword in ("BASE", "FROM", "NAMED") and after.kind in ("iri", "prefixed"):
            yield keyword, after, None


def _resolve(token: Token, prefixes: dict[str, str], base: str) -> str:
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1])
    label, _, local = token.text.partition(":")
    if label not in prefixes:
        raise GuardError(f"The prefix {label}: isn't declared. Add PREFIX {label}: <…>.")
    return prefixes[label] + local.replace("\\", "")
