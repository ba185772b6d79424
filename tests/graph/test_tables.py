"""The tables of the whole graph, as a reader of CSV on the Web sees them."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from csvw import CSVW

from graph.dumps import DATASET, LICENCE
from graph.queries import names as query_names
from graph.tables import METADATA, NAMES, write_tables
from tests.graph.whole import whole_store

VERSION = "2025.03.31"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("dumps") / "csv"
    write_tables(whole_store(), DATASET, VERSION, LICENCE, directory)
    return directory


def rows(tables: Path, name: str) -> Iterator[dict[str, str]]:
    with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def is_valid(metadata: Path) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the validator keeps them as its findings
        try:
            found = CSVW(str(metadata), validate=True, strict=False)
            return bool(found.is_valid)
        except ValueError:
            return False


def test_a_validator_finds_nothing_wrong(tables: Path) -> None:
    assert is_valid(tables / METADATA)


def test_columns_are_those_that_the_metadata_describes(tables: Path) -> None:
    for table in json.loads((tables / METADATA).read_text(encoding="utf-8"))["tables"]:
        with (tables / table["url"]).open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream))
        assert header == [column["name"] for column in table["tableSchema"]["columns"]]


def test_lines_end_as_rfc_4180_says(tables: Path) -> None:
    content = (tables / "regions.csv").read_bytes()

    assert content.count(b"\r\n") == content.count(b"\n") == 2378


def test_an_instrument_has_one_row_with_lists_in_it(tables: Path) -> None:
    [taiex] = [row for row in rows(tables, "instruments") if row["id"] == "taiex-regio-p2p"]

    assert taiex["kind"] == "service"
    assert "aud-managing-authorities" in taiex["audiences"].split(";")
    assert len(list(rows(tables, "instruments"))) == 21


def test_an_exact_budget_has_equal_bounds(tables: Path) -> None:
    figures = {row["iri"].rpartition("/")[2]: row for row in rows(tables, "figures")}

    budget = figures["escp-s3-budget"]
    assert (budget["minimum"], budget["maximum"]) == ("2800000", "2800000")
    assert (budget["currency"], budget["firmness"]) == ("EUR", "planned")
    assert figures["eccp-cluster-organisations"]["maximum"] == ""


def test_a_region_names_its_country_and_what_replaced_it(tables: Path) -> None:
    regions = {row["code"]: row for row in rows(tables, "regions")}

    assert regions["BE2"]["name"] == "Flanders"
    assert regions["BE2"]["country"] == "BEL"
    assert regions["BE2"]["same_as"] == "http://data.europa.eu/nuts/code/BE2"
    assert regions["NL337"]["replaced_by"] != ""


def test_members_refer_to_partnerships_and_regions(tables: Path) -> None:
    ids = {row["id"] for row in rows(tables, "partnerships")}

    assert {row["partnership"] for row in rows(tables, "members")} == ids


def test_the_metadata_carries_licence_version_and_sources(tables: Path) -> None:
    metadata = json.loads((tables / METADATA).read_text(encoding="utf-8"))

    assert metadata["dc:license"] == {"@id": LICENCE}
    assert metadata["dc:identifier"] == VERSION
    assert metadata["dc:issued"]["@value"] == "2025-03-31"


@pytest.mark.parametrize("name", NAMES)
def test_a_table_alone_is_found_with_its_own_metadata(
    name: str, tables: Path, tmp_path: Path
) -> None:
    for suffix in (".csv", ".csv-metadata.json"):
        shutil.copy(tables / f"{name}{suffix}", tmp_path)

    found = CSVW(str(tmp_path / f"{name}.csv"), validate=True)

    assert found.is_valid, found.warnings
    assert not found.no_metadata
    [table] = found.tables
    assert table.common_props["dc:license"] == {"@id": LICENCE}
    assert table.common_props["dc:identifier"] == VERSION


@pytest.mark.parametrize("name", NAMES)
def test_the_metadata_of_a_table_tell_its_size_and_checksum(name: str, tables: Path) -> None:
    content = (tables / f"{name}.csv").read_bytes()
    said = json.loads((tables / f"{name}.csv-metadata.json").read_text(encoding="utf-8"))

    checksum = said["http://spdx.org/rdf/terms#checksum"]
    value = checksum["http://spdx.org/rdf/terms#checksumValue"]["@value"]
    assert value == hashlib.sha256(content).hexdigest()
    assert said["dcat:byteSize"]["@value"] == str(len(content))
    assert said["prov:wasDerivedFrom"]["@id"] == DATASET


def test_the_archive_holds_all_of_it(tables: Path) -> None:
    with zipfile.ZipFile(tables.parent / f"regiograph-{VERSION}-csv.zip") as archive:
        files = (path.name for path in tables.iterdir())
        assert sorted(archive.namelist()) == sorted(files)
        assert archive.read("regions.csv") == (tables / "regions.csv").read_bytes()


def test_no_table_hides_a_named_query() -> None:
    assert not set(NAMES) & set(query_names())


@pytest.mark.parametrize(
    ("table", "good", "bad"),
    [
        ("members", b",BE2,Flanders,", b",QQ9,Flanders,"),
        ("regions", b"\r\nBE2,", b"\r\nBE1,"),
        ("figures", b",2800000,2800000,", b",2800000,a lot,"),
    ],
    ids=["a reference to nothing", "a key used twice", "a number in words"],
)
def test_the_validator_would_see_a_fault(
    table: str, good: bytes, bad: bytes, tables: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "csv"
    shutil.copytree(tables, copy)
    path = copy / f"{table}.csv"
    assert good in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(good, bad, 1))

    assert not is_valid(copy / METADATA)
