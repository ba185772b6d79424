"""rdflib follows our IRIs as it finds them, knowing only the first one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef

from tests.clients.own_base import own_base


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with own_base() as address:
        yield address


def _read(iri: str) -> Graph:
    """What rdflib gets for an IRI with the Accept header that it sends by itself."""
    return Graph().parse(iri)


def _step(iri: str, predicate: str) -> list[str]:
    found = _read(iri).objects(URIRef(iri), URIRef(predicate))
    return sorted(str(one) for one in found)


def test_from_a_partnership_to_the_country_of_its_members(base: str) -> None:
    partnership = f"{base}id/partnership/3d-printing"
    memberships = _step(partnership, f"{base}def#hasMembership")
    regions = [one for m in memberships for one in _step(m, f"{base}def#memberRegion")]
    countries = [one for region in regions for one in _step(region, f"{base}def#country")]

    assert memberships == [f"{base}id/membership/m1", f"{base}id/membership/m2"]
    assert (regions, countries) == ([f"{base}id/region/BE2"], [f"{base}id/country/BEL"])
    assert (URIRef(countries[0]), SKOS.prefLabel, Literal("Belgium", lang="en")) in _read(
        countries[0]
    )


def test_a_term_of_the_ontology_explains_itself(base: str) -> None:
    (kind,) = _step(f"{base}id/instrument/eccp", str(RDF.type))
    assert kind == f"{base}def#SupportInstrument"
    assert str(_read(kind).value(URIRef(kind), RDFS.label)) == "Support instrument"


@pytest.mark.parametrize(
    "path", ["concept/stage/phase-3", "concept/stage", "graph/nuts", "id/region/BE2", "shapes"]
)
def test_each_kind_of_iri_answers_with_the_same_statements_in_each_format(
    base: str, path: str
) -> None:
    negotiated = _read(f"{base}{path}")
    turtle = Graph().parse(f"{base}{path}.ttl", format="turtle")

    assert len(negotiated) == len(turtle) > 1
    assert all(str(name) for name in negotiated.subjects())


def test_the_whole_neighbourhood_can_be_walked_without_a_dead_end(base: str) -> None:
    seen: set[str] = set()
    waiting = [f"{base}id/instrument/escp-s3"]
    while waiting:
        iri = waiting.pop().partition("#")[0]
        if iri not in seen:
            seen.add(iri)
            graph = _read(iri)
            assert len(graph) > 0, iri
            named = {str(one) for triple in graph for one in triple if isinstance(one, URIRef)}
            waiting += [one for one in named if one.startswith((f"{base}id/", f"{base}def"))]
    assert {f"{base}def", f"{base}id/actor/european-commission", f"{base}id/passage/p1"} <= seen
