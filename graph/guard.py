"""The first wall: what a query text may hold, decided before the engine sees it.

The engine can't be told to leave SERVICE alone, and deep nesting overflows its stack. So a
text is cut into tokens and refused when it has a forbidden keyword or is too big or too deep.
The second wall (``graph.sandbox``) is there for what this one overlooks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from graph.call import Call, find_calls
from graph.finder import SERVICES
from graph.refusal import GuardError, TooLongError
from graph.tokens import Token, UnfinishedTextError, place_of, skeleton, tokens

__all__ = ["Form", "Guard", "GuardError", "Inspection", "TooLongError"]

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_FORMS: Final[Mapping[str, Form]] = {
    "SELECT": "SELECT",
    "ASK": "ASK",
    "CONSTRUCT": "CONSTRUCT",
    "DESCRIBE": "DESCRIBE",
}
_ALL_AFTER: Final = frozenset(["SELECT", "DISTINCT", "REDUCED", "DESCRIBE"])
_UPDATES: Final = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD".split())
_VOLATILE: Final = frozenset("NOW RAND UUID STRUUID BNODE".split())
_HEAVY: Final = frozenset("ORDER GROUP MINUS REGEX CONTAINS REPLACE DISTINCT REDUCED COUNT".split())
_OPEN: Final = frozenset(["(", "{", "[", "<<", "<<(", "{|"])
_CLOSE: Final = frozenset([")", "}", "]", ">>", ")>>", "|}"])
_OPERATORS: Final = frozenset(["+", "-", "*", "/", "||", "&&", "|", "^", "!", "=", "<", ">", "!="])
_CHAINED: Final = frozenset("UNION OPTIONAL MINUS FILTER BIND LATERAL EXISTS".split())
_LONG_LIMIT: Final = re.compile(r"\bLIMIT\s+[0-9]{5}", re.IGNORECASE)
_OWN: Final = " and ".join(f"<{service.iri}>" for service in SERVICES.values())
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_IRI_HIDES_CALL: Final = re.compile(r"\).*SERVICE", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the tokens of an accepted query say about it.

    ``form`` is None when no query form was found, ``volatile`` that two runs may differ,
    ``light`` that it looks cheap enough for the workers kept for such queries, ``declares``
    that it may name its dataset; ``calls`` are searches of our own, which the engine must not
    see.
    """

    text: str
    form: Form | None
    volatile: bool
    light: bool
    declares: bool
    calls: tuple[Call, ...] = ()

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The text cut up, anew each time: few need it, and kept ones would fill the memory."""
        return tuple(tokens(self.text))


@dataclass(frozen=True, slots=True)
class Guard:
    """Limits of a query text: its UTF-8 bytes, tokens, nesting, and operators in all."""

    max_bytes: int = 2 << 20
    max_tokens: int = 300_000
    max_depth: int = 100
    max_operators: int = 2_000

    def inspect(self, text: str) -> Inspection:
        """Read a query; raises only GuardError, whatever the text is."""
        harmless = self._harmless(text)
        if harmless is not None:
            return _inspection(text, harmless)
        self._check_size(text)
        found = self._cut(text)
        calls = find_calls(text, found)
        rest = [token for token in found if not any(call.holds(token) for call in calls)]
        _refuse_keywords(text, rest)
        _refuse_escaped_keywords(_blanked(text, calls))
        self._check_shape(text, rest)
        kept = [token.text.upper() if token.kind in ("word", "mark") else "" for token in rest]
        return _inspection(text, kept, calls)

    def _harmless(self, text: str) -> list[str] | None:
        """Words and marks, in capitals, of a text with nothing to refuse at first sight.

        None: it may be fine too, but has to be looked at token by token.
        """
        if not text.isascii() or len(text) > self.max_bytes or "\\" in text:
            return None
        upper = text.upper()
        found = skeleton(upper)
        kept = len(found) - found.count("")
        if kept > min(self.max_depth, self.max_operators) or len(found) > self.max_tokens:
            return None
        if "SERVICE" in upper or '"' in found or "'" in found:
            return None
        return found if _UPDATES.isdisjoint(found) else None

    def _check_size(self, text: str) -> None:
        try:
            size = len(text.encode())
        except UnicodeEncodeError as error:
            raise GuardError(
                "Half a surrogate pair is no character: write the whole character.",
                place_of(text, error.start),
            ) from None
        if size > self.max_bytes:
            raise TooLongError(
                f"The query has {size} bytes, and {self.max_bytes} are read. "
                "Split its VALUES into several queries."
            )

    def _cut(self, text: str) -> list[Token]:
        found: list[Token] = []
        try:
            for token in tokens(text):
                found.append(token)
                if len(found) > self.max_tokens:
                    raise TooLongError(
                        f"The query has more than {self.max_tokens} tokens. "
                        "Split its VALUES into several queries.",
                        place_of(text, token.start),
                    )
        except UnfinishedTextError as error:
            raise GuardError(str(error), place_of(text, error.start)) from None
        return found

    def _check_shape(self, text: str, found: list[Token]) -> None:
        depth = operators = run = 0
        for token in found:
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
            chained = token.text in _OPERATORS or (
                token.kind == "word" and token.text.upper() in _CHAINED
            )
            operators += chained
            run = run + 1 if token.text in "!-+^" else 0
            if max(depth, run) > self.max_depth:
                raise GuardError(
                    f"Nested more than {self.max_depth} deep. Flatten the query.",
                    place_of(text, token.start),
                )
            if operators > self.max_operators:
                raise GuardError(
                    f"More than {self.max_operators} operators. "
                    "Use VALUES or IN instead of a long chain.",
                    place_of(text, token.start),
                )


def _blanked(text: str, calls: Sequence[Call]) -> str:
    """The text with blanks for our own searches: what is left keeps its line and column."""
    for call in calls:
        blanks = "".join("\n" if letter == "\n" else " " for letter in text[call.start : call.end])
        text = f"{text[: call.start]}{blanks}{text[call.end :]}"
    return text


def _inspection(text: str, upper: Sequence[str], calls: tuple[Call, ...] = ()) -> Inspection:
    """What the words and marks say, in capitals; any other token is an empty string."""
    words = set(upper)
    return Inspection(
        text,
        form=next(filter(None, map(_FORMS.get, upper)), None),
        volatile=not words.isdisjoint(_VOLATILE),
        light=(
            len(upper) <= 150
            and words.isdisjoint(_HEAVY)
            and not _has_star(upper)
            and not _gives_much(text, words)
        ),
        declares="FROM" in words,
        calls=calls,
    )


def _has_star(upper: Sequence[str]) -> bool:
    """Whether a path or a product has a star: that of SELECT * costs nothing by itself."""
    return "*" in upper and any(
        after == "*" and before not in _ALL_AFTER for before, after in pairwise(upper)
    )


def _gives_much(text: str, words: AbstractSet[str]) -> bool:
    """Whether the answer is long for sure: a light worker would be lost to it."""
    if "LIMIT" in words:
        return _LONG_LIMIT.search(text) is not None
    # A pattern of variables, and no IRI or prefixed name that chooses among all there is.
    return text.count("?") >= 3 and ":" not in text and "ASK" not in words


def _refuse_keywords(text: str, found: list[Token]) -> None:
    for index, token in enumerate(found):
        if _is_service(found, index):
            raise GuardError(
                "SERVICE is refused: this endpoint doesn't call others. Run the federated "
                "query in your own engine, with this endpoint as its SERVICE. What can be asked "
                f"here are {_OWN}.",
                place_of(text, token.start),
            )
        if token.kind == "word" and token.text.upper() in _UPDATES:
            raise GuardError(
                f"{token.text} is refused: this endpoint is read-only. "
                "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.",
                place_of(text, token.start),
            )


def _is_service(found: list[Token], index: int) -> bool:
    """Whether the engine could read SERVICE in a token.

    The engine asks for no blank after a keyword and tries a second reading when the first one
    fails: it calls out for ``1SERVICE<…>``, ``trueSERVICE:x {`` and, since ``<`` may be an
    operator, for ``FILTER(?a<?b)SERVICE#>``. Each was tried.
    """
    token = found[index]
    if token.kind == "word":
        return "SERVICE" in token.text.upper()
    if token.kind == "iri":
        return _IRI_HIDES_CALL.search(token.text) is not None
    if token.kind != "prefixed" or "SERVICE" not in token.text.partition(":")[0].upper():
        return False
    after = found[index + 1].text if index + 1 < len(found) else ""
    before = found[index - 1].text.upper() if index else ""
    return after == "{" and before not in ("GRAPH", "FROM", "NAMED")


def _refuse_escaped_keywords(text: str) -> None:
    r"""Refuse ``\u0053ERVICE``: SPARQL 1.1 resolves it before cutting, SPARQL 1.2 doesn't.

    The engine follows 1.2. Should that change, this still holds. A reading that can't be cut
    is no reading.
    """
    if "\\" not in text:
        return
    try:
        resolved = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
        found = list(tokens(resolved))
    except UnfinishedTextError:
        return
    except (ValueError, OverflowError):
        raise GuardError("An escape names no character: use at most \\U0010FFFF.") from None
    _refuse_keywords(resolved, found)
