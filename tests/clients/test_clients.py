"""The clients that docs/clients.md shows, against a running server."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef
from SPARQLWrapper import JSONLD, N3, RDFXML, TURTLE, XML, SPARQLWrapper

from tests.clients.conftest import FOUND

_ROOT = Path(__file__).parents[2]
_SCRIPT = _ROOT / "docs" / "clients.py"
_GUIDE = _ROOT / "docs" / "clients.md"
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"


@pytest.fixture(scope="module")
def clients() -> ModuleType:
    spec = importlib.util.spec_from_file_location("clients", _SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_script_of_the_documentation_runs(
    clients: ModuleType, endpoint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    clients.main(endpoint)
    shown = capsys.readouterr().out
    assert shown.count("== ") == (8 if shutil.which("curl") else 7)
    assert "Strategic partnerships" in shown
    assert int(shown.rpartition("== triples\n")[2]) > 3


def test_all_clients_give_the_same_names(clients: ModuleType, endpoint: str) -> None:
    wrapped = clients.with_sparqlwrapper(endpoint, clients.NAMES)
    names = [row["name"] for row in wrapped]
    assert len(names) == 5
    assert [str(row[1]) for row in clients.with_rdflib(endpoint, clients.NAMES)] == names
    assert list(clients.with_pandas(endpoint, clients.NAMES)["name"]) == names
    assert list(clients.with_pandas_alone(endpoint, clients.NAMES)["name"]) == names
    if shutil.which("curl"):
        lines = clients.with_curl(endpoint, clients.NAMES).splitlines()
        assert [line.split(",", 1)[1].strip('"') for line in lines[1:]] == names


@pytest.mark.parametrize("form", [_EVERYTHING, f"DESCRIBE <{FOUND}>"])
@pytest.mark.parametrize(
    ("format", "written"),
    [
        (XML, ox.RdfFormat.RDF_XML),
        (RDFXML, ox.RdfFormat.RDF_XML),
        (N3, ox.RdfFormat.TURTLE),
        (TURTLE, ox.RdfFormat.TURTLE),
        (JSONLD, ox.RdfFormat.JSON_LD),
    ],
)
def test_sparqlwrapper_gets_graphs_in_each_of_its_formats(
    format: str, written: ox.RdfFormat, form: str, endpoint: str
) -> None:
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(form)
    wrapper.setReturnFormat(format)
    found = wrapper.query().response.read()  # its own conversion uses what rdflib gave up
    assert len(list(ox.parse(found, written))) > 3


def test_standard_clients_take_the_syntax_of_a_search(clients: ModuleType, endpoint: str) -> None:
    (row,) = clients.with_sparqlwrapper(endpoint, clients.SEARCH)
    assert (row["thing"], row["name"], row["score"]) == (FOUND, "Strategic partnerships", "0.9")
    (found,) = clients.with_rdflib(endpoint, clients.WORDS)
    assert found[:2] == (URIRef(FOUND), Literal("Strategic partnerships", lang="en"))
    assert float(found[2]) == 0.5


def test_a_graph_is_read_back(clients: ModuleType, endpoint: str) -> None:
    assert len(clients.graph_with_sparqlwrapper(endpoint, _EVERYTHING)) > 50


def test_what_is_wrong_reaches_the_user_of_a_client(clients: ModuleType, endpoint: str) -> None:
    with pytest.raises(Exception, match="Line 1, column 18") as caught:
        clients.with_sparqlwrapper(endpoint, "SELECT * { ?s ?p }")
    assert type(caught.value).__name__ == "QueryBadFormed"


def test_the_comunica_of_the_documentation_is_the_one_that_is_tried() -> None:
    package = "@comunica/query-sparql"
    tried = json.loads((_ROOT / "conformance" / "package.json").read_text("utf-8"))
    assert f"npx -p {package}@{tried['dependencies'][package]} " in _GUIDE.read_text("utf-8")
