from __future__ import annotations

import pytest

from ontology.names import DCT, concept, term, thing
from tests.web.fakes import VERSION, FakeService
from web.entity_view import Link
from web.reader import Reader

ECCP, ESCP = thing("instrument", "eccp"), thing("instrument", "escp-s3")


@pytest.fixture
def german(service: FakeService) -> Reader:
    return Reader(service.opened[VERSION].release, "de")


def test_a_link_is_named_in_the_language_else_in_english_else_after_the_iri(german: Reader) -> None:
    assert german.link(ESCP) == Link(ESCP, "Strategische Clusterpartnerschaften", "de")
    assert german.link(ECCP) == Link(ECCP, "European Cluster Collaboration Platform", "en")
    assert german.link(str(DCT.isPartOf)).label == "Is part of"


def test_links_of_ours_come_first_by_name(german: Reader) -> None:
    iris = ["http://example.org/a", ESCP, ECCP, ESCP]
    assert [link.iri for link in german.links(iris)] == [ECCP, ESCP, iris[0]]


def test_what_leads_to_a_thing_is_found_by_its_property(german: Reader) -> None:
    stage = concept("stage", "phase-3")
    assert german.leading(term("supportsStage"), stage) == [ECCP, ESCP]


def test_a_thing_is_read_once(german: Reader) -> None:
    assert german.resource(ESCP) is german.resource(ESCP)
