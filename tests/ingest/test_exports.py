"""The same facts in the words of other vocabularies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph.store import Store
from graph.terms import Quad
from ingest.inference import infer
from ontology import export_files, read

EXAMPLE = Path(__file__).parent / "data" / "example.ttl"
EURIO = "http://data.europa.eu/s66#"
SCHEMA = "http://schema.org/"


def _name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def test_the_cluster_call_is_a_funding_scheme_of_cordis() -> None:
    triples = exported("eurio")

    assert ("cluster-call", f"{EURIO}isSubSchemeOf", "research") in triples
    assert ("budget#eurio", f"{EURIO}value", "2800000") in triples
    assert ("budget#eurio", f"{EURIO}currency", "EUR") in triples
    assert not any(subject == "expert-days" for subject, _, _ in triples)


def test_each_instrument_is_a_government_service() -> None:
    triples = exported("schema-org")

    services = {s for s, _, o in triples if o == "GovernmentService"}
    assert services == {"expert-days", "cluster-call", "peer-visits"}
    assert ("expert-days", f"{SCHEMA}isAccessibleForFree", "true") in triples
    assert ("budget#amount", f"{SCHEMA}minValue", "2800000") in triples


@pytest.mark.parametrize("path", export_files(), ids=_name)
def test_an_export_has_no_blank_nodes(path: Path) -> None:
    found: list[Any] = store().construct(read(path))

    assert all(isinstance(triple.subject, ox.NamedNode) for triple in found)


def exported(name: str) -> set[tuple[str, str, str]]:
    paths = (path for path in export_files() if path.parent.name == name)
    found: list[Any] = [one for path in paths for one in store().construct(read(path))]
    return {
        (
            triple.subject.value.rpartition("/")[2],
            triple.predicate.value,
            triple.object.value.rpartition("/")[2],
        )
        for triple in found
    }


def store() -> Store:
    found = Store.memory()
    found.insert(ox.parse(EXAMPLE.read_text(encoding="utf-8"), format=ox.RdfFormat.TURTLE))
    found.insert([Quad(quad.subject, quad.predicate, quad.object) for quad in infer(found)])
    return found
