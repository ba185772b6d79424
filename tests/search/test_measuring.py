from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from graph import Release
from search.evaluation import ENGINE
from search.lexical import LexicalIndex
from search.measuring import as_json, as_text, measure, write_report
from search.quality import Quality
from tests.search.catalogues import small_catalogue
from tests.search.qualities import small_evaluation


def small_release(path: Path) -> Release:
    """A release with a catalogue, without vectors or a graph."""
    catalogue = small_catalogue()
    release = Release(path / "2025.03.31")
    release.search_dir.mkdir(parents=True)
    catalogue.save(release.search_dir / "catalogue.json")
    rows = [asdict(text) for text in catalogue.texts]
    (release.search_dir / "texts.json").write_text(json.dumps(rows), encoding="utf-8")
    words = LexicalIndex.build([text.text for text in catalogue.texts])
    words.save(release.search_dir / "lexical")
    return release


def test_a_release_is_asked_every_file_of_questions(tmp_path: Path) -> None:
    row = {"id": "x", "query": "digital hubs", "lang": "en", "kind": "need"}
    files = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for file in files:
        file.write_text(json.dumps(row | {"judgments": {"hubs": 3}}), encoding="utf-8")
    found = measure(small_release(tmp_path), tmp_path / "models", files, alone=True)
    assert [one.questions.name for one in found] == ["one", "two"]
    assert [[report.system for report in one.reports] for one in found] == [[ENGINE], [ENGINE]]
    assert found[0].reports[0].marks[0].reply.slugs[0] == "hubs"


def test_the_report_is_written_as_text_and_figures(tmp_path: Path) -> None:
    write_report(tmp_path, small_release(tmp_path), [small_evaluation("heldout")])
    figures = json.loads((tmp_path / "search" / "quality.json").read_text(encoding="utf-8"))
    assert Quality.from_json(figures).release == "2025.03.31"
    text = (tmp_path / "docs" / "search-quality.md").read_text(encoding="utf-8")
    assert "### heldout" in text


def test_failures_are_listed_when_asked_for() -> None:
    found = [small_evaluation("mine")]
    assert "q2 [fi, money] nDCG@5" in as_text(found, worst=5)
    assert "q2" not in as_text(found)


def test_json_holds_all_sets() -> None:
    sets = json.loads(as_json([small_evaluation("one"), small_evaluation("two")]))["sets"]
    assert [one["questions"] for one in sets] == ["one", "two"]
