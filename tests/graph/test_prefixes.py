from __future__ import annotations

import pytest

from graph.finder import SERVICES, FinderService
from graph.prefixes import declaration, prefixed, short_name
from ontology.names import RG, SKOS


@pytest.mark.parametrize(
    ("iri", "written", "short"),
    [
        (str(RG.Region), "rg:Region", "Region"),
        (str(SKOS.Concept), "skos:Concept", "skos:Concept"),
        ("http://a.example/x", "<http://a.example/x>", "http://a.example/x"),
        (f"{SKOS}a/b", f"<{SKOS}a/b>", f"{SKOS}a/b"),
    ],
)
def test_a_name_is_short_where_a_prefix_is_known(iri: str, written: str, short: str) -> None:
    assert (prefixed(iri), short_name(iri)) == (written, short)


def test_a_prefix_that_is_forgotten_is_given_with_its_namespace() -> None:
    assert declaration("rg") == f"PREFIX rg: <{RG}>"
    assert declaration("xsd") == "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"
    assert declaration("ex") == "PREFIX ex: <…>"


@pytest.mark.parametrize("service", SERVICES.values(), ids=lambda one: one.name)
def test_the_prefixes_of_the_searches_are_known(service: FinderService) -> None:
    assert declaration(service.name) == f"PREFIX {service.name}: <{service.namespace}>"
