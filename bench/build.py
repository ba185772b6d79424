"""How long a release takes to build from nothing, and how much memory at once."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from bench.measurement import Figure
from bench.processes import command, run, settings_of


def measure(var: Path) -> list[Figure]:
    """Build into an empty directory, the weights unpacked anew."""
    begun = perf_counter()
    peak = run([command("regiograph"), "build"], var.parent / "build.log", **settings_of(var))
    return [
        Figure("build of a release", perf_counter() - begun, "s", aim=60),
        Figure("build, peak memory", peak, "MB"),
    ]
