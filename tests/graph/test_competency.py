"""Each competency query returns exactly the rows that its head announces."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

import graph.queries
from graph.store import Store
from ingest.sources.background import BackgroundSource
from ontology.files import concept_files, read
from ontology.names import BASE, DEFAULT_BASE

FILES = sorted((Path(graph.queries.__file__).parent / "competency").glob("*.rq"))
GOLD = Path(__file__).parents[3] / "shared" / "gold" / "competency.dev.jsonl"


@cache
def facts() -> Store:
    store = Store.memory()
    store.insert_published(BackgroundSource().quads())
    for path in concept_files():
        store.engine.load(read(path), format=ox.RdfFormat.TURTLE)
    return store


def rows(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8").replace(DEFAULT_BASE, BASE)
    return [next(iter(row.values())).value for row in facts().query(text)]


def test_there_are_twenty_questions() -> None:
    assert len(FILES) == 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_are_exactly_those_expected(path: Path) -> None:
    head = path.read_text(encoding="utf-8").splitlines()

    expected = [line.removeprefix("# = ") for line in head if line.startswith("# = ")]

    assert rows(path) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_agree_with_the_reference_when_it_is_there(path: Path) -> None:
    if not GOLD.exists():
        return
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    wanted = next(each for line in lines if (each := json.loads(line))["id"] == path.stem)
    expected, found = wanted["expected"], rows(path)

    slugs, said = set(found), " ".join(found).casefold()
    if expected["slugs"]:
        assert set(expected["slugs"]) <= slugs <= {*expected["slugs"], *expected["optional"]}
    for value in expected["values"]:
        for must in value["must"]:
            assert any(word.casefold() in said for word in must.split("|"))
