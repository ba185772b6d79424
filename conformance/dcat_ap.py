"""The catalogue against the official shapes of each version of DCAT-AP that is at hand.

They belong to the European Union and are not part of the project. A folder holds one folder a
version (``dcat-ap-3.0.0/…``), with the Turtle files of ``releases/<version>/`` in
github.com/SEMICeu/DCAT-AP; ``REGIOGRAPH_SHAPES`` names such folders, else the one is taken that
lies beside the project.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.request import urlopen

from rdflib import Graph

from conformance.check import Outcome
from conformance.shapes import FOLDERS, at_hand, findings, folders, read_shapes

__all__ = ["VERSIONS", "check", "files_of", "unexpected"]

VERSIONS: Final = ("3.0.1", "3.0.0", "2.1.1")
_LEFT_OUT: Final = ("examples", "imports")  # fragments, and lists of addresses to fetch
# Demands that no catalogue can meet together with the rest; each by two parts of a finding.
_IMPOSSIBLE: Final = (
    # 2.1.1, and the modular shapes of 3.0.0, want a decimal; 3 says that it is an integer.
    ("dcat#byteSize", "xsd:decimal"),
    # The same allow no checksum but SHA-1.
    ("spdx.org/rdf/terms#algorithm", "checksumAlgorithm_sha1"),
    # Only a body of the Union is in its table of corporate bodies.
    ("dc/terms/publisher", "CorporateBodyRestriction"),
    ("#publisher ", "skos/core#inScheme"),
    # SPDX begins with http; the pattern says https.
    ("", "pattern '^https://spdx.org/rdf/terms'"),
    ("spdx.org/rdf/terms#algorithm", "ChecksumAlgorithmRestriction"),
)


def check(address: str, among: Sequence[Path] | None = None) -> Outcome:
    """No violation of any version that is there; the others are named."""
    known = folders() if among is None else among
    there = {version: files_of(version, known) for version in VERSIONS}
    missing = ", ".join(version for version, files in there.items() if not files)
    where = ", ".join(map(str, known))
    lacking = f"not there: {missing} (looked in {where}; {FOLDERS} names others)" * bool(missing)
    if not any(there.values()):
        return Outcome(None, lacking)
    catalogue = _catalogue(address)
    failures: list[str] = []
    said = []
    for version in (version for version, files in there.items() if files):
        found = [line for path in there[version] for line in unexpected(catalogue, path)]
        said.append(f"{version}: {len(there[version])} files, {len(found)} violations")
        failures += found
    return Outcome(not failures, "; ".join([*said, lacking] if lacking else said), tuple(failures))


def files_of(version: str, among: Sequence[Path] | None = None) -> list[Path]:
    """Files with shapes of a version, from the first folder that has it."""
    for folder in at_hand(f"dcat-ap-{version}", among=among):
        files = sorted(folder.rglob("*.ttl"))
        return [path for path in files if not any(name in str(path) for name in _LEFT_OUT)]
    return []


def unexpected(catalogue: Graph, shapes: Path) -> Iterator[str]:
    """Violations, but for those of demands that contradict the specification itself."""
    for line in findings(catalogue, read_shapes(shapes)):
        if not any(path in line and demand in line for path, demand in _IMPOSSIBLE):
            yield f"{shapes.name}: {line}"


def _catalogue(address: str) -> Graph:
    with urlopen(f"{address}catalogue.ttl", timeout=60) as answer:
        return Graph().parse(data=answer.read(), format="turtle")
