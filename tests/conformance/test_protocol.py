from __future__ import annotations

from pathlib import Path

from conformance.protocol import check, outcome_of

_RUNNER = """
import json, sys
level = "FAIL" if "broken" in sys.argv[1] else "PASS"
json.dump({"results": [{"id": "q", "status": level}]}, open(sys.argv[4], "w"))
"""


def test_the_runner_beside_the_project_decides(tmp_path: Path) -> None:
    runner = tmp_path / "runner.py"
    runner.write_text(_RUNNER, encoding="utf-8")
    good = check("http://127.0.0.1:1/", runner)
    assert (good.passed, good.said) == (True, "1 pass")
    bad = check("http://127.0.0.1:1/broken/", runner)
    assert (bad.passed, bad.failures) == (False, ('{"id": "q", "status": "FAIL"}',))


def test_a_runner_that_breaks_is_a_failure(tmp_path: Path) -> None:
    runner = tmp_path / "runner.py"
    runner.write_text("raise SystemExit('no')", encoding="utf-8")
    assert check("http://127.0.0.1:1/", runner).passed is False


def test_what_is_left_out_is_no_failure() -> None:
    outcome = outcome_of([{"status": "PASS"}, {"status": "SKIP"}, {"status": "PASS"}])
    assert (outcome.passed, outcome.said) == (True, "2 pass, 1 skip")
