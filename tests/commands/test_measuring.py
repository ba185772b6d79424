from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from graph.release import ReleaseDirectory
from server import main
from tests.search.test_measuring import small_release


def run(var: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--var", str(var), "evaluate", *arguments])


def asked(path: Path, text: str = "digital hubs") -> str:
    row = {"id": "x1", "query": text, "lang": "en", "kind": "need", "judgments": {"patents": 3}}
    path.write_text(json.dumps(row), encoding="utf-8")
    return str(path)


def served(var: Path) -> Path:
    """A directory of releases that serves a small one."""
    directory = ReleaseDirectory(var)
    release = small_release(directory.releases)
    (release.path / "manifest.json").write_text("{}", encoding="utf-8")
    (var / "current").symlink_to(Path("releases") / release.version)
    return var


def test_the_worst_replies_are_listed_on_demand(tmp_path: Path) -> None:
    questions = asked(tmp_path / "mine.jsonl")
    result = run(served(tmp_path), "--questions", questions, "--alone", "--failures")
    assert result.exit_code == 0, result.output
    assert "mine: 1 questions" in result.output
    assert "x1 [en, need]" in result.output
    assert "wanted  patents 3" in result.output


def test_several_files_can_be_asked(tmp_path: Path) -> None:
    files = [asked(tmp_path / f"{name}.jsonl") for name in ("one", "two")]
    options = [option for file in files for option in ("--questions", file)]
    result = run(served(tmp_path), *options, "--alone", "--json")
    sets = json.loads(result.output)["sets"]
    assert [one["questions"] for one in sets] == ["one", "two"]


def test_a_report_without_the_simple_systems_is_wrong_use(tmp_path: Path) -> None:
    result = run(tmp_path, "--alone", "--report", str(tmp_path))
    assert result.exit_code == 2
    assert "leave out --alone" in result.output


def test_a_file_that_holds_no_questions_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{}", encoding="utf-8")
    result = run(served(tmp_path), "--questions", str(tmp_path / "bad.jsonl"), "--alone")
    assert result.exit_code == 1
    assert "bad.jsonl:1 is no question" in result.output
