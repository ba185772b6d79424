"""Regions: the NUTS levels 0 to 3 in the versions 2021 and 2024, and what became of codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from graph import Quad
from ingest.source import SourceError
from ingest.sources.country_table import Country, read_countries
from ingest.sources.facts_table import shipped_table
from ingest.sources.named_graph import NamedGraph
from ingest.sources.nuts_changes import ChangeKind, NutsChange, changes, former_names
from ingest.sources.nuts_regions import Region, regions, shipped_uk_list
from ingest.sources.nuts_workbook import NutsWorkbook, read_workbook, shipped_workbook
from ingest.sources.region_labels import RegionNames, read_english_names, read_languages
from ontology.names import DCT, NUTS_CODE, RDF, RG, SKOS, graph_name, thing

_FROM, _TO = "2021", "2024"


@dataclass(frozen=True, slots=True)
class RegionsSource:
    """Eurostat's regions, with the countries that our own table has."""

    name: ClassVar[str] = "regions"
    title: ClassVar[str] = "NUTS 2021 and NUTS 2024, Eurostat"
    licence: ClassVar[str] = "http://publications.europa.eu/resource/authority/licence/COM_REUSE"

    workbook: Path = field(default_factory=shipped_workbook)
    uk_list: Path = field(default_factory=shipped_uk_list)
    countries: Path = field(default_factory=lambda: shipped_table("countries.csv"))
    languages: Path = field(default_factory=lambda: shipped_table("nuts_languages.csv"))
    english_names: Path = field(default_factory=lambda: shipped_table("region_names.csv"))

    def inputs(self) -> Sequence[Path]:
        """The two Eurostat lists and our three tables."""
        return [self.workbook, self.uk_list, self.countries, self.languages, self.english_names]

    def quads(self) -> Iterator[Quad]:
        """Statements in graph/nuts: the regions, then the changes."""
        graph = NamedGraph(graph_name("nuts"))
        workbook = read_workbook(self.workbook)
        found = regions(workbook, self.uk_list)
        yield from self._regions(graph, found, self._names(workbook))
        for change in [*changes(workbook), *_discontinued(found)]:
            yield from _change(graph, change)

    def _names(self, workbook: NutsWorkbook) -> RegionNames:
        return RegionNames(
            read_languages(self.languages),
            read_english_names(self.english_names),
            workbook.latin_names,
            former_names(workbook),
        )

    def _regions(
        self, graph: NamedGraph, found: Sequence[Region], names: RegionNames
    ) -> Iterator[Quad]:
        countries = {country.eurostat_code: country for country in read_countries(self.countries)}
        # The EU's table of codes can be checked for countries that were in version 2021 only.
        matched = {region.country for region in found if _FROM in region.versions}
        for region in found:
            country = _country(region, countries)
            yield from _facts(graph, region, country)
            if region.country in matched:
                yield graph.link(region.iri, SKOS.exactMatch, NUTS_CODE[region.code])
            for label in names.of(region, country):
                predicate = SKOS.prefLabel if label.preferred else SKOS.altLabel
                yield graph.text(region.iri, predicate, label.text, label.language)


def _country(region: Region, countries: dict[str, Country]) -> Country:
    if region.country not in countries:
        message = f"country {region.country!r} is not in countries.csv; add its row there"
        raise SourceError("nuts", region.code, message)
    return countries[region.country]


def _facts(graph: NamedGraph, region: Region, country: Country) -> Iterator[Quad]:
    yield graph.link(region.iri, RDF.type, RG.Region)
    yield graph.text(region.iri, RG.nutsCode, region.code)
    yield graph.number(region.iri, RG.nutsLevel, region.level)
    for version in region.versions:
        yield graph.text(region.iri, RG.nutsVersion, version)
    yield graph.link(region.iri, RG.country, country.iri)
    if region.parent:
        yield graph.link(region.iri, DCT.isPartOf, thing("region", region.parent))
    if region.statistical:
        yield graph.flag(region.iri, RG.statisticalRegion, True)
    if region.extra_regio:
        yield graph.flag(region.iri, RG.extraRegio, True)


def _discontinued(found: Iterable[Region]) -> Iterator[NutsChange]:
    """The UK left the classification; no sheet of the workbook lists its codes."""
    for region in found:
        if region.versions[-1] == _FROM and region.versions[0] < _FROM:
            yield NutsChange(ChangeKind.DISCONTINUED, (region.code,), ())


def _change(graph: NamedGraph, change: NutsChange) -> Iterator[Quad]:
    iri = thing("nuts-change", change.slug)
    yield graph.link(iri, RDF.type, RG.NutsChange)
    yield graph.text(iri, RG.changeKind, change.kind.value)
    yield graph.text(iri, RG.fromVersion, _FROM)
    yield graph.text(iri, RG.toVersion, _TO)
    yield graph.text(iri, SKOS.prefLabel, _sentence(change), "en")
    for code in change.old:
        yield graph.link(iri, RG.changedFrom, thing("region", code))
    for code in change.new:
        yield graph.link(iri, RG.changedTo, thing("region", code))
    if change.kind.replaces:
        for code in change.new:
            yield graph.link(
                thing("region", change.old[0]), DCT.isReplacedBy, thing("region", code)
            )


def _sentence(change: NutsChange) -> str:
    old, new = " and ".join(change.old), " and ".join(change.new)
    if change.kind is ChangeKind.NEW:
        return f"{new} is new in NUTS {_TO}" + (f", out of {old}" if old else "")
    if not new:
        return f"{old} has no successor in NUTS {_TO}"
    if old == new:
        return f"{old}: {change.kind} in NUTS {_TO}"
    return f"{old} became {new} in NUTS {_TO} ({change.kind})"
