"""How long a release takes to build, from nothing and again, and how much memory at once."""

from __future__ import annotations

import resource
from pathlib import Path
from time import perf_counter

from bench.measurement import Figure, Section
from bench.processes import command, run, settings_of

ABOUT = """
The first build unpacks the encoder's weights and encodes every wording; memory is that of all
its processes at once. The second build finds the vectors of unchanged wordings in the cache.
"""


def measure(var: Path) -> Section:
    """Build twice into an empty directory, the weights unpacked anew."""
    before = _processor_seconds()
    first, peak = _build(var)
    worked = _processor_seconds() - before
    again, _ = _build(var)
    return Section(
        "Building a release",
        ABOUT,
        [
            Figure("first build", first, "s", aim=60),
            Figure("first build, processor time", worked, "s"),
            Figure("first build, peak memory", peak, "MB"),
            Figure("second build", again, "s"),
        ],
    )


def _build(var: Path) -> tuple[float, float]:
    begun = perf_counter()
    peak = run([command("regiograph"), "build"], var.parent / "build.log", **settings_of(var))
    return perf_counter() - begun, peak


def _processor_seconds() -> float:
    """Of all processes that this one has started and seen end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
