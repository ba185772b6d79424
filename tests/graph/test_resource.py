from __future__ import annotations

import pytest

from graph.resource import Resource
from graph.store import Store
from ontology.names import RDF, SKOS, term, thing

REGION = thing("region", "BE2")
LABEL = str(SKOS.prefLabel)


@pytest.fixture(params=[False, True], ids=["property by property", "all at once"])
def region(request: pytest.FixtureRequest, tiny_store: Store) -> Resource:
    found = Resource(tiny_store, REGION)
    assert not request.param or found.values
    return found


def test_a_thing_has_values_by_property(region: Resource) -> None:
    assert {value.value for value in region.all(LABEL)} == {"Vlaams Gewest", "Flanders"}
    assert region.english(LABEL) == "Flanders"
    assert region.iris(str(RDF.type)) == [term("Region")]
    assert region.text(str(RDF.type)) == term("Region")


def test_what_is_not_stated_is_empty(region: Resource) -> None:
    other = term("minValue")
    assert (region.all(other), region.text(other), region.english(other)) == ([], "", "")


def test_an_unknown_thing_has_no_values(tiny_store: Store) -> None:
    assert not Resource(tiny_store, thing("region", "nowhere")).values
