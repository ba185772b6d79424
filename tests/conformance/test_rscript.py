from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conformance import rscript

_GOOD: dict[str, Any] = {
    "names": ["A", "B", "C", "D", "É"],
    "languages": ["en"],
    "scores": [0.9, 0.4],
    "refused": "Line 1, column 18: the text can't go on like this.",
    "cut": "RESULT CUT: The result is longer than 1000000 bytes.",
}


def test_what_the_functions_should_give_is_no_failure() -> None:
    assert list(rscript.failures_in(_GOOD)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("names", ["A"]),
        ("names", ["E", "D", "C", "B", "A"]),
        ("languages", ["en", "de"]),
        ("scores", ["0.9"]),
        ("scores", []),
        ("refused", ""),
        ("cut", ""),
    ],
)
def test_each_other_value_is_a_failure_that_shows_it(name: str, value: object) -> None:
    [failure] = rscript.failures_in({**_GOOD, name: value})
    assert repr(value) in failure


def test_where_r_is_not_installed_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = rscript.check("http://127.0.0.1:1/")
    assert outcome.passed is None
    assert "r-cran-httr" in outcome.said
