from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Store
from graph.terms import Quad
from graph.tombstone import successor_of
from ingest.source import SourceError
from ingest.sources.replacements import Replacements
from ontology.names import RDF, RG, graph_name, thing
from release.assembly import validate
from tests.conftest import said

OLD, NEW = thing("instrument", "old-one"), thing("instrument", "new-one")


def _source(tmp_path: Path, *rows: str) -> Replacements:
    table = tmp_path / "replacements.csv"
    table.write_text("\n".join(["old,new,reason", *rows]) + "\n", encoding="utf-8")
    return Replacements(table)


def _store(*quads: Quad) -> Store:
    store = Store.memory()
    store.insert_published(quads)
    return store


def test_an_old_thing_names_its_successor_and_why(tmp_path: Path) -> None:
    source = _source(tmp_path, "id/instrument/old-one,id/instrument/new-one,One call now.")
    store = _store(*source.quads())

    assert successor_of(store, OLD) == NEW
    assert successor_of(store, NEW) is None
    assert {graph.value for graph in store.graphs()} == {graph_name("replacements")}
    assert store.count() == 2


def test_the_shipped_table_can_be_read() -> None:
    graphs = {str(quad.graph_name) for quad in Replacements().quads()}
    assert graphs <= {f"<{graph_name('replacements')}>"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["instrument/a,id/instrument/b,"], r"line 2: 'instrument/a' is no path of a thing"),
        (["id/rule/a,id/rule/b,", "id/rule/a,id/rule/c,"], "line 3: id/rule/a stands .* twice"),
        (["id/rule/a,id/rule/b,", "id/rule/b,id/rule/a,"], "line 2: id/rule/b was replaced itself"),
        (["id/rule/a,id/rule/a,"], "line 2: id/rule/a was replaced itself"),
    ],
)
def test_a_row_that_leads_nowhere_is_refused(tmp_path: Path, rows: list[str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(_source(tmp_path, *rows).quads())


def test_a_successor_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    source = _source(tmp_path, "id/instrument/old-one,id/instrument/new-one,")
    findings = validate(_store(*source.quads())).violations
    assert [finding.node for finding in findings] == [NEW]


def test_a_thing_that_is_still_described_is_not_merged(tmp_path: Path) -> None:
    source = _source(tmp_path, "id/offering/old-one,id/offering/new-one,")
    described = [
        said(graph_name("first"), thing("offering", slug), str(RDF.type), str(RG.Milestone))
        for slug in ("old-one", "new-one")
    ]
    messages = [
        finding.message
        for finding in validate(_store(*source.quads(), *described)).violations
        if finding.node == thing("offering", "old-one")
    ]
    assert any("still described" in message for message in messages)
