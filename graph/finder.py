"""What a query may ask our own search for: two services, answered inside, each by a port.

``SERVICE <…/search>`` finds things by the meaning of a question, ``SERVICE <…/text>`` by the
words of their names and descriptions. The tables below are what is read, refused, described and
documented: nothing else knows the names of parameters and columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from graph.terms import Literal as RdfLiteral
from graph.terms import NamedNode
from ontology.names import BASE

__all__ = [
    "LONGEST",
    "MOST_CALLS",
    "MOST_FOUND",
    "MOST_SKIPPED",
    "SEARCH",
    "SERVICES",
    "TEXT",
    "Column",
    "Finder",
    "FinderError",
    "FinderMissingError",
    "FinderService",
    "Found",
    "Parameter",
    "Wanted",
]

LONGEST: Final = 2_000  # characters of a question
MOST_FOUND: Final = 1_000  # by one search; a search without a limit that finds more is refused
MOST_SKIPPED: Final = 10_000
MOST_CALLS: Final = 8  # in one query

Found = Mapping[str, NamedNode | RdfLiteral]  # column -> value; "thing" is always there
Kind = Literal["question", "count", "place", "share", "language", "spoken", "iri"]


class FinderError(LookupError):
    """A search that can't be done; the message is without its full stop."""


class FinderMissingError(FinderError):
    """A service that this release, or this process, has no index for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find: at most ``limit`` things, best first, after ``offset`` better ones.

    A query that says no limit asks for one more than it may get, to know whether that is all.
    ``threshold`` is the least score, 0 to 1; an empty tuple means that any will do.
    """

    query: str
    limit: int = MOST_FOUND + 1
    offset: int = 0
    threshold: float = 0.0
    languages: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()


class Finder(Protocol):
    """Finds things of one release; the same question always finds the same."""

    def find(self, wanted: Wanted) -> Sequence[Found]:
        """The things found, best first; FinderError where they can't be."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A property whose object is a constant."""

    name: str
    kind: Kind
    about: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A property whose object is a variable, bound for each thing found."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class FinderService:
    """A service: its IRI is ``BASE`` and its name, its terms are in the namespace behind it."""

    name: str
    about: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]

    @property
    def iri(self) -> str:
        """What stands behind SERVICE."""
        return f"{BASE}{self.name}"

    @property
    def properties(self) -> tuple[Parameter | Column, ...]:
        """What may stand inside its braces."""
        return (*self.parameters, *self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """The local names of its properties."""
        return tuple(one.name for one in self.properties)

    @property
    def namespace(self) -> str:
        """What PREFIX declares."""
        return f"{self.iri}#"


_COMMON: Final = (
    Parameter(
        "limit",
        "count",
        f"At most so many things, 1 to {MOST_FOUND:,}. Left out: all of them, or an error where "
        f"they are more than {MOST_FOUND:,}.",
    ),
    Parameter("offset", "place", f"Leave out so many of the best, 0 to {MOST_SKIPPED:,}; 0."),
    Parameter("threshold", "share", "Least score, 0 to 1; 0."),
    Parameter("class", "iri", "Only things of this class, or of one of several.", many=True),
)
_RANK: Final = Column("rank", "Place among all that was found, 1 for the best; xsd:integer.")

SEARCH: Final = FinderService(
    "search",
    "Finds instruments, bodies, areas and rules by the meaning of a question or a need, in any "
    "of the 24 languages: the ranking of the search page.",
    (
        Parameter("query", "question", f"What is needed or asked, up to {LONGEST:,} characters."),
        *_COMMON,
        Parameter(
            "language",
            "spoken",
            "Language of the question, one of the 24 of the EU; found out if left out.",
        ),
    ),
    (
        Column(
            "score",
            "How likely the thing is what was asked for, 0 to 1, on one scale for all questions; "
            "xsd:decimal.",
        ),
        _RANK,
        Column("label", "Its name in the language of the question, else in English; xsd:string."),
        Column(
            "verdict",
            'For instruments, if the question sets conditions: "fits", "fits-if" or '
            '"does-not-fit"; unbound otherwise.',
        ),
        Column(
            "answered",
            "Whether the graph answers the question at all; false: these are only the nearest "
            "things. The same in each row.",
        ),
    ),
)
TEXT: Final = FinderService(
    "text",
    "Finds anything in the graph by the words of its labels and descriptions. All words have to "
    'be there, in any order, whatever their case and accents; "several words" in quotation '
    "marks stand side by side, and word* is the beginning of a word.",
    (
        Parameter("query", "question", f"The words, up to {LONGEST:,} characters."),
        *_COMMON,
        Parameter("language", "language", "Only texts in this language, or in several.", many=True),
        Parameter("property", "iri", "Only texts of this property, or of several.", many=True),
    ),
    (
        Column(
            "score",
            "Share of the text that the words make up, 0 to 1: 1 where it is nothing else; "
            "xsd:decimal.",
        ),
        _RANK,
        Column("label", "The text that matched best, with its language."),
        Column("snippet", "The part of it around the words, each between ** and **."),
        Column("matched", "The property that the text is the object of."),
    ),
)
SERVICES: Final[Mapping[str, FinderService]] = {one.name: one for one in (SEARCH, TEXT)}
