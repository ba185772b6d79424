"""What the engine says: plain records, ready to be shown or sent as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Verdict = Literal["fits", "fits-if", "does-not-fit"]
Outcome = Literal["met", "unmet", "open"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a source says it: section and lines, and its words only if the operator has them."""

    iri: str
    section: str
    lines: str
    sha256: str
    quotation: str | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing understood in the question, with the words that gave it away."""

    kind: str
    iri: str
    slug: str
    label: str
    words: str
    removable: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion of a verdict; `path` is the way through the graph that it rests on.

    `about`: the stages, matters, audiences or milestones that decide it.
    """

    criterion: str
    outcome: Outcome
    text: str
    path: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One ranked thing; `signals` are the shares that add up to `score`."""

    iri: str
    slug: str
    type: str
    label: str
    description: str
    url: str | None
    score: float
    signals: dict[str, float]
    verdict: Verdict | None = None
    reasons: tuple[Reason, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All results for a question, best first; `certainty`, 0 to 1: that they answer it.

    `answered`: whether that is certain enough; if not they are only the nearest things.
    """

    language: str
    certainty: float
    answered: bool
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and the language that they are in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What is said of one thing; `stated` False: that the source does not say it."""

    sentences: tuple[Sentence, ...]
    stated: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of each thing about one kind of fact."""

    fact: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Things side by side: a row for each kind of fact, a cell for each thing."""

    things: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Direct:
    """The fact that was asked for, in words and as values.

    `text` is the sentences together; what a source states is in English where no label says it
    in the language of the question. `values`: the statements as the graph has them.
    """

    text: str
    values: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    language: str = "en"
    sentences: tuple[Sentence, ...] = ()
    comparison: Comparison | None = None

    @classmethod
    def of(
        cls,
        sentences: Iterable[Sentence],
        language: str,
        evidence: Iterable[Evidence] = (),
        values: Iterable[str] = (),
        comparison: Comparison | None = None,
    ) -> Direct:
        """An answer in sentences, each said once; `language`: that of the question."""
        said = tuple(dict.fromkeys(sentences))
        proof = tuple({passage.iri: passage for passage in evidence}.values())
        foreign = next((s.language for s in said if s.language != language), language)
        text = " ".join(sentence.text for sentence in said)
        return cls(text, tuple(values), proof, foreign, said, comparison)


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole reply to one question. `answered` False: results are only suggestions.

    `total`: how many results there are, of which `results` are the first.
    `silence`: where a named thing is known, but not what was asked of it, that the source does
    not say it, and what it says nearby.
    """

    question: str
    language: str
    answered: bool
    answer: Direct | None
    constraints: tuple[Constraint, ...]
    results: tuple[Result, ...]
    sparql: str
    next_question: str | None
    notes: tuple[str, ...] = field(default=())
    release: str = ""
    total: int = 0
    silence: Direct | None = None

    def to_json(self) -> dict[str, Any]:
        """The JSON of ``GET /api/search``."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Tuples as lists, so that a template sees what a reader of the JSON sees."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
