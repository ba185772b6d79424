"""Clients that know nothing of us and follow IRIs: rapper and Comunica."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Final
from urllib.request import urlopen

from conformance import packages
from conformance.check import Outcome
from conformance.comunica import rows_of

__all__ = ["check"]

# One of each kind; the last is a term, whose fragment no client sends.
_PATHS: Final = (
    "id/instrument/escp-s3",
    "id/region/BE2",
    "concept/stage/phase-3",
    "graph/nuts",
    "def#SupportInstrument",
)
_SECONDS: Final = 60
_STEPS: Final = ("hasMembership", "memberRegion", "country")


def check(address: str) -> Outcome:
    """Follow IRIs of a server whose base IRI is its own ``address``, with its last slash."""
    failures: list[str] = []
    ran = []
    if shutil.which("rapper"):
        ran.append(f"rapper read {len(_PATHS)} IRIs")
        failures += _read_by_rapper(address)
    if packages.are_there():
        ran.append("Comunica went from a partnership to its members' country")
        failures += _walked_by_comunica(address)
    if not ran:
        return Outcome(None, "neither rapper (Debian: raptor2-utils) nor npm is here")
    return Outcome(not failures, "; ".join(ran), tuple(failures))


def _read_by_rapper(address: str) -> Iterator[str]:
    """What rapper gets by its own Accept header must be what the N-Triples document holds."""
    for path in _PATHS:
        iri = f"{address}{path}"
        with urlopen(f"{iri.partition('#')[0]}.nt", timeout=_SECONDS) as answer:
            wanted = len(answer.read().splitlines())
        done = subprocess.run(
            ["rapper", "-q", "-i", "guess", "-o", "ntriples", iri],
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        read = len(set(done.stdout.splitlines()))
        if done.returncode or read != wanted:
            said = done.stderr.strip()[:200]
            yield f"rapper reads {read} statements at {iri} instead of {wanted}. {said}"


def _walked_by_comunica(address: str) -> Iterator[str]:
    """Each step dereferences what the step before it found."""
    iri = f"{address}id/partnership/3d-printing"
    for step in _STEPS:
        query = f"SELECT ?next {{ <{iri}> <{address}def#{step}> ?next }} ORDER BY ?next"
        found = rows_of([iri], query)
        if not found:
            yield f"Comunica finds no {step} at {iri}"
            return
        iri = str(found[0]["next"]["value"])
    if iri != f"{address}id/country/BEL":
        yield f"Comunica ends at {iri} instead of {address}id/country/BEL"
