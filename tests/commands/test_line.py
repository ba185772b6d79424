from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.release import ReleaseDirectory
from graph.terms import Quad
from release import BuildPlan, SilentProgress, build
from server import main
from tests.tiny_source import TinySource

FIRST, SECOND = "2025.03.30", "2025.03.31"


@pytest.fixture
def var(tmp_path: Path, tiny_quads: list[Quad]) -> Path:
    for version in (FIRST, SECOND):
        plan = BuildPlan(ReleaseDirectory(tmp_path), [TinySource(tiny_quads)], version)
        build(plan, SilentProgress())
    return tmp_path


def _run(var: Path, *arguments: str, input: str = "") -> Result:
    return CliRunner().invoke(main, ["--var", str(var), *arguments], input=input)


def test_releases_are_listed_with_a_star_at_the_served_one(var: Path) -> None:
    assert _run(var, "releases", "list").output == f"  {FIRST}\n* {SECOND}\n"
    assert json.loads(_run(var, "releases", "list", "--json").output) == {
        "current": SECOND,
        "releases": [FIRST, SECOND],
    }


def test_switching_back_is_one_command(var: Path) -> None:
    assert _run(var, "releases", "switch", FIRST).output == f"Serving {FIRST}\n"
    assert ReleaseDirectory(var).current_version() == FIRST


def test_an_unknown_release_is_one_line_and_exit_code_1(var: Path) -> None:
    result = _run(var, "releases", "switch", "2020.01.01")
    assert result.exit_code == 1
    assert result.output == (
        f"Error: There is no release '2020.01.01'. Available: {FIRST}, {SECOND}.\n"
    )


def test_no_release_says_how_to_build_one(tmp_path: Path) -> None:
    result = _run(tmp_path, "query", "ASK {}")
    assert result.exit_code == 1
    assert "Run `regiograph build`" in result.output


@pytest.mark.parametrize("how", ["text", "file", "standard input"])
def test_a_query_comes_as_text_file_or_standard_input(var: Path, how: str, tmp_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) WHERE { ?s a ?type FILTER(CONTAINS(STR(?s), 'region')) }"
    file = tmp_path / "count.rq"
    file.write_text(text)
    argument = {"text": text, "file": str(file), "standard input": "-"}[how]

    result = _run(var, "query", "--json", argument, input=text)

    assert json.loads(result.output)["results"]["bindings"][0]["n"]["value"] == "1"


def test_rows_are_a_table_and_graphs_are_turtle(var: Path) -> None:
    table = _run(var, "query", "SELECT ?s WHERE { ?s a ?type } ORDER BY ?s LIMIT 1")
    turtle = _run(var, "query", "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }")
    assert table.output.split()[0] == "s"
    assert "interreg-europe>" in turtle.output


@pytest.mark.parametrize("query", ["SELECT {", "nosuchfile.rq"])
def test_a_query_that_cannot_be_run_is_one_line(var: Path, query: str) -> None:
    result = _run(var, "query", query)
    assert result.exit_code == 1
    assert result.output.startswith("Error: The query can't be run: ")
    assert "Traceback" not in result.output


@pytest.mark.parametrize("arguments", [["nonsense"], ["search"], ["serve", "--port", "x"]])
def test_wrong_use_is_exit_code_2(var: Path, arguments: list[str]) -> None:
    assert _run(var, *arguments).exit_code == 2


def test_a_wrong_variable_is_named(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "web")
    result = _run(var, "releases", "list")
    assert result.exit_code == 1
    assert "PORT is 'web'" in result.output


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 4


def test_a_taken_port_is_one_line_before_anything_is_built(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        result = _run(tmp_path, "serve", "--port", str(port))
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: Port {port} of 127.0.0.1 is taken")
    assert ReleaseDirectory(tmp_path).versions() == []
