from __future__ import annotations

import re
from pathlib import Path

from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.names import RDF, RG, SKOS, graph_name, thing
from release.assembly import default_plan, ontology_version, validate


def test_the_plan_names_each_source_once(tmp_path: Path) -> None:
    names = [source.name for source in default_plan(tmp_path, None).sources]
    assert len(names) == len(set(names))
    assert "regions" in names


def test_every_source_names_files_that_exist(tmp_path: Path) -> None:
    for source in default_plan(tmp_path, None).sources:
        assert all(path.is_file() for path in source.inputs())


def test_the_ontology_tells_its_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", ontology_version())


def test_an_instrument_with_nothing_but_a_name_breaks_shapes() -> None:
    store, graph = Store.memory(), NamedNode(graph_name("background", "test"))
    bare = NamedNode(thing("instrument", "bare"))
    label = Literal("Bare", language="en")
    store.insert_published(
        [
            Quad(bare, NamedNode(str(RDF.type)), NamedNode(str(RG.SupportInstrument)), graph),
            Quad(bare, NamedNode(str(SKOS.prefLabel)), label, graph),
        ]
    )
    violations = validate(store).violations
    assert {finding.node for finding in violations} == {bare.value}
    assert all(finding.shape and finding.message for finding in violations)
