"""The SPARQL protocol: the black-box runner beside the project, else our own protocol tests."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from conformance.check import Outcome
from conformance.server import PROJECT

__all__ = ["check"]

_RUNNER = PROJECT.parent / "shared" / "conformance" / "sparql_protocol.py"
_OURS = ("tests/web/test_sparql.py", "tests/clients")


def check(address: str, runner: Path = _RUNNER) -> Outcome:
    """Every MUST, SHOULD and EXTRA that a read-only service can meet."""
    return _beside(address, runner) if runner.is_file() else _ours()


def _beside(address: str, runner: Path) -> Outcome:
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory) / "report.json"
        done = subprocess.run(
            [sys.executable, str(runner), f"{address}sparql", "-q", "--json", str(report)],
            capture_output=True,
            text=True,
            check=False,
        )
        if not report.is_file():
            return Outcome(False, f"{runner.name} gave no report", (done.stderr[-2000:],))
        return outcome_of(json.loads(report.read_text("utf-8"))["results"])


def outcome_of(results: list[dict[str, Any]]) -> Outcome:
    """No failure of any level; what needs writes is skipped by the runner itself."""
    counts = Counter(one["status"] for one in results)
    failures = [one for one in results if one["status"] not in ("PASS", "SKIP")]
    said = ", ".join(f"{number} {status.lower()}" for status, number in sorted(counts.items()))
    return Outcome(not failures, said, tuple(json.dumps(one) for one in failures))


def _ours() -> Outcome:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *_OURS],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    failures = tuple(line for line in lines if line.startswith("FAILED"))
    return Outcome(done.returncode == 0, f"our own tests: {lines[-1] if lines else ''}", failures)
