"""A graph small enough to keep in mind: one programme, its budget, a region and a partnership."""

from __future__ import annotations

import pytest

from graph.release import ReleaseDirectory
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.names import RDF, RG, SKOS, graph_name, thing
from tests.changing import build_changing

PROGRAMME = thing("programme", "interreg-europe")
BUDGET = thing("figure", "interreg-europe-budget")
REGION = thing("region", "BE2")
FACTS = graph_name("background", "interreg-europe")
REGIONS = graph_name("nuts")


def said(graph: str, subject: str, predicate: str, value: str | Literal) -> Quad:
    node = NamedNode(value) if isinstance(value, str) else value
    return Quad(NamedNode(subject), NamedNode(predicate), node, NamedNode(graph))


@pytest.fixture
def tiny_quads() -> list[Quad]:
    label = str(SKOS.prefLabel)
    return [
        said(FACTS, PROGRAMME, str(RDF.type), str(RG.SupportProgramme)),
        said(FACTS, PROGRAMME, label, Literal("Interreg Europe", language="en")),
        said(FACTS, PROGRAMME, str(RG.hasFigure), BUDGET),
        said(FACTS, BUDGET, str(RG.about), PROGRAMME),
        said(FACTS, BUDGET, label, Literal("budget of Interreg Europe", language="en")),
        said(FACTS, PROGRAMME, str(RG.supports), REGION),
        said(REGIONS, REGION, str(RDF.type), str(RG.Region)),
        said(REGIONS, REGION, label, Literal("Vlaams Gewest", language="nl")),
        said(REGIONS, REGION, label, Literal("Flanders", language="en")),
        # The same statement from a second source: the default graph has it once.
        said(REGIONS, PROGRAMME, str(RDF.type), str(RG.SupportProgramme)),
    ]


@pytest.fixture
def tiny_store(tiny_quads: list[Quad]) -> Store:
    store = Store.memory()
    store.insert_published(tiny_quads)
    return store


@pytest.fixture(scope="session")
def changing(tmp_path_factory: pytest.TempPathFactory) -> ReleaseDirectory:
    return build_changing(tmp_path_factory.mktemp("changing"))
