from __future__ import annotations

from pathlib import Path

import pytest

from bench import dumps
from graph.store import Store


def test_generated_statements_are_the_same_each_time_and_all_different() -> None:
    first, second = list(dumps.generated(2_000)), list(dumps.generated(2_000))

    assert first == second
    assert len({quad.triple for quad in first}) == 2_000


@pytest.mark.parametrize("suffix", [".nt", ".nq", ".jsonld"])
def test_a_format_is_written_and_measured(suffix: str, tmp_path: Path) -> None:
    store = Store.create(tmp_path / "graph")
    store.insert_published(dumps.generated(500))
    store.optimise()
    del store

    written = dumps.write_one(tmp_path / "graph", suffix)

    assert written.size > 1_000
    assert written.memory >= 0
