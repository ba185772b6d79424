from __future__ import annotations

import io
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from graph.serializing import write_graph, write_rows

_RDF_XML = "application/rdf+xml"
_RESULTS_XML = "application/sparql-results+xml"


def rows(query: str, media_type: str = _RESULTS_XML) -> bytes:
    found = ox.Store().query(query)
    assert not isinstance(found, ox.QueryTriples)
    output = io.BytesIO()
    write_rows(found, media_type, output)
    return output.getvalue()


def graph(query: str, media_type: str = _RDF_XML) -> bytes:
    found = ox.Store().query(query)
    assert isinstance(found, ox.QueryTriples)
    output = io.BytesIO()
    write_graph(found, media_type, output, {})
    return output.getvalue()


def test_ends_of_lines_come_through_xml_as_they_are() -> None:
    text = "a\r\nb\rc\nd\te"
    written = '"a\\r\\nb\\rc\\nd\\te"'
    (found,) = ElementTree.fromstring(rows(f"SELECT ({written} AS ?x) {{}}")).iterfind(
        ".//{*}literal"
    )
    assert found.text == text
    (triple,) = ox.parse(
        graph(f"CONSTRUCT {{ <urn:a> <urn:b> {written} }} {{}}"), ox.RdfFormat.RDF_XML
    )
    assert triple.object == ox.Literal(text)


@pytest.mark.parametrize("letter", ["\\u0001", "\\b", "\\u001F", "\\uFFFE"])
def test_a_character_that_xml_cannot_hold_is_an_error_there_alone(letter: str) -> None:
    select = f'SELECT ("{letter}" AS ?x) {{}}'
    construct = f'CONSTRUCT {{ <urn:a> <urn:b> "{letter}" }} {{}}'
    with pytest.raises(ValueError, match=r"XML can't hold the character U\+(0001|0008|001F|FFFE)"):
        rows(select)
    with pytest.raises(ValueError, match="ask for JSON, CSV or Turtle"):
        graph(construct)
    assert rows(select, "application/sparql-results+json")
    assert graph(construct, "text/turtle")


@pytest.mark.parametrize("iri", ["urn:9", "http://x/1/", "http://x/a#1", "http://x/#"])
def test_a_property_without_a_name_is_an_error_in_rdf_xml_alone(iri: str) -> None:
    construct = f"CONSTRUCT {{ <urn:a> <{iri}> 1 }} {{}}"
    with pytest.raises(ValueError, match="whose IRI doesn't end with a name; ask for Turtle"):
        graph(construct)
    assert graph(construct, "application/n-triples")


def test_text_that_looks_like_such_a_property_is_text() -> None:
    assert b"&lt;oxprefix: " in graph('CONSTRUCT { <urn:a> <urn:b> "<oxprefix: >" } {}')
