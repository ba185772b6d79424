"""A call of our own search inside a query, read by a small grammar.

::

    Call   = "SERVICE" [ "SILENT" ] iri "{" [ Same { "." [ Same ] } ] "}"
    Same   = variable Pair { ";" [ Pair ] }      the same variable each time
    Pair   = property Object { "," Object }

The engine never sees it: ``graph.rewriting`` puts the things found in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NoReturn

from graph.finder import MOST_CALLS, SERVICES, FinderService, Parameter, Wanted
from graph.parameter import ParameterError, plain, read_parameter
from graph.prefixes import declaration
from graph.prologue import Prologue, UndeclaredPrefixError
from graph.refusal import GuardError
from graph.tokens import Token, place_of
from ontology.names import BASE

__all__ = ["Call", "find_calls"]

_END_OF_NUMBER: Final = re.compile(r"([0-9]+)\.")
_NAMES: Final = ("iri", "prefixed")
_ONLY_PROPERTIES: Final = (
    "only the properties of the search can stand here, so move what follows out of its braces"
)


@dataclass(frozen=True, slots=True)
class Call:
    """What a call asks for, its columns with their variables, and where it stands.

    ``start`` and ``end`` count code points; the first column is the thing itself.
    """

    service: FinderService
    wanted: Wanted
    columns: tuple[tuple[str, str], ...]
    start: int
    end: int

    def holds(self, token: Token) -> bool:
        """Whether a token is part of it."""
        return self.start <= token.start < self.end


def find_calls(text: str, found: Sequence[Token]) -> tuple[Call, ...]:
    """The calls of our own services in a query, in order; GuardError when one is wrong.

    What calls another service is no call of ours, and left for the guard to refuse.
    """
    if not any(token.kind == "word" and token.text.upper() == "SERVICE" for token in found):
        return ()
    prologue = Prologue.read(found, BASE)
    found = [piece for token in found for piece in _without_full_stop(token)]
    calls: list[Call] = []
    for index, token in enumerate(found):
        if token.kind != "word" or token.text.upper() != "SERVICE":
            continue
        service, opening = _service_at(text, found, index + 1, prologue)
        if service is None:
            continue
        if len(calls) == MOST_CALLS:
            raise GuardError(
                f"More than {MOST_CALLS} searches in one query. Ask in several queries.",
                place_of(text, token.start),
            )
        calls.append(_Reading(text, found, opening, prologue, service).call(token.start))
    return tuple(calls)


def _service_at(
    text: str, found: Sequence[Token], index: int, prologue: Prologue
) -> tuple[FinderService | None, int]:
    """Our service named at a token, after SILENT if that is there, and where it opens.

    GuardError for a prefix that isn't declared: it may have been meant for ours.
    """
    if index < len(found) and found[index].text.upper() == "SILENT":
        index += 1
    if index >= len(found) or found[index].kind not in _NAMES:
        return None, index
    try:
        iri = prologue.resolve(found[index])
    except UndeclaredPrefixError as error:
        raise GuardError(str(error), place_of(text, found[index].start)) from None
    known = (one for one in SERVICES.values() if iri in (one.iri, one.namespace))
    return next(known, None), index + 1


@dataclass(slots=True)
class _Reading:
    """Reads the tokens of one call, one after the other."""

    text: str
    found: Sequence[Token]
    index: int
    prologue: Prologue
    service: FinderService
    subject: Token | None = None
    values: dict[str, list[object]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    def call(self, start: int) -> Call:
        opening = self._next("{")
        if opening.text != "{":
            self._refuse(opening, "a { is missing")
        self._block()
        closing = self._next("}")
        if self.subject is None or "query" not in self.values:
            self._refuse(
                closing,
                f'the query is missing: write ?hit <{self.service.namespace}query> "…"',
            )
        columns = (("thing", self.subject.text[1:]), *self.columns.items())
        wanted = self._wanted()
        return Call(self.service, wanted, columns, start, closing.start + 1)

    def _block(self) -> None:
        while self._peek() != "}":
            self._same_subject()
            if self._peek() == ".":
                self._next(".")
            elif self._peek() != "}":
                self._refuse(self._next("}"), _ONLY_PROPERTIES)

    def _same_subject(self) -> None:
        subject = self._next("a variable")
        if self.subject is not None and subject.kind in ("word", "mark"):
            self._refuse(subject, _ONLY_PROPERTIES)
        if subject.kind != "variable":
            self._refuse(
                subject,
                f"a search begins with the variable of the things found, not with {_cut(subject)}; "
                "fix it outside the braces: FILTER(?hit = …)",
            )
        if self.subject is not None and subject.text[1:] != self.subject.text[1:]:
            self._refuse(
                subject,
                f"one search finds one variable, {self.subject.text}: write another SERVICE for "
                f"{subject.text}",
            )
        self.subject = self.subject or subject
        self._pair()
        while self._peek() == ";":
            self._next(";")
            if self._peek() not in (".", "}", ";"):
                self._pair()

    def _pair(self) -> None:
        name = self._next("a property")
        local = self._property(name)
        self._object(name, local)
        while self._peek() == ",":
            self._next(",")
            self._object(name, local)

    def _property(self, name: Token) -> str:
        """The local name of a property of the service."""
        known = self.service.names
        iri = self._resolved(name) if name.kind in _NAMES else ""
        local = iri.removeprefix(self.service.namespace)
        if iri == local or local not in known:
            self._refuse(
                name,
                f"{_cut(name)} is no property of it; those of <{self.service.namespace}> are "
                f"{', '.join(known)}",
            )
        return local

    def _object(self, name: Token, local: str) -> None:
        parameter = next((one for one in self.service.parameters if one.name == local), None)
        if parameter is None:
            self._column(name, local)
        else:
            self._parameter(name, parameter)

    def _column(self, name: Token, local: str) -> None:
        value = self._next("a variable")
        if value.kind != "variable":
            self._refuse(
                value,
                f"{_cut(name)} gives a value, so a variable has to follow, not {_cut(value)}; "
                "compare it outside the braces with FILTER",
            )
        variable = value.text[1:]
        taken = {*self.columns.values(), self.subject.text[1:] if self.subject else ""}
        if local in self.columns or variable in taken:
            self._refuse(value, f"{value.text} or {_cut(name)} is there already: use each once")
        self.columns[local] = variable

    def _parameter(self, name: Token, parameter: Parameter) -> None:
        value = self._signed()
        if value.kind == "variable":
            self._refuse(
                value,
                f"{_cut(name)} needs a constant, not {value.text}: the search is done before the "
                "patterns around it",
            )
        if self.values.get(parameter.name) and not parameter.many:
            self._refuse(value, f"{_cut(name)} is there already: give it once")
        try:
            self._keep(parameter, self._typed(value))
        except ParameterError as error:
            self._refuse(value, f"{_cut(name)} {error}")

    def _signed(self) -> Token:
        """A value, which may be a number with its sign."""
        value = self._next("a value")
        if value.text not in ("+", "-") or self._kind() != "number":
            return value
        return Token("number", value.text + self._next("a number").text, value.start)

    def _typed(self, value: Token) -> Token:
        """A value without its data type: ``"20"^^xsd:integer`` is 20."""
        if value.kind != "string" or self._peek() != "^^":
            return value
        self._next("^^")
        name = self._next("a data type")
        return plain(value, self._resolved(name) if name.kind in _NAMES else name.text)

    def _keep(self, parameter: Parameter, value: Token) -> None:
        if value.kind in _NAMES:
            iri = self._resolved(value)
            value = Token("iri", f"<{iri}>", value.start)
        self.values.setdefault(parameter.name, []).append(read_parameter(parameter, value))
        if parameter.kind == "question" and self._kind() == "lang":
            tag = self._next("a language")
            languages = next(one for one in self.service.parameters if one.name == "language")
            self._keep(languages, Token("string", f'"{tag.text[1:]}"', tag.start))

    def _wanted(self) -> Wanted:
        one = {name: values[0] for name, values in self.values.items()}
        kept = {name: one[name] for name in ("limit", "offset", "threshold") if name in one}
        many = {
            field: tuple(dict.fromkeys(map(str, self.values.get(name, ()))))
            for name, field in _PLURALS.items()
        }
        return Wanted(str(one["query"]), **kept, **many)  # type: ignore[arg-type]

    def _resolved(self, name: Token) -> str:
        try:
            return self.prologue.resolve(name)
        except UndeclaredPrefixError as error:
            self._refuse(
                name,
                f"the prefix {error.label}: isn't declared; add {declaration(error.label)}",
            )

    def _peek(self) -> str:
        return self.found[self.index].text if self.index < len(self.found) else "}"

    def _kind(self) -> str:
        return self.found[self.index].kind if self.index < len(self.found) else ""

    def _next(self, expected: str) -> Token:
        if self.index >= len(self.found):
            self._refuse(self.found[-1], f"the query ends here, where {expected} is missing")
        token = self.found[self.index]
        self.index += 1
        return token

    def _refuse(self, token: Token, why: str) -> NoReturn:
        raise GuardError(
            f"In SERVICE <{self.service.iri}>: {why}.", place_of(self.text, token.start)
        )


def _without_full_stop(token: Token) -> Iterator[Token]:
    """``20.`` cut into the number and the full stop that SPARQL 1.1 reads."""
    whole = _END_OF_NUMBER.fullmatch(token.text) if token.kind == "number" else None
    if whole:
        yield Token("number", whole[1], token.start)
        yield Token("mark", ".", token.start + len(whole[1]))
    else:
        yield token


_PLURALS: Final = {"language": "languages", "class": "classes", "property": "properties"}


def _cut(token: Token) -> str:
    return token.text if len(token.text) <= 60 else f"{token.text[:60]}…"
