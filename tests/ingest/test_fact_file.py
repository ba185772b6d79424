from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.source import SourceError
from ingest.sources.fact_file import Entry, read_facts


def written(tmp_path: Path, text: str, **addresses: str) -> Entry:
    path = tmp_path / "facts.yaml"
    path.write_text(text, encoding="utf-8")
    return read_facts(path, addresses)


def test_values_are_read_by_what_they_should_be(tmp_path: Path) -> None:
    entry = written(tmp_path, "days: 2.5\nfrom: 2017-11-08\nfree: true\nlines: 74-86\nwho: [a, b]")

    assert entry.number("days") == Decimal("2.5")
    assert entry.day("from") == date(2017, 11, 8)
    assert entry.flag("free") is True
    assert entry.span("lines") == (74, 86)
    assert entry.texts("who") == ["a", "b"]


def test_missing_keys_are_none_or_empty(tmp_path: Path) -> None:
    entry = written(tmp_path, "slug: a\nnames: []")

    assert entry.optional("label") is None
    assert entry.number("min") is None
    assert entry.texts("names") == []
    assert entry.entries("facts") == []
    assert entry.flag("free") is False


def test_addresses_are_put_in(tmp_path: Path) -> None:
    entry = written(tmp_path, 'see: "On {office}."', office="http://harbour.example/office")

    assert entry.text("see") == "On http://harbour.example/office."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nslug:", r"facts\.yaml line 2: 'slug' is missing"),
        ("a: 1\nslug: [x: 1]", r"line 2: 'slug' must be a text"),
        ("slug: a\nslug: b", r"line 2: the key 'slug' stands here twice"),
        ("- a", r"line 1: expected keys and values"),
        ("a: [", r"not readable as YAML"),
        ("", r"the file is empty"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        written(tmp_path, text).text("slug")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("many", r"number 'many' must be a number such as"),
        ("yes", r"flag 'yes' must be true or false"),
        ("May", r"day 'May' must be a day such as"),
        ("9-3", r"'9-3' must be written as first-last"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(tmp_path: Path, value: str, message: str) -> None:
    entry = written(tmp_path, f"number: {value}\nflag: {value}\nday: {value}\nspan: {value}")
    reads = {"many": entry.number, "yes": entry.flag, "May": entry.day, "9-3": entry.span}
    keys = {"many": "number", "yes": "flag", "May": "day", "9-3": "span"}

    with pytest.raises(SourceError, match=message):
        reads[value](keys[value])


def test_unknown_keys_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"line 2: unknown key 'lable'; known are label, slug"):
        written(tmp_path, "slug: a\nlable: b").only({"slug", "label"})
