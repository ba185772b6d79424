from __future__ import annotations

from pathlib import Path

import pytest

from graph.properties import Properties
from graph.store import Store

HERE = "http://example.org/"
FAMILY = f"""
@prefix : <{HERE}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:mother rdfs:subPropertyOf :parent ; rdfs:label "mother"@en , "matka"@pl .
:parent rdfs:subPropertyOf :relative ; owl:inverseOf :child .
:same rdfs:subPropertyOf :alike .
:alike rdfs:subPropertyOf :same .
"""


@pytest.fixture
def properties(tmp_path: Path) -> Properties:
    (tmp_path / "family.ttl").write_text(FAMILY, encoding="utf-8")
    store = Store.memory()
    store.load(tmp_path / "family.ttl")
    return Properties.read(store)


def _iris(*names: str) -> set[str]:
    return {HERE + name for name in names}


def test_properties_have_english_names(properties: Properties) -> None:
    assert properties.names == {f"{HERE}mother": "mother"}


def test_what_is_above_a_property_is_so_at_any_distance(properties: Properties) -> None:
    assert properties.above[f"{HERE}mother"] == _iris("parent", "relative")


def test_a_way_back_leads_in_both_directions(properties: Properties) -> None:
    assert properties.inverse[f"{HERE}parent"] == _iris("child")
    assert properties.inverse[f"{HERE}child"] == _iris("parent")


@pytest.mark.parametrize(
    ("used", "told"),
    [
        (_iris("mother", "parent", "relative"), _iris("mother")),
        (_iris("parent", "other"), _iris("parent", "other")),
        (_iris("same"), _iris("same")),
    ],
)
def test_only_the_most_special_properties_tell_something(
    used: set[str], told: set[str], properties: Properties
) -> None:
    assert properties.most_special(used) == told
