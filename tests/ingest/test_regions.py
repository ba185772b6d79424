from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from rdflib import Graph, Literal, URIRef

from graph import NamedNode, Quad
from ingest.source import SourceError
from ingest.sources.facts_table import read_table, shipped_table
from ingest.sources.membership_table import read_memberships
from ingest.sources.nuts_changes import ChangeKind, NutsChange, changes
from ingest.sources.nuts_regions import Region, regions, shipped_uk_list
from ingest.sources.nuts_workbook import NutsWorkbook, read_workbook, shipped_workbook
from ingest.sources.regions import RegionsSource
from ontology.names import DCT, EU_LANGUAGES, RG, SKOS, graph_name, slug_of, thing

Labels = dict[str, set[tuple[str, str, str | None]]]
Rows = list[tuple[object, ...]]
PAIRS = ("#", "Country Code", "Code 2021", "Code 2024", "1", "2", "3", "Change", "NUTS level")
LIST = ("Country code", "NUTS Code", "NUTS label", "NUTS level")
CHANGES = ("Country Code", "Code 2021", "Code 2024", "Label", "Change", "Explanation")


@pytest.fixture(scope="module")
def workbook() -> NutsWorkbook:
    return read_workbook(shipped_workbook())


@pytest.fixture(scope="module")
def found(workbook: NutsWorkbook) -> dict[str, Region]:
    return {region.code: region for region in regions(workbook, shipped_uk_list())}


@pytest.fixture(scope="module")
def changed(workbook: NutsWorkbook) -> dict[str, NutsChange]:
    return {change.slug: change for change in changes(workbook)}


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(RegionsSource().quads())


