"""Countries: codes and membership from our own table, names in the 24 EU languages from CLDR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ClassVar

from graph import Quad
from ingest.source import SourceError
from ingest.sources.cldr import country_names
from ingest.sources.country_table import Country, read_countries
from ingest.sources.facts_table import shipped_table
from ingest.sources.named_graph import NamedGraph
from ontology.names import EU_AUTHORITY, EU_LANGUAGES, RDF, RDFS, RG, SKOS, graph_name

_REFERENCE_DAY = date(2017, 11, 8)  # first day of the conference: the day the facts are of


@dataclass(frozen=True, slots=True)
class CountriesSource:
    """Countries of the EU, past and present, and those with statistical regions beside NUTS."""

    name: ClassVar[str] = "countries"
    title: ClassVar[str] = "Countries, their codes and EU membership; names from Unicode CLDR"
    licence: ClassVar[str] = "http://creativecommons.org/licenses/by/4.0/"

    table: Path = field(default_factory=lambda: shipped_table("countries.csv"))

    def inputs(self) -> Sequence[Path]:
        """The table; CLDR comes with the pinned Babel."""
        return [self.table]

    def quads(self) -> Iterator[Quad]:
        """Statements in graph/countries, country after country."""
        graph = NamedGraph(graph_name("countries"))
        names = {language: country_names(language) for language in EU_LANGUAGES}
        for country in read_countries(self.table):
            yield from _kinds(graph, country)
            yield from _codes(graph, country)
            yield from _membership(graph, country)
            yield from _labels(graph, country, names)


def _kinds(graph: NamedGraph, country: Country) -> Iterator[Quad]:
    yield graph.link(country.iri, RDF.type, RG.Country)
    # A type can't carry a period, so it is as of the facts; the dates tell any other day.
    if country.is_member_state(_REFERENCE_DAY):
        yield graph.link(country.iri, RDF.type, RG.EUMemberState)


def _codes(graph: NamedGraph, country: Country) -> Iterator[Quad]:
    yield graph.text(country.iri, RG.euTableCode, country.eu_table_code)
    yield graph.text(country.iri, RG.eurostatCode, country.eurostat_code)
    if country.iso_alpha_2:
        yield graph.text(country.iri, RG.isoAlpha2, country.iso_alpha_2)
    if country.iso_alpha_3:
        yield graph.text(country.iri, RG.isoAlpha3, country.iso_alpha_3)
    authority = EU_AUTHORITY[f"country/{country.eu_table_code}"]
    yield graph.link(country.iri, SKOS.exactMatch, authority)


def _membership(graph: NamedGraph, country: Country) -> Iterator[Quad]:
    if country.member_from:
        yield graph.day(country.iri, RG.memberStateFrom, country.member_from)
    if country.member_until:
        yield graph.day(country.iri, RG.memberStateUntil, country.member_until)


def _labels(
    graph: NamedGraph, country: Country, names: dict[str, dict[str, str]]
) -> Iterator[Quad]:
    for language, territories in names.items():
        if country.cldr_code not in territories:
            message = f"CLDR has no {language} name for {country.cldr_code!r}; check the codes"
            raise SourceError("countries", country.eu_table_code, message)
        label = territories[country.cldr_code]
        yield graph.text(country.iri, SKOS.prefLabel, label, language)
    for label in country.also_known_as:
        yield graph.text(country.iri, SKOS.altLabel, label, "en")
    if country.comment:
        yield graph.text(country.iri, RDFS.comment, country.comment, "en")
