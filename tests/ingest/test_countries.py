from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from graph import NamedNode, Quad
from ingest.source import SourceError
from ingest.sources.countries import CountriesSource
from ingest.sources.country_table import Country, read_countries
from ingest.sources.facts_table import shipped_table
from ontology.names import EU_LANGUAGES, RDF, RG, SKOS, graph_name, slug_of, thing

HEADER = (
    "eu_table_code,iso_alpha_3,iso_alpha_2,eurostat_code,"
    "member_from,member_until,also_known_as,comment\n"
)


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(CountriesSource().quads())


@pytest.fixture(scope="module")
def graph(quads: list[Quad]) -> Graph:
    lines = (f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
    return Graph().parse(data="\n".join(lines), format="nt")


@pytest.fixture(scope="module")
def countries() -> dict[str, Country]:
    return {c.eu_table_code: c for c in read_countries(shipped_table("countries.csv"))}


def objects(graph: Graph, country: str, predicate: URIRef) -> list[str]:
    return sorted(
        str(value) for value in graph.objects(URIRef(thing("country", country)), predicate)
    )


def test_greece_has_the_codes_of_all_three_lists(graph: Graph) -> None:
    assert objects(graph, "GRC", RG.isoAlpha2) == ["GR"]
    assert objects(graph, "GRC", RG.isoAlpha3) == ["GRC"]
    assert objects(graph, "GRC", RG.eurostatCode) == ["EL"]
    assert objects(graph, "GRC", RG.euTableCode) == ["GRC"]


def test_the_united_kingdom_is_gb_in_iso_and_uk_in_eurostat(graph: Graph) -> None:
    assert objects(graph, "GBR", RG.isoAlpha2) == ["GB"]
    assert objects(graph, "GBR", RG.eurostatCode) == ["UK"]


def test_countries_match_the_publications_office_over_http(graph: Graph) -> None:
    authority = "http://publications.europa.eu/resource/authority/country/GRC"

    assert objects(graph, "GRC", SKOS.exactMatch) == [authority]


def test_28_countries_were_member_states_on_the_day_of_the_facts(graph: Graph) -> None:
    members = {slug_of(str(country)) for country in graph.subjects(RDF.type, RG.EUMemberState)}

    assert len(members) == 28
    assert {"GBR", "HRV"} <= members
    assert members.isdisjoint({"NOR", "CHE", "TUR", "UKR"})


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(1957, 12, 31), 0),
        (date(1958, 1, 1), 6),
        (date(1973, 1, 1), 9),
        (date(1986, 1, 1), 12),
        (date(1995, 1, 1), 15),
        (date(2004, 5, 1), 25),
        (date(2013, 7, 1), 28),
        (date(2020, 1, 31), 28),
        (date(2020, 2, 1), 27),
    ],
)
def test_the_union_had_as_many_members_as_history_says(
    countries: dict[str, Country], day: date, members: int
) -> None:
    assert sum(country.is_member_state(day) for country in countries.values()) == members


def test_every_country_has_one_name_in_each_of_the_24_languages(graph: Graph) -> None:
    for country in set(graph.subjects()):
        labels = graph.objects(country, SKOS.prefLabel)
        languages = [str(label.language) for label in labels if isinstance(label, Literal)]
        assert sorted(languages) == sorted(EU_LANGUAGES)


def test_portuguese_names_are_those_of_portugal(graph: Graph) -> None:
    assert "Macedónia do Norte" in objects(graph, "MKD", SKOS.prefLabel)


def test_common_other_names_are_alternative_labels(graph: Graph) -> None:
    assert objects(graph, "CZE", SKOS.altLabel) == ["Czech Republic"]


def test_kosovo_has_no_iso_code(graph: Graph) -> None:
    assert objects(graph, "XKX", RG.isoAlpha2) == []
    assert objects(graph, "XKX", RG.eurostatCode) == ["XK"]


def test_every_statement_is_in_the_graph_of_countries(quads: list[Quad]) -> None:
    assert {quad.graph_name for quad in quads} == {NamedNode(graph_name("countries"))}


def test_a_wrong_date_is_named_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "countries.csv"
    table.write_text(f"{HEADER}BEL,BEL,BE,BE,1.1.1958,,,\n", encoding="utf-8")

    with pytest.raises(SourceError, match=r"countries\.csv line 2: member_from '1\.1\.1958'"):
        list(CountriesSource(table).quads())


def test_a_code_that_no_country_has_is_named(tmp_path: Path) -> None:
    table = tmp_path / "countries.csv"
    table.write_text(f"{HEADER}QQQ,QQQ,QQ,QQ,,,,\n", encoding="utf-8")

    with pytest.raises(SourceError, match="CLDR has no bg name for 'QQ'"):
        list(CountriesSource(table).quads())


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    table = tmp_path / "countries.csv"
    table.write_text(HEADER.replace("eurostat_code", "eurostat"), encoding="utf-8")

    with pytest.raises(SourceError, match="column 'eurostat_code' is missing"):
        list(CountriesSource(table).quads())


def test_an_unquoted_comma_is_named_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "countries.csv"
    table.write_text(f"{HEADER}BEL,BEL,BE,BE,1958-01-01,,,a, b\n", encoding="utf-8")

    with pytest.raises(SourceError, match="line 2: has not as many cells as the header"):
        list(CountriesSource(table).quads())
