"""R, with the packages that Debian has: the functions that docs/clients.R shows."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any, Final

from conformance.check import Outcome
from conformance.server import PROJECT

__all__ = ["check", "failures_in"]

_SHOWN: Final = PROJECT / "docs" / "clients.R"
_ASKING: Final = PROJECT / "conformance" / "ask.R"
_PACKAGES: Final = "library(httr); library(jsonlite)"
_SECONDS: Final = 120


def check(address: str) -> Outcome:
    """Run the script as it is shown, and look at what its functions give."""
    if not shutil.which("Rscript") or _run("-e", _PACKAGES).returncode:
        return Outcome(None, "R is not here (Debian: r-base-core r-cran-httr r-cran-jsonlite)")
    endpoint = f"{address}sparql"
    for script in ([str(_SHOWN)], [str(_ASKING), str(_SHOWN)]):
        done = _run(*script, endpoint)
        if done.returncode:
            return Outcome(False, f"{script[0]} failed", (done.stderr.strip()[-500:],))
    failed = tuple(failures_in(json.loads(done.stdout)))
    return Outcome(not failed, "rows, a search, a refusal and a cut answer were read", failed)


def failures_in(found: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the JSON of ``ask.R``, a sentence each."""
    if len(found["names"]) != 5 or found["names"] != sorted(found["names"]):
        yield f"the names are not five in order: {found['names']}"
    if set(found["languages"]) != {"en"}:
        yield f"the languages of the names are {found['languages']}"
    if not found["scores"] or not all(isinstance(score, float) for score in found["scores"]):
        yield f"the scores of a search are no numbers: {found['scores']}"
    if "Line 1" not in found["refused"]:
        yield f"a query that is wrong is told as {found['refused']!r}"
    if not found["cut"].startswith("RESULT CUT"):
        yield f"a cut answer is told as {found['cut']!r}"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["Rscript", "--vanilla", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
        cwd=PROJECT,
    )
