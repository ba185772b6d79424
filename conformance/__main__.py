"""Runs all checks against a server of its own; exit code 1 when one fails."""

from __future__ import annotations

import sys

from conformance import comunica, dcat_ap, event_stream, following, packages, protocol, rscript
from conformance.check import Check, Outcome
from conformance.server import running
from tests.clients.own_base import own_base


def _event_stream(_address: str) -> Outcome:
    if not packages.are_there():
        return Outcome(None, "npm or its packages can't be had")
    failed = event_stream.main([])
    return Outcome(not failed, "the replica of ldes-client beside the dump, as told above")


def _followed(_address: str) -> Outcome:
    with own_base() as address:
        return following.check(address)


CHECKS = (
    Check("SPARQL protocol", protocol.check),
    Check("Comunica", comunica.check),
    Check("R", rscript.check),
    Check("LDES", _event_stream),
    Check("Following IRIs", _followed),
    Check("DCAT-AP", dcat_ap.check),
)


def main() -> int:
    """Print a line a check, and what failed."""
    with running() as address:
        outcomes = [_shown(check.name, check.run(address)) for check in CHECKS]
    return int(any(outcome.passed is False for outcome in outcomes))


def _shown(name: str, outcome: Outcome) -> Outcome:
    word = {True: "passed", False: "FAILED", None: "not run"}[outcome.passed]
    print(f"{name}: {word}: {outcome.said}", *outcome.failures, sep="\n  ", flush=True)
    return outcome


if __name__ == "__main__":
    sys.exit(main())
