"""Media types, suffixes and names of everything we write: one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat

__all__ = [
    "ALL_FORMATS",
    "HTML",
    "JSON_LD",
    "N_QUADS",
    "N_TRIPLES",
    "RDF_FORMATS",
    "RDF_XML",
    "RESULTS_CSV",
    "RESULTS_JSON",
    "RESULTS_TSV",
    "RESULTS_XML",
    "RESULT_FORMATS",
    "TRIG",
    "TURTLE",
    "Format",
    "best",
    "by_media_type",
    "by_suffix",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of ours; ``engine`` is None for what the engine doesn't write (HTML)."""

    name: str
    media_type: str
    suffix: str
    engine: RdfFormat | QueryResultsFormat | None
    aliases: tuple[str, ...] = ()

    @property
    def holds_graphs(self) -> bool:
        """Whether it can keep named graphs apart."""
        return isinstance(self.engine, RdfFormat) and self.engine.supports_datasets


HTML: Final = Format("HTML", "text/html", ".html", None, ("application/xhtml+xml",))
TURTLE: Final = Format(
    "Turtle",
    "text/turtle",
    ".ttl",
    RdfFormat.TURTLE,
    # N3 holds all of Turtle; clients older than its media type ask for that alone.
    ("application/x-turtle", "application/turtle", "text/n3", "text/rdf+n3"),
)
JSON_LD: Final = Format(
    "JSON-LD", "application/ld+json", ".jsonld", RdfFormat.JSON_LD, ("application/json",)
)
RDF_XML: Final = Format("RDF/XML", "application/rdf+xml", ".rdf", RdfFormat.RDF_XML, ("text/xml",))
N_TRIPLES: Final = Format(
    "N-Triples", "application/n-triples", ".nt", RdfFormat.N_TRIPLES, ("text/plain",)
)
N_QUADS: Final = Format("N-Quads", "application/n-quads", ".nq", RdfFormat.N_QUADS)
TRIG: Final = Format("TriG", "application/trig", ".trig", RdfFormat.TRIG)
RESULTS_JSON: Final = Format(
    "SPARQL JSON",
    "application/sparql-results+json",
    ".srj",
    QueryResultsFormat.JSON,
    ("application/json",),
)
RESULTS_XML: Final = Format(
    "SPARQL XML",
    "application/sparql-results+xml",
    ".srx",
    QueryResultsFormat.XML,
    ("application/xml", "text/xml"),
)
RESULTS_CSV: Final = Format("CSV", "text/csv", ".csv", QueryResultsFormat.CSV)
RESULTS_TSV: Final = Format("TSV", "text/tab-separated-values", ".tsv", QueryResultsFormat.TSV)

RDF_FORMATS: Final = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES, N_QUADS, TRIG)
RESULT_FORMATS: Final = (RESULTS_JSON, RESULTS_XML, RESULTS_CSV, RESULTS_TSV)
ALL_FORMATS: Final = (HTML, *RDF_FORMATS, *RESULT_FORMATS)


def by_suffix(suffix: str) -> Format | None:
    """The format of ``.ttl`` and the like; the dot may be left out."""
    wanted = f".{suffix.lower().lstrip('.')}"
    return next((known for known in ALL_FORMATS if known.suffix == wanted), None)


def by_media_type(media_type: str, among: Sequence[Format] = ALL_FORMATS) -> Format | None:
    """The format of a media type or of one of its aliases; parameters are ignored."""
    wanted = media_type.split(";", 1)[0].strip().lower()
    exact = (known for known in among if known.media_type == wanted)
    alias = (known for known in among if wanted in known.aliases)
    return next(exact, None) or next(alias, None)


def best(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header likes most (RFC 9110, section 12.5.1).

    Of those liked the same, one that is named goes before one that only a wildcard covers:
    crawlers send ``text/html, */*`` and mean pages. Then the first one wins, and when there is
    no header; None when none is acceptable.
    """
    ranges = [_range(part) for part in (accept or "").split(",") if part.strip()]
    if not offered or not ranges:
        return offered[0] if offered else None
    liked = max(offered, key=lambda media_type: _quality(media_type, ranges))
    return liked if _quality(liked, ranges)[0] > 0 else None


def _range(part: str) -> tuple[str, float]:
    media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return media_range, _number(value)
    return media_range, 1.0


def _number(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """Weight given by the most specific range that covers the media type, and how specific."""
    main = media_type.split("/", 1)[0]
    for wildcards, covering in enumerate((media_type, f"{main}/*", "*/*")):
        weights = [weight for media_range, weight in ranges if media_range == covering]
        if weights:
            return max(weights), -wildcards
    return 0.0, 0
