"""What to change in a query that hit a limit, read off its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from graph.tokens import Token

__all__ = ["advice"]

_Variables = frozenset[str]
_JOINING: Final = frozenset(["UNION", "OPTIONAL", "MINUS", "EXISTS"])
_PARENTHESES: Final = {"(": 1, ")": -1}
_LENGTHENING: Final = frozenset(["CONCAT", "REPLACE", "ENCODE_FOR_URI"])
_MANY: Final = 5
_SUMS: Final = frozenset(["COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"])


def advice(found: Sequence[Token]) -> list[str]:
    """Sentences that say what to change; the likeliest cause first."""
    said = [token.text.upper() for token in found if token.kind == "word"]
    words = set(said)
    apart = _unconnected(found)
    sentences = []
    if apart:
        left, right = (" ".join(sorted(group)[:3]) for group in apart)
        sentences.append(
            f"Two patterns share no variable ({left} and {right}), so every solution of one is "
            "paired with every solution of the other: connect them."
        )
    if sum(word in _LENGTHENING for word in said) >= _MANY:
        sentences.append(
            "Texts that are put together from texts grow with each step: join fewer of them, or "
            "cut them with SUBSTR."
        )
    # A sum over everything is one row: no LIMIT makes it less work.
    if "LIMIT" not in words and "ASK" not in words and not (_SUMS & words and "GROUP" not in words):
        sentences.append("There is no LIMIT: add one, and page with OFFSET.")
    if "ORDER" in words:
        sentences.append("ORDER BY needs all solutions first: leave it out, or filter more.")
    if _has_open_path(found):
        sentences.append("A path with * or + visits many nodes: fix one of its ends to an IRI.")
    return sentences or ["Ask for less: add a more selective pattern."]


def _has_open_path(found: Sequence[Token]) -> bool:
    steps = ("iri", "prefixed")
    return any(
        after.text in ("*", "+") and (before.kind in steps or before.text == ")")
        for before, after in pairwise(found)
    )


def _unconnected(found: Sequence[Token]) -> tuple[_Variables, _Variables] | None:
    """Two patterns of one group without a common variable; None when all hang together.

    A comparison is no pattern: the engine pairs all solutions before it compares.
    """
    stack: list[list[set[str]]] = [[set()]]
    joins: list[bool] = []
    joining = False
    for token in _without_comparisons(found):
        if token.kind == "variable":
            stack[-1][-1].add(token.text[1:])
        elif token.kind == "word":
            joining = token.text.upper() in _JOINING
        elif token.text == ".":
            stack[-1].append(set())
        elif token.text == "{":
            joins.append(joining)
            stack.append([set()])
        elif token.text == "}" and joins:
            apart = _parts(stack[-1])
            if len(apart) > 1:
                return frozenset(apart[0]), frozenset(apart[1])
            _close(stack, joins.pop())
    return None


def _without_comparisons(found: Sequence[Token]) -> Iterator[Token]:
    """What stands outside of the parentheses of FILTER, and the patterns in there."""
    depth, begun = 0, False
    for token in found:
        if depth:
            depth = 0 if token.text == "{" else depth + _PARENTHESES.get(token.text, 0)
        elif begun and token.text == "(":
            depth, begun = 1, False
        elif token.kind == "word":
            begun = begun or token.text.upper() == "FILTER"
        else:
            begun = False
        if not depth or token.kind == "word":
            yield token


def _close(stack: list[list[set[str]]], joined: bool) -> None:
    """Make the innermost group a pattern of the one around it."""
    variables = set().union(*stack.pop())
    if joined:
        stack[-1][-1].update(variables)
    else:
        stack[-1].append(variables)


def _parts(patterns: Iterable[set[str]]) -> list[set[str]]:
    """Variables of patterns that hang together, by union-find: a query may have 75,000 patterns."""
    above: dict[str, str] = {}

    def top(variable: str) -> str:
        while above[variable] != variable:
            above[variable] = above[above[variable]]
            variable = above[variable]
        return variable

    for pattern in patterns:
        for variable in pattern:
            above.setdefault(variable, variable)
        for variable, another in pairwise(pattern):
            above[top(variable)] = top(another)
    parts: dict[str, set[str]] = {}
    for variable in above:
        parts.setdefault(top(variable), set()).add(variable)
    return list(parts.values())
