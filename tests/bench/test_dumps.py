from __future__ import annotations

from pathlib import Path

import pytest

from bench import dumps


def test_generated_statements_are_the_same_each_time_and_all_different() -> None:
    first, second = list(dumps.generated(2_000)), list(dumps.generated(2_000))

    assert first == second
    assert len({quad.triple for quad in first}) == 2_000


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    written = dumps.sort(tmp_path / "lines", 500)
    assert written.size > 10_000
    return tmp_path / "lines"


@pytest.mark.parametrize("suffix", [".nt", ".trig", ".jsonld"])
def test_a_format_is_written_and_measured(suffix: str, lines: Path) -> None:
    written = dumps.write_one(lines, suffix)

    assert written.size > 1_000
    assert written.memory >= 0
    assert list(lines.parent.iterdir()) == [lines]


def test_changes_are_written_and_measured(lines: Path) -> None:
    assert dumps.write_changes(lines).size > 1_000