@pytest.fixture(scope="module")
def graph(quads: list[Quad]) -> Graph:
    lines = (f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
    return Graph().parse(data="\n".join(lines), format="nt")


@pytest.fixture(scope="module")
def labels(graph: Graph) -> Labels:
    by_code: Labels = {}
    for kind in (SKOS.prefLabel, SKOS.altLabel):
        for region, label in graph.subject_objects(kind):
            if isinstance(label, Literal) and "/id/region/" in str(region):
                entry = (slug_of(kind), str(label), label.language)
                by_code.setdefault(slug_of(str(region)), set()).add(entry)
    return by_code


@pytest.fixture
def small(tmp_path: Path) -> Callable[[Rows, Rows], Path]:
    """A workbook of the given correspondence rows and rows on NUTS 3 changes."""

    def write(pairs: Rows, remarks: Rows) -> Path:
        book = Workbook()
        book.remove(book.worksheets[0])
        sheets: dict[str, Rows] = {
            "NUTS2024": [LIST],
            "Statistical Regions": [LIST],
            "NUTS2021- NUTS2024": [PAIRS, *pairs],
            "SR2021- SR2024": [PAIRS],
            "Changes NUTS-2": [CHANGES],
            "Changes NUTS-3": [CHANGES, *remarks],
            "Cyrillic & Greek to Latin": [("Code", "Label", "Transliteration to Latin")],
        }
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "NUTS2021-NUTS2024.xlsx"
        book.save(path)
        return path

    return write


def objects(graph: Graph, subject: str, predicate: URIRef) -> list[str]:
    return sorted(str(value) for value in graph.objects(URIRef(subject), predicate))


def test_nuts_2024_has_as_many_regions_as_eurostat_counts(found: dict[str, Region]) -> None:
    levels = Counter(
        region.level
        for region in found.values()
        if "2024" in region.versions and not region.statistical
    )

    assert levels == {0: 27, 1: 119, 2: 271, 3: 1192}


def test_there_are_466_statistical_regions_of_12_countries(found: dict[str, Region]) -> None:
    beside = [r for r in found.values() if r.statistical and "2024" in r.versions and r.level]

    assert len(beside) == 466
    assert {region.country for region in beside} == set(
        "AL BA CH IS LI ME MK NO RS TR UA XK".split()
    )


def test_every_parent_exists_one_level_up(found: dict[str, Region]) -> None:
    for region in found.values():
        assert region.parent is None or found[region.parent].level == region.level - 1


def test_northern_irelands_areas_are_all_in_one_region(graph: Graph) -> None:
    mid_ulster = thing("region", "UKN11")

    assert objects(graph, mid_ulster, DCT.isPartOf) == [thing("region", "UKN0")]


def test_greece_is_el_and_belongs_to_the_country_grc(graph: Graph) -> None:
    attica = thing("region", "EL30")

    assert objects(graph, attica, RG.country) == [thing("country", "GRC")]
    assert objects(graph, attica, DCT.isPartOf) == [thing("region", "EL3")]
    assert objects(graph, attica, SKOS.exactMatch) == ["http://data.europa.eu/nuts/code/EL30"]


def test_scotland_is_a_region_until_2021(graph: Graph) -> None:
    scotland = thing("region", "UKM")

    assert objects(graph, scotland, RG.nutsVersion) == ["2016", "2021"]
    assert objects(graph, scotland, RG.country) == [thing("country", "GBR")]
    assert objects(graph, thing("nuts-change", "2021-2024-UKM"), RG.changeKind) == ["discontinued"]
    assert objects(graph, thing("nuts-change", "2021-2024-UKM"), RG.changedTo) == []


def test_a_region_that_only_got_another_code(changed: dict[str, NutsChange]) -> None:
    assert changed["2021-2024-NL333"] == NutsChange(ChangeKind.CODE, ("NL333",), ("NL362",))


def test_the_codes_of_a_row_count_and_not_its_shifted_explanation(
    changed: dict[str, NutsChange],
) -> None:
    assert changed["2021-2024-PT181"].new == ("PT1C1",)
    assert changed["2021-2024-PT16J"].new == ("PT196",)


def test_a_boundary_shift_joins_the_old_and_the_new_row(graph: Graph) -> None:
    change = thing("nuts-change", "2021-2024-FI197")

    assert objects(graph, change, RG.changeKind) == ["boundary shift"]
    assert objects(graph, change, RG.changedFrom) == [thing("region", "FI197")]
    assert objects(graph, change, RG.changedTo) == [thing("region", "FI19B")]
    assert objects(graph, change, RG.fromVersion) == ["2021"]
    assert objects(graph, change, RG.toVersion) == ["2024"]


def test_the_old_code_says_what_replaced_it(graph: Graph) -> None:
    assert objects(graph, thing("region", "FI197"), DCT.isReplacedBy) == [thing("region", "FI19B")]
    assert objects(graph, thing("region", "FI197"), RG.nutsVersion) == ["2021"]
    assert objects(graph, thing("region", "FI19B"), RG.nutsVersion) == ["2024"]


@pytest.mark.parametrize(
    ("slug", "kind", "old", "new"),
    [
        ("PT17", "split", "PT17", "PT1A PT1B"),
        ("NO082", "split", "NO082", "NO083 NO084 NO085"),
        ("DEG0N", "merger", "DEG0N", "DEG0R"),
        ("LV007", "merger", "LV007", "LV00A LV00B LV00C"),
        ("PT1D", "new", "PT16 PT18", "PT1D"),
        ("UA44", "new", "", "UA44"),
        ("HU333", "name change", "HU333", "HU333"),
        ("AT224", "boundary shift without a new code", "AT224", "AT224"),
    ],
)
def test_the_other_kinds_of_change(
    changed: dict[str, NutsChange], slug: str, kind: str, old: str, new: str
) -> None:
    change = changed[f"2021-2024-{slug}"]

    assert change == NutsChange(ChangeKind(kind), tuple(old.split()), tuple(new.split()))


def test_every_lost_code_but_the_uks_has_a_successor(changed: dict[str, NutsChange]) -> None:
    assert [change for change in changed.values() if not change.new] == []


def test_a_successor_is_not_new_as_well(changed: dict[str, NutsChange]) -> None:
    assert "2021-2024-FI19B" not in changed


def test_flanders_has_its_dutch_and_its_english_name(
    labels: Labels,
) -> None:
    assert {("prefLabel", "Vlaams Gewest", "nl"), ("prefLabel", "Flanders", "en")} <= labels["BE2"]


def test_greek_names_are_greek_and_transliterated(
    labels: Labels,
) -> None:
    assert {("prefLabel", "Αττική", "el"), ("prefLabel", "Attiki", "en")} <= labels["EL30"]


def test_a_name_in_two_languages_gets_none(
    labels: Labels,
) -> None:
    both = "Région de Bruxelles-Capitale/Brussels Hoofdstedelijk Gewest"

    assert {entry for entry in labels["BE1"] if entry[1] == both} == {("prefLabel", both, "en")}


def test_names_in_other_languages_are_alternative(
    labels: Labels,
) -> None:
    assert ("altLabel", "Автономна Республіка Крим", "uk") in labels["UA44"]
    assert ("altLabel", "Ар Крим", "uk") in labels["UA44"]


def test_every_region_has_one_preferred_label_a_language_and_english_always(
    labels: Labels,
) -> None:
    for code, entries in labels.items():
        tags = [language for kind, _, language in entries if kind == "prefLabel"]
        assert len(tags) == len(set(tags)), code
        assert "en" in tags, code
        assert set(tags) <= set(EU_LANGUAGES), code


def test_english_names_come_from_the_partnership_data_or_are_marked_as_our_own() -> None:
    written = {
        (code, member.region_as_written)
        for member in read_memberships(shipped_table("partnership_members.csv"))
        for code in (member.nuts_2021, member.nuts_2024)
    }
    rows = read_table(shipped_table("region_names.csv"), ("nuts_code", "english_name", "use"))
    stated = [row for row in rows if row["use"] != "exonym"]

    assert [row for row in stated if (row["nuts_code"], row["english_name"]) not in written] == []


def test_every_statement_is_once_in_the_graph_of_nuts(quads: list[Quad]) -> None:
    assert {quad.graph_name for quad in quads} == {NamedNode(graph_name("nuts"))}
    assert len(set(quads)) == len(quads)


def test_a_small_workbook_is_read_the_same_way(small: Callable[[Rows, Rows], Path]) -> None:
    book = read_workbook(
        small(
            [
                (1, "FI", "FI197", None, None, None, "Pirkanmaa ", "Boundary shift", 3),
                (2, "FI", None, "FI19B", None, None, "Pirkanmaa", "New region", 3),
                (3, "FI", "FI1", "FI1", "Manner-Suomi", None, None, "", 1),
            ],
            [("FI", "FI197", None, "Pirkanmaa", None, None)],
        )
    )

    assert changes(book) == [NutsChange(ChangeKind.BOUNDARY, ("FI197",), ("FI19B",))]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((7, "FI", "FI1", "FI1", "A", None, None, "Vanished", 1), "# 7: change 'Vanished'"),
        ((7, "FI", "FI1", "FI1", "A", None, None, "", 9), "# 7: level is 9"),
        ((7, "FI", "FI1", "FI1", None, None, None, "", 1), "# 7: FI1 has no name"),
        ((7, "QQ", "QQ1", "QQ1", "A", None, None, "", 1), "country 'QQ' is not in countries"),
    ],
)
def test_a_wrong_row_is_named_with_its_number(
    small: Callable[[Rows, Rows], Path], row: tuple[object, ...], message: str
) -> None:
    source = RegionsSource(workbook=small([row], []))

    with pytest.raises(SourceError, match=message):
        list(source.quads())


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    Workbook().save(path)

    with pytest.raises(SourceError, match="has no sheet 'NUTS2024'"):
        read_workbook(path)


def test_a_broken_uk_list_is_named(workbook: NutsWorkbook, tmp_path: Path) -> None:
    broken = tmp_path / "uk.yaml"
    broken.write_text("- NUTS Code: UKM\n", encoding="utf-8")

    with pytest.raises(SourceError, match=r"uk\.yaml entry 1"):
        regions(workbook, broken)
